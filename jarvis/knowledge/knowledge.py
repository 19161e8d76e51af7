"""The knowledge room put together: what the page, the HTTP edge, turns and commands are handed."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from jarvis.errors import JarvisError, KnowledgeUnavailable
from jarvis.knowledge.documents import Scope
from jarvis.knowledge.ingesting.parts import OnStage, no_stage
from jarvis.knowledge.library import Library
from jarvis.knowledge.reading import Reader
from jarvis.knowledge.retriever import Retriever
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder
from models.reranking import Reranker

FOLDER = "knowledge"

log = structlog.get_logger(__name__)


class Knowledge:
    """A person's documents.

    Attributes:
        expands: whether a chat model, by its name, can write a question in other words.
        reranker: None until one is loaded.
        wanted: whether somebody has asked for the embedder.

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
        self.wanted = False
        folder, self.store, problem = _opened(folder)
        self.index = VectorIndex(self.store, folder)
        self.library = Library(folder, settings, self.store, self.index, Reader(settings), on_stage)
        self.library.problem = problem
        self.retriever = Retriever(
            self.store,
            self.index,
            settings,
            lambda: self.library.embedder,
            lambda: self.reranker,
        )

    @property
    def empty(self) -> bool:
        """Whether there is no document."""
        return not self.store.documents(attached=True)

    def embedder(self, seconds: float) -> Embedder | None:
        """The embedder that searches use, as soon as there is one; None after `seconds`. Blocking.

        Asking for it has it loaded, if that was put off.
        """
        self.wanted = True
        return self.library.wait_embedder(seconds)

    def names(self, documents: Sequence[str]) -> dict[str, str]:
        """What documents are called, by their ids; those that are gone have no name any more."""
        wanted = set(documents)
        return {one.id: one.name for one in self.store.documents() if one.id in wanted}

    def open(self) -> None:
        """Bring the vector index up, which takes seconds; searches do without it until then. And
        look for something, so that nobody's first question waits for tables to be read.
        """
        self.index.open()
        if not self.empty:
            self.store.count_words()
            self.retriever.search("first question", Scope(), 1)

    def close(self) -> None:
        """Within about a second; what was being read is taken up again at the next start."""
        self.library.close()
        self.index.close()
        self.store.close()
        if self.reranker is not None:
            self.reranker.close()


def _opened(folder: Path) -> tuple[Path, Store, JarvisError | None]:
    """The database, where it is, and what is wrong with it. One that can't be opened must not keep
    anybody from chatting: an empty one takes its place until the next start.
    """
    try:
        store = Store(folder)
    except KnowledgeUnavailable as error:
        log.warning("knowledge_unavailable", cause=error.message, hint=error.hint)
        aside = Path(tempfile.mkdtemp(prefix="jarvis-"))
        hint = f"{error.hint} Until then nothing that you hand in is kept."
        return aside, Store(aside), KnowledgeUnavailable(error.message, hint)
    return folder, store, JarvisError(store.note) if store.note else None
