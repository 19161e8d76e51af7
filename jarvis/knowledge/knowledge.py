"""The knowledge room put together: what the page, the HTTP edge, turns and commands are handed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jarvis.knowledge.ingesting.parts import OnStage, no_stage
from jarvis.knowledge.library import Library
from jarvis.knowledge.reading import Reader
from jarvis.knowledge.retriever import Retriever
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.reranking import Reranker

FOLDER = "knowledge"


class Knowledge:
    """A person's documents.

    Attributes:
        expands: whether a chat model, by its name, can write a question in other words.
        reranker: None until one is loaded.

    Args:
        folder: where they are kept; made if need be.
        expands: see above.
        on_stage: told of each stage of reading a document, as `Library` tells it.
    """

    def __init__(
        self,
        folder: Path,
        settings: KnowledgeSettings,
        expands: Callable[[str], bool] = lambda model: False,
        on_stage: OnStage = no_stage,
    ) -> None:
        self.settings = settings
        self.expands = expands
        self.reranker: Reranker | None = None
        self.store = Store(folder)
        self.index = VectorIndex(self.store, folder)
        self.library = Library(folder, settings, self.store, self.index, Reader(settings), on_stage)
        self.retriever = Retriever(
            self.store,
            self.index,
            settings,
            lambda: self.library.embedder,
            lambda: self.reranker,
        )

    @property
    def empty(self) -> bool:
        """Whether no document was ever handed in, so that nothing need be loaded for them yet."""
        return not self.store.documents(attached=True)

    def names(self, documents: Sequence[str]) -> dict[str, str]:
        """What documents are called, by their ids; those that are gone have no name any more."""
        wanted = set(documents)
        return {one.id: one.name for one in self.store.documents() if one.id in wanted}

    def open(self) -> None:
        """Bring the vector index up, which takes seconds. Searches do without it until then."""
        self.index.open()

    def close(self) -> None:
        """Within about a second; what was being read is taken up again at the next start."""
        self.library.close()
        self.index.close()
        self.store.close()
        if self.reranker is not None:
            self.reranker.close()
