"""Which embedder searches use, and which is to take its place.

Vectors of two models are never compared, so an embedder is used by searches only if the store holds
its vectors. It closes what nobody uses any more.
"""

import threading
from collections.abc import Callable, Sequence

import structlog

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.store import Store
from models.embedding import Embedder
from models.errors import ModelError

log = structlog.get_logger(__name__)


class Embedders:
    """Safe from any thread.

    Args:
        follow: told of all embedders that are in use.
        changed: called when they are others.

    Attributes:
        error: why it isn't the embedder that was wanted; None if it is.
    """

    def __init__(
        self,
        store: Store,
        follow: Callable[[Sequence[Embedder]], None],
        changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._follow = follow
        self._tell = changed
        self._changed = threading.Condition()
        self._current: Embedder | None = None
        self._coming: Embedder | None = None
        self._settled = False
        self.error: ModelError | None = None

    @property
    def current(self) -> Embedder | None:
        """What searches use."""
        return self._current

    @property
    def coming(self) -> Embedder | None:
        """What takes its place when all passages are embedded with it."""
        return self._coming

    @property
    def for_documents(self) -> Embedder | None:
        """What new documents are embedded with: the one that finds them at once, if it is there."""
        return self._current or self._coming

    @property
    def newest(self) -> Embedder | None:
        """What all passages shall be embedded with in the end."""
        return self._coming or self._current

    def use(self, embedder: Embedder | None, error: ModelError | None = None) -> None:
        """Use `embedder` from now on, for searches as soon as that can be; None is none at all."""
        with self._changed:
            self.error, self._settled = error, True
            if embedder is None:
                self._set(None, None)
            elif self._fits(embedder.name):
                self._set(embedder, None)
            else:
                self._set(self._current, embedder)
        self._tell()

    def switch(self) -> None:
        """Searches use the coming one from now on: all passages are embedded with it.

        Raises:
            KnowledgeUnavailable: that can't be stored now; nothing has changed.
        """
        with self._changed:
            if (coming := self._coming) is not None:
                self._store.switch_model(coming.name)
                self._set(coming, None)
                log.info("documents_reindexed", model=coming.name)
        self._tell()

    def wait(self, seconds: float) -> Embedder | None:
        """The one that searches use, as soon as it is known which; None after `seconds`, and at
        once where there is none.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._settled, seconds)
            return self._current

    def close(self) -> None:
        """Close all. Who waits for vectors is refused."""
        with self._changed:
            self._set(None, None)

    def _fits(self, name: str) -> bool:
        """Whether searches can use a model now: its vectors are what there is, or nothing is."""
        try:
            if self._store.model() == name:
                return True
            if self._store.unembedded(name, 1):
                return False
            self._store.switch_model(name)
        except KnowledgeUnavailable as error:
            log.warning("embedder_not_checked", cause=error.message)
            return False
        return True

    def _set(self, current: Embedder | None, coming: Embedder | None) -> None:
        before = [one for one in (self._current, self._coming) if one is not None]
        self._current, self._coming = current, coming
        now = [one for one in (current, coming) if one is not None]
        self._follow(now)
        for embedder in before:
            if not any(embedder is one for one in now):
                embedder.close()
        self._changed.notify_all()
