"""A library with all its real parts, and an embedder that is quick: what its tests share."""

import hashlib
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from jarvis.knowledge.documents import Scope, Status
from jarvis.knowledge.library import Library
from jarvis.knowledge.reading import Reader
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Vector, Vectors
from models.errors import GenerationFailed
from tests.waiting import until

DIMENSIONS = 32
SCOPE = Scope()


class WordEmbedder:
    """Adds up a random vector for each word: texts with the same words are alike.

    Attributes:
        failing: how many calls fail from now on.
        gate: cleared, passages wait.
    """

    device = "cpu"
    dimensions = DIMENSIONS
    max_tokens = 512

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.failing = 0
        self.gate = threading.Event()
        self.gate.set()
        self.paused = 0
        self.closed = False
        self.texts: list[str] = []

    def embed_query(self, text: str) -> Vector:
        return self._vectors([text])[0]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        while not self.gate.wait(0.02):
            if self.closed:
                raise GenerationFailed("The embedder is closed.")
        if self.closed or self.failing > 0:
            self.failing -= 1
            raise GenerationFailed("The embedder broke off.", "Wait.")
        self.texts += texts
        return self._vectors(texts)

    def pause(self) -> None:
        self.paused += 1

    def resume(self) -> None:
        self.paused -= 1

    def close(self) -> None:
        self.closed = True

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.stack([self._vector(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _vector(self, text: str) -> Vector:
        words = (of_word(self.name, word) for word in text.lower().split())
        return sum(words, np.full(DIMENSIONS, 1e-6, np.float32))


@lru_cache(4096)
def of_word(model: str, word: str) -> Vector:
    seed = hashlib.blake2s(f"{model} {word}".encode(), digest_size=4).digest()
    random = np.random.default_rng(int.from_bytes(seed))
    return random.standard_normal(DIMENSIONS).astype(np.float32)


class LibraryHouse:
    """A library in a folder; `again()` is what a restart is."""

    def __init__(self, folder: Path, **settings) -> None:
        self.folder = folder
        self.settings = KnowledgeSettings(**settings)
        self.stages: list[tuple[str, dict]] = []
        self._open()

    def _open(self) -> None:
        self.store = Store(self.folder)
        self.index = VectorIndex(self.store, self.folder)
        self.library = Library(
            self.folder,
            self.settings,
            self.store,
            self.index,
            Reader(self.settings),
            lambda stage, seconds, about: self.stages.append((stage, dict(about))),
        )

    def close(self) -> None:
        self.library.close()
        self.index.close()
        self.store.close()

    def again(self) -> None:
        self.close()
        self._open()

    def statuses(self) -> dict[str, Status]:
        return {one.name: one.status for one in self.library.documents()}

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        until(lambda: not self.library.busy)

    def found(self, word: str) -> list[str]:
        """The names of the documents that hold a word."""
        scope_hits = self.store.lexical(f'"{word}"', SCOPE, 50)
        passages = self.store.passages([key for key, _ in scope_hits])
        return sorted({one.name for one in passages.values()})
