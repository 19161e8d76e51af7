"""Brings Chroma to where SQLite is: adds what is new, removes what is gone.

A document is noted as begun before its vectors are handed over, and as done afterwards: a kill in
between costs no more than handing them over again, and what is removed later is removed there too.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from jarvis.knowledge.store import Indexable, Store
from jarvis.knowledge.vectors.chroma import packed
from jarvis.knowledge.vectors.process import ChromaProcess
from models.embedding import Vectors

BATCH = 128
"""Vectors handed over at once, about 60 ms; a search that comes meanwhile waits so long."""

DEAD_SHARE = 0.3
"""Of a collection's vectors; with more that are removed, it is built anew: small, and quick."""


def name_of(collection: int, model: str) -> str:
    """What Chroma calls a collection's vectors of one model."""
    return f"collection-{collection}-{hashlib.sha256(model.encode()).hexdigest()[:16]}"


def matches(store: Store, model: str, counts: dict[str, int]) -> bool:
    """Whether an index holds what the store was told that it holds.

    Args:
        counts: of vectors, by Chroma's names.
    """
    ledger = store.synced_passages(model)
    return all(
        least <= counts.get(name_of(collection, model), 0) <= most
        for collection, (least, most) in ledger.items()
    )


class Following:
    """Brings one open index up to date. From one thread at a time.

    Args:
        stopped: whether to leave off; asked between batches.
    """

    def __init__(self, store: Store, chroma: ChromaProcess, stopped: Callable[[], bool]) -> None:
        self._store = store
        self._chroma = chroma
        self._stopped = stopped

    def follow(self, model: str, progress: Callable[[float], None]) -> None:
        """Hand over what is new of a model, and remove the rest.

        Raises:
            ChromaFailed, KnowledgeUnavailable
        """
        self._remove(model)
        documents = [one for one in self._store.indexable(model) if not one.attached]
        total = sum(one.passages for one in documents) or 1
        done = sum(one.passages for one in documents if one.synced)
        progress(done / total)
        for group in groups([one for one in documents if not one.synced]):
            if self._stopped():
                return
            self._hand_over(group, model)
            done += sum(one.passages for one in group)
            progress(done / total)

    def _remove(self, model: str) -> None:
        self._store.thin_out(model, DEAD_SHARE)
        wanted = {name_of(one, model) for one in self._store.synced_passages(model)}
        counts: dict[str, int] = self._chroma.call("counts")
        for name in counts.keys() - wanted:
            self._chroma.call("drop", name=name)
        for collection, passages in self._store.gone(model).items():
            if (name := name_of(collection, model)) in wanted & counts.keys():
                for some in batches(passages):
                    self._chroma.call("delete", name=name, ids=some)
            self._store.forget_gone(model, collection, passages)

    def _hand_over(self, group: list[Indexable], model: str) -> None:
        self._store.begin_sync(group, model)
        name = name_of(group[0].collection, model)
        for ids, vectors in self._portions(group, model):
            if self._stopped():
                return
            self._chroma.call("upsert", name=name, ids=ids, vectors=packed(vectors))
        self._store.mark_synced(group, model)

    def _portions(self, group: list[Indexable], model: str) -> Iterator[tuple[list[int], Vectors]]:
        ids: list[int] = []
        vectors: list[Vectors] = []
        for document in group:
            for some_ids, some in self._store.document_vectors(document.row, model, BATCH):
                ids += some_ids
                vectors.append(some)
                if len(ids) >= BATCH:
                    yield ids, np.concatenate(vectors)
                    ids, vectors = [], []
        if ids:
            yield ids, np.concatenate(vectors)


def groups(documents: list[Indexable]) -> Iterator[list[Indexable]]:
    """Documents of one collection that together make a batch, or the one that does alone."""
    waiting: dict[int, list[Indexable]] = defaultdict(list)
    for document in documents:
        group = waiting[document.collection]
        group.append(document)
        if sum(one.passages for one in group) >= BATCH:
            yield waiting.pop(document.collection)
    yield from waiting.values()


def batches(passages: list[int]) -> Iterator[list[int]]:
    """In portions."""
    for first in range(0, len(passages), BATCH):
        yield passages[first : first + BATCH]
