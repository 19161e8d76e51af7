"""How the library stands, for a page or a command to say. Plain frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What is going on with all documents together.

    Attributes:
        reindexing: the share of passages that the coming model has embedded, 0 to 1; None while
            no model is coming.
        model: the embedding model that searches use; "" while there is none, and a search goes by
            words alone.
        coming: the model that takes its place; "" is none.
        error, hint: why documents wait, and what to do; "" while all is well.
    """

    reindexing: float | None
    model: str
    coming: str
    error: str
    hint: str


@dataclass(frozen=True, slots=True)
class FolderStanding:
    """A watched folder.

    Attributes:
        path: absolute.
        collection: where its files go.
        files: how many of them can be read; those of a folder that is gone, when it was last seen.
        configured: whether config.toml names it, so that it can be given up only there.
        error, hint: why it isn't followed now, and what to do; "" while it is.
    """

    path: str
    collection: str
    files: int
    configured: bool
    error: str = ""
    hint: str = ""
