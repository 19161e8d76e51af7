"""Chroma, the quick index: the one file that imports it, and runs in a process of its own.

It is given vectors and passages' ids, never a word, and makes no embeddings itself. Nothing in it
is worth keeping: all of it can be built again from SQLite.

Its process, not Jarvis's, holds the folder's lock: two that write would damage it, and what a
killed Jarvis began is over before the next one opens it.
"""

import base64
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
from filelock import FileLock, Timeout

from models.embedding import Vector, Vectors
from models.errors import EngineUnavailable, GenerationFailed

LOCK = "chroma.lock"
LOCK_SECONDS = 5
"""How long a Jarvis that was killed may take to end what it began."""

HNSW = {
    "space": "cosine",
    "max_neighbors": 24,
    "ef_construction": 200,
    "ef_search": 200,
    "num_threads": 1,
}
"""For 30,000 vectors of 384 numbers: recall@10 1.0 where they lie in clusters, as texts do, and
0.98 where they spread over 64 dimensions; 4 ms a query, 1 ms to add one. Half of it all gives 0.84.
"""


class Chroma:
    """The index in a folder. Arguments are what JSON can hold, vectors as `packed` makes them.

    Damaged files may end the process.

    Raises:
        EngineUnavailable: another process has it open.
        GenerationFailed: from here and from every method, whatever goes wrong in Chroma.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._lock = FileLock(Path(folder).with_name(LOCK))
        try:
            self._lock.acquire(timeout=LOCK_SECONDS)
        except Timeout as error:
            raise EngineUnavailable("Another Jarvis has the vector index open.") from error
        self._opening = threading.Lock()
        self._opened: Any = None
        self._known: dict[str, Any] = {}

    def erase(self) -> None:
        """Delete the index, before any other call; there is nothing in it that SQLite hasn't."""
        with _translated():
            shutil.rmtree(self._folder, ignore_errors=True)

    def counts(self) -> dict[str, int]:
        """How many vectors each collection holds, by its name; each is searched once, too."""
        found = {}
        with _translated():
            for collection in self._client().list_collections():
                some = collection.peek(1)["embeddings"]
                if len(some):
                    collection.query(query_embeddings=some, n_results=1, include=["distances"])
                found[collection.name] = collection.count()
        return found

    def upsert(self, name: str, ids: Sequence[int], vectors: str) -> None:
        """Add vectors, in the place of those with the same ids; the collection is made if need be.

        On the disk when it returns.
        """
        with _translated():
            self._collection(name).upsert(
                ids=[str(one) for one in ids], embeddings=unpacked(vectors).reshape(len(ids), -1)
            )

    def delete(self, name: str, ids: Sequence[int]) -> None:
        """Remove vectors; ids that aren't there are no error."""
        with _translated():
            self._collection(name).delete(ids=[str(one) for one in ids])

    def drop(self, name: str) -> None:
        """Remove a collection."""
        with _translated():
            self._known.pop(name, None)
            self._client().delete_collection(name)

    def query(self, name: str, vector: str, limit: int) -> list[tuple[int, float]]:
        """The nearest vectors' ids, with their cosines, best first."""
        with _translated():
            found = self._collection(name).query(
                query_embeddings=[unpacked(vector)], n_results=limit, include=["distances"]
            )
            ids, distances = found["ids"][0], found["distances"][0]
            return [(int(one), 1.0 - far) for one, far in zip(ids, distances, strict=True)]

    def _collection(self, name: str) -> Any:
        """The collection of that name, made if need be; asking for it takes 10 ms."""
        if name not in self._known:
            self._known[name] = self._client().get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": HNSW}
            )
        return self._known[name]

    def _client(self) -> Any:
        with self._opening:
            if self._opened is None:
                self._opened = _open(self._folder)
            return self._opened


def packed(vectors: Vector | Vectors) -> str:
    """Vectors as text, for a message of JSON."""
    return base64.b64encode(np.ascontiguousarray(vectors, "<f4").tobytes()).decode()


def unpacked(text: str) -> Vector:
    """All numbers of what `packed` was given, one after the other."""
    return np.frombuffer(base64.b64decode(text), "<f4")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except BaseException as error:  # a panic in its Rust part is no Exception
        raise GenerationFailed(f"{type(error).__name__}: {error}") from error


def _open(folder: str) -> Any:
    # jsonschema builds a grammar of IRIs for 1.3 s if it can, for a format that nobody asks for.
    sys.modules.setdefault("rfc3987_syntax", cast(Any, None))
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
