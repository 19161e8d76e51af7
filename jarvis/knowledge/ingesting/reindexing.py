"""Embeds stored passages anew, for another embedding model, batch by batch.

It is also how passages get their vectors that were stored while the model was changed.
"""

from jarvis.knowledge.ingesting.embedders import Embedders
from jarvis.knowledge.ingesting.vectors import Vectorizer
from jarvis.knowledge.store import Store

BATCH = 128


class Reindexing:
    """For one thread, except for `begin` and `share`."""

    def __init__(self, store: Store, embedders: Embedders, vectorizer: Vectorizer) -> None:
        self._store = store
        self._embedders = embedders
        self._vectorizer = vectorizer
        self._wanted = False
        self._done = self._all = 0

    @property
    def wanted(self) -> bool:
        """Whether passages may lack vectors."""
        return self._wanted

    @property
    def share(self) -> float | None:
        """How many passages the coming model has embedded, 0 to 1; None if none is coming."""
        if self._embedders.coming is None:
            return None
        return min(1.0, self._done / self._all) if self._all else 0.0

    def begin(self) -> None:
        """There may be another model."""
        self._wanted = True
        self._all = 0

    def step(self) -> bool:
        """Embed some passages; when none is left, let searches use the model.

        Returns:
            Whether what searches use has changed.

        Raises:
            GenerationFailed, KnowledgeUnavailable
        """
        self._wanted = False  # first, so that a `begin` that comes meanwhile counts
        if (embedder := self._embedders.newest) is None:
            return False
        self._count()
        if passages := self._store.unembedded(embedder.name, BATCH):
            self._wanted = True
            vectors, model = self._vectorizer.vectors(passages, lambda: embedder)
            self._store.add_vectors(model, [one.id for one in passages], vectors)
            self._done += len(passages)
            return embedder is self._embedders.current
        return self._switch()

    def _count(self) -> None:
        if not self._all:
            documents = self._store.documents(attached=True)
            self._done, self._all = 0, sum(one.passages for one in documents)

    def _switch(self) -> bool:
        if self._embedders.coming is None:
            return False
        self._embedders.switch()
        return True
