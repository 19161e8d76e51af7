"""Stores what was embedded, in a thread of its own, and tells when a document is ready."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from jarvis.errors import DocumentNotFound
from jarvis.knowledge.documents import Document
from jarvis.knowledge.ingesting.buffer import Portion
from jarvis.knowledge.ingesting.parts import OnStage, Parts
from jarvis.knowledge.ingesting.progress import Work
from models.embedding import Vectors

log = structlog.get_logger(__name__)


class Storing:
    """One batch at a time; for one thread to command.

    Args:
        on_stage: told of each stage of each document that became ready.
        ready: told of each document that became ready.
    """

    def __init__(self, parts: Parts, on_stage: OnStage, ready: Callable[[Document], None]) -> None:
        self._parts = parts
        self._on_stage = on_stage
        self._ready = ready
        self._thread = ThreadPoolExecutor(1, "knowledge-storing")
        self._batch: Future[None] | None = None

    def begin(self, portions: Sequence[Portion], vectors: Vectors, model: str) -> None:
        """Store a batch: a vector a piece, in their order. The one before must be settled."""
        self._batch = self._thread.submit(self._store, portions, vectors, model)

    def settle(self) -> bool:
        """Wait until the last batch is stored; False if there was none.

        Raises:
            KnowledgeUnavailable: it couldn't be stored.
        """
        batch, self._batch = self._batch, None
        if batch is None:
            return False
        batch.result()
        return True

    def forget(self) -> None:
        """Let the last batch be, whatever becomes of it."""
        self._batch = None

    def close(self) -> None:
        """Finish what has begun."""
        self._thread.shutdown()

    def _store(self, portions: Sequence[Portion], vectors: Vectors, model: str) -> None:
        first = 0
        for portion in portions:
            behind = first + len(portion.pieces)
            if not portion.work.given_up:
                self._store_one(portion, vectors[first:behind], model)
            first = behind
        self._parts.version.bump()

    def _store_one(self, portion: Portion, vectors: Vectors, model: str) -> None:
        work, document = portion.work, portion.work.document.id
        began = time.monotonic()
        try:
            if portion.pieces:
                self._parts.store.add_passages(
                    document, portion.first, portion.pieces, vectors, model
                )
            if portion.last:
                self._parts.store.ready(document, note=work.note)
        except DocumentNotFound:  # removed while it was on its way
            self._parts.works.cancel(document)
            return
        work.took("index", time.monotonic() - began)
        work.stored(len(portion.pieces))
        if portion.last:
            self._finish(work)

    def _finish(self, work: Work) -> None:
        document = work.document
        self._parts.works.end(work)
        log.info("document_ready", document=document.id, bytes=document.bytes, passages=work.done)
        for stage, seconds in work.seconds.items():
            about = {"bytes": document.bytes} if stage == "read" else {"passages": work.done}
            self._on_stage(stage, seconds, {"document": document.id, **about})
        self._ready(document)
