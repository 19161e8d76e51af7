"""Embeds stored passages anew, for another embedding model, batch by batch.

It is also how passages get their vectors that were stored while the model was changed.
"""

from jarvis.knowledge.documents import Passage
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
        self._begun = self._ended = 0
        self._done = self._all = self._after = 0

    @property
    def wanted(self) -> bool:
        """Whether passages may lack vectors."""
        return self._begun != self._ended

    @property
    def share(self) -> float | None:
        """How many passages the coming model has embedded, 0 to 1; None if none is coming."""
        if self._embedders.coming is None:
            return None
        return min(1.0, self._done / self._all) if self._all else 0.0

    def begin(self) -> None:
        """There may be another model."""
        self._begun += 1
        self._all = self._after = 0

    def step(self) -> bool:
        """Embed some passages; when none is left, let searches use the model.

        Returns:
            Whether what searches use has changed.

        Raises:
            GenerationFailed, KnowledgeUnavailable
        """
        begun = self._begun  # now, so that a `begin` that comes meanwhile counts
        if (embedder := self._embedders.newest) is None:
            return False
        self._count()
        if passages := self._next(embedder.name):
            vectors, model = self._vectorizer.vectors(passages, lambda: embedder)
            self._store.add_vectors(model, [one.id for one in passages], vectors)
            self._after = passages[-1].id
            self._done += len(passages)
            return embedder is self._embedders.current
        switched = self._switch()
        self._ended = begun
        return switched

    def _next(self, model: str) -> list[Passage]:
        """Passages to embed; from the beginning once more before we say that there are none."""
        if self._after:
            if passages := self._store.unembedded(model, BATCH, after=self._after):
                return passages
            self._after = 0
        return self._store.unembedded(model, BATCH)

    def _count(self) -> None:
        if not self._all:
            documents = self._store.documents(attached=True)
            self._done, self._all = 0, sum(one.passages for one in documents)

    def _switch(self) -> bool:
        if self._embedders.coming is None:
            return False
        self._embedders.switch()
        return True
