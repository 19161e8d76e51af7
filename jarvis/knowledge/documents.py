"""The words that the parts of knowledge share. Plain frozen data, no behaviour.

A document's text is what a reader made of its file; every offset counts its characters. A passage
is a slice of that text, character for character: `text[passage.start : passage.end]`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

DEFAULT_COLLECTION = "documents"
"""Where a document goes that names no collection."""

ATTACHED = "conversation:"
"""How the names of collections begin that belong to one conversation, and that no list shows."""


class Status(StrEnum):
    """How a document stands."""

    QUEUED = "queued"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was handed in.

    Attributes:
        collection: the name of the collection it is in.
        name: the file's name, without its folders; of a watched folder, the path inside it.
        bytes: the file's size.
        sha256: hexadecimal; the same file is read once in a collection.
        progress: 0 to 1; 1 once it is ready.
        passages: how many of its passages can be found, or are indexed so far.
        pages: 0 where the format has none.
        seconds_left: while it is read and its pace is known.
        error, hint: why it failed, and what to do; of a ready one, what was left out of it.
        created: when it was handed in, seconds since the epoch.
        origin: the watched file itself, absolute; empty where Jarvis keeps a copy.
    """

    id: str
    collection: str
    name: str
    bytes: int
    sha256: str
    status: Status
    progress: float = 0.0
    passages: int = 0
    pages: int = 0
    seconds_left: float | None = None
    error: str = ""
    hint: str = ""
    created: float = 0.0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents that are chosen together."""

    name: str
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader made of a file.

    Attributes:
        text: all of it. Of Markdown, plain text, code and CSV it is the file's own, decoded; of
            other formats Markdown, with headings and tables.
        form: how it is built.
        code: of code, the language: "python"; else "".
        title: the document's own, where it has one.
        pages: of a paged format, where each page begins in `text`, ascending, the first at 0.
        note: what was left out, one sentence; "" where nothing was.
    """

    text: str
    form: Literal["markdown", "text", "code", "table"]
    code: str = ""
    title: str = ""
    pages: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it is stored: what `cutting` makes.

    Attributes:
        text: `extract.text[start:end]`, exactly.
        heading: the headings that it stands under, outermost first, " › " between them.
        page: counted from 1; None where the format has none.
        line: in the text, counted from 1.
    """

    text: str
    start: int
    end: int
    heading: str = ""
    page: int | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, as it is stored.

    Attributes:
        id: unique for good; never given to another passage.
        document: the document's id; `name` is the document's.
        number: counted from 0 in its document.
    """

    id: int
    document: str
    collection: str
    name: str
    number: int
    text: str
    start: int
    end: int
    heading: str = ""
    page: int | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and why.

    Attributes:
        score: 0 to 1, comparable between questions; what is sorted by, and held against
            `least_score`.
        dense: the cosine of question and passage, -1 to 1; None where that leg didn't see it.
        lexical: BM25, higher is better; None where that leg didn't find it.
        reranked: 0 to 1, where a re-ranker was asked.
        context: the passage with what neighbours it, as a model shall read it; its `text` at least.
        exact: phrases and codes of the question that it holds, word for word.
    """

    passage: Passage
    score: float
    dense: float | None = None
    lexical: float | None = None
    reranked: float | None = None
    context: str = ""
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question looks for its answer.

    Attributes:
        collections: names; empty is every collection that a list shows.
        attached: the conversation whose attachments count too; "" is none.
        strict: whether the answer may come from the documents only. If not, a question that they
            don't speak of goes to the model without any.
    """

    collections: tuple[str, ...] = ()
    attached: str = ""
    strict: bool = False
    everything: bool = True
    """False: no collections at all but what is attached."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a search found.

    Attributes:
        hits: best first. Below the threshold too when somebody searches; a turn uses `used`.
        question: what was looked for, the last turns condensed into it.
        speaks: whether the documents speak of it: the best score reaches the threshold.
        seconds: what each stage took: "embed", "dense", "lexical", "fuse", "rerank", "expand".
        searched: passages in scope; 0 where there was nothing to search.
        note: what a leg had to do without, one sentence; "" if nothing.
    """

    hits: tuple[Hit, ...]
    question: str
    speaks: bool
    seconds: dict[str, float]
    searched: int = 0
    note: str = ""
