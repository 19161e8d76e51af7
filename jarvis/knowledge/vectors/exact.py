"""Exact search: the cosine with every vector, by NumPy, over what SQLite holds.

Vectors that were read stay in memory, within a bound, and follow the documents one by one. It knows
no scope: which documents are looked through is the caller's business.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.store import Indexable, Store
from models.embedding import Vector, Vectors

MEMORY_BYTES = 256 << 20
"""For all vectors that are kept; 170,000 of 384 dimensions."""

BATCH = 4096
"""Vectors that are read at once."""

Found = list[tuple[int, float]]
"""Passages and their cosines, best first."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The vectors of some documents: row `n` is passage `ids[n]` of document `documents[n]`."""

    ids: Ids = field(default_factory=lambda: np.zeros(0, np.int64))
    documents: Ids = field(default_factory=lambda: np.zeros(0, np.int64))
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    stamps: dict[int, int] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """What it takes in memory, about."""
        return self.vectors.nbytes + self.ids.nbytes + self.documents.nbytes + 1


class Exact:
    """Searches documents' vectors one by one. Safe from any thread."""

    def __init__(self, store: Store, memory_bytes: int = MEMORY_BYTES) -> None:
        self._store = store
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self._kept: LRUCache[tuple[str, int], Matrix] = LRUCache(
            memory_bytes, getsizeof=lambda matrix: matrix.bytes
        )

    def search(
        self,
        vector: Vector,
        model: str,
        collection: int,
        documents: Sequence[Indexable],
        limit: int,
    ) -> Found:
        """The nearest passages among those of some of a collection's documents.

        Raises:
            KnowledgeUnavailable: the model's vectors had another length when they were stored.
        """
        expected = sum(one.passages for one in documents) * (vector.nbytes + 16)
        if expected > self._memory_bytes:
            return self._streamed(vector, model, documents, limit)
        matrix = self._matrix(model, collection, documents)
        return nearest(vector, matrix.ids, matrix.vectors, limit)

    def forget(self) -> None:
        """Free the memory."""
        with self._lock:
            self._kept.clear()

    def _matrix(self, model: str, collection: int, documents: Sequence[Indexable]) -> Matrix:
        with self._lock:
            old = self._kept.get((model, collection), Matrix())
            wanted = {one.row: one.stamp for one in documents}
            if old.stamps == wanted:
                return old
            new = self._followed(old, model, wanted)
            self._kept[model, collection] = new
            return new

    def _followed(self, old: Matrix, model: str, wanted: dict[int, int]) -> Matrix:
        same = {row for row, stamp in old.stamps.items() if wanted.get(row) == stamp}
        keep = np.isin(old.documents, list(same))
        ids, documents, vectors = [old.ids[keep]], [old.documents[keep]], [old.vectors[keep]]
        for row in wanted.keys() - same:
            for some_ids, some in self._store.document_vectors(row, model, BATCH):
                ids.append(np.array(some_ids, np.int64))
                documents.append(np.full(len(some_ids), row, np.int64))
                vectors.append(some)
        there = [some for some in vectors if len(some)]
        return Matrix(
            np.concatenate(ids),
            np.concatenate(documents),
            np.concatenate(there) if there else np.zeros((0, 0), np.float32),
            wanted,
        )

    def _streamed(
        self, vector: Vector, model: str, documents: Sequence[Indexable], limit: int
    ) -> Found:
        """Too much to keep: read anew for each search."""
        read = chain.from_iterable(
            self._store.document_vectors(one.row, model, BATCH) for one in documents
        )
        best: Found = []
        for ids, vectors in read:
            best = best_of(best + nearest(vector, np.array(ids), vectors, limit), limit)
        return best


def nearest(vector: Vector, ids: Ids, vectors: Vectors, limit: int) -> Found:
    """The `limit` passages with the greatest cosine; all vectors have length 1.

    Raises:
        KnowledgeUnavailable: the vectors are of another length than `vector`.
    """
    if not len(ids):
        return []
    if vectors.shape[1] != len(vector):
        raise KnowledgeUnavailable(
            f"The documents were indexed with vectors of {vectors.shape[1]} numbers; the embedding "
            f"model now makes {len(vector)}.",
            "Choose the model that they were indexed with, or add them anew.",
        )
    cosines = vectors @ vector
    top = np.argpartition(cosines, -limit)[-limit:] if limit < len(ids) else np.arange(len(ids))
    return best_of(zip(ids[top].tolist(), cosines[top].tolist(), strict=True), limit)


def best_of(found: Iterator[tuple[int, float]] | Found, limit: int) -> Found:
    """The best `limit` of them, best first; of equals the one stored first."""
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]
