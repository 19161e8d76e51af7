"""The vector index: Chroma where there are many vectors, exact search where there are few.

Whatever Chroma hasn't been given yet is searched exactly beside it, and everything is while Chroma
isn't usable: what is ready is found, always. It knows no words.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import structlog

from jarvis.knowledge.documents import Scope
from jarvis.knowledge.store import Indexable, Store
from jarvis.knowledge.vectors.chroma import packed
from jarvis.knowledge.vectors.exact import Exact, Found, best_of
from jarvis.knowledge.vectors.following import Following, matches, name_of
from jarvis.knowledge.vectors.process import ChromaFailed, ChromaInUse, ChromaProcess
from models.embedding import Vector

EXACT_UP_TO = 20_000
"""Vectors. NumPy takes 0.8 ms for them, but 16 ms and 150 MB for 100,000; Chroma 4 ms."""

LINGER_SECONDS = 60.0
"""How long Chroma's process waits for more to do, where it isn't needed to answer."""

MOST_REBUILDS = 3
"""In one run, without being asked: a disk that damages files isn't worn out by us."""

FOLDER = "chroma"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index stands.

    Attributes:
        kind: "chroma" once it has caught up with SQLite; it is asked wherever there are more
            vectors than NumPy goes through as quickly.
        vectors: that a search can reach.
        note: why Chroma isn't used, one sentence; "" where all is as it should be.
    """

    kind: Literal["exact", "chroma"]
    vectors: int
    note: str = ""


class VectorIndex:
    """Finds passages by their vectors. Safe from any thread; nothing waits for Chroma to start.

    Args:
        folder: where knowledge.db lies; Chroma's folder is beside it.
        exact_up_to: collections with more vectors are searched by Chroma.
    """

    def __init__(self, store: Store, folder: Path, *, exact_up_to: int = EXACT_UP_TO) -> None:
        self._store = store
        self._folder = folder / FOLDER
        self._exact_up_to = exact_up_to
        self._exact = Exact(store)
        self._working = threading.Lock()
        self._closed = threading.Event()
        self._opened = False
        self._chroma: ChromaProcess | None = None
        self._lasting = False
        self._caught_up = False
        self._rebuilds = 0
        self._note = ""
        self._followed = 0
        self._seen: tuple[tuple[object, ...], Mapping[int, list[Indexable]]] = ((), {})

    @property
    def state(self) -> IndexState:
        """How the index stands."""
        found = self._documents(self._store.model())
        vectors = sum(map(_passages, found.values()))
        return IndexState("chroma" if self._caught_up else "exact", vectors, self._note)

    def open(self) -> None:
        """Open Chroma and bring it up to date, which takes seconds, or two minutes for 100,000
        vectors that it lacks. Searches are exact until then.

        Raises:
            KnowledgeUnavailable
        """
        self._opened = True
        self.sync()

    def sync(self) -> None:
        """Bring Chroma up to date, after documents became ready or were removed; nothing before
        `open`. Raises as `open` does.
        """
        with self._working:
            if self._opened:
                self._follow(lambda share: None)

    def rebuild(self, progress: Callable[[float], None] = lambda share: None) -> None:
        """Build Chroma anew from SQLite. Blocking; raises as `open` does.

        Args:
            progress: told the share that is done, 0 to 1.
        """
        with self._working:
            self._opened = True
            self._rebuilds = 0
            self._follow(progress, anew=True)

    def close(self) -> None:
        """Let go of Chroma within seconds, whatever it is doing. Idempotent."""
        self._closed.set()
        if chroma := self._chroma:
            chroma.close()
        self._exact.forget()

    def search(self, vector: Vector, model: str, scope: Scope, limit: int) -> Found:
        """The passages whose vectors are nearest, with their cosines, best first.

        Args:
            vector: of the question, by the embedding model of that name.

        Raises:
            KnowledgeUnavailable
        """
        collections = self._store.scope_collections(scope)
        documents = self._documents(model)
        found = [
            hit
            for one in collections
            for hit in self._nearest(vector, model, one, documents.get(one, []), limit)
        ]
        there = self._store.findable([key for key, _ in found], collections)
        return best_of([hit for hit in found if hit[0] in there], limit)

    def _documents(self, model: str) -> Mapping[int, list[Indexable]]:
        """The ready documents of each collection, as they were seen last if nothing changed."""
        key = (self._store.stamp(), self._followed, model)
        if self._seen[0] != key:
            found: dict[int, list[Indexable]] = defaultdict(list)
            for one in self._store.indexable(model):
                found[one.collection].append(one)
            self._seen = (key, found)
        return self._seen[1]

    def _nearest(
        self,
        vector: Vector,
        model: str,
        collection: int,
        documents: Sequence[Indexable],
        limit: int,
    ) -> Found:
        new = [one for one in documents if not one.synced]
        worthwhile = _passages(new) <= self._exact_up_to < _passages(documents)
        if worthwhile and self._caught_up and (chroma := self._chroma):
            try:
                found = self._from_chroma(chroma, vector, model, collection, limit)
            except ChromaFailed as error:
                self._lost(chroma, error)
            else:
                return found + self._exact.search(vector, model, collection, new, limit)
        return self._exact.search(vector, model, collection, documents, limit)

    def _from_chroma(
        self, chroma: ChromaProcess, vector: Vector, model: str, collection: int, limit: int
    ) -> Found:
        """Chroma may know passages that are gone by now: then it is asked for more."""
        name, question = name_of(collection, model), packed(vector)
        asked = limit
        while True:
            answer = chroma.call("query", urgent=True, name=name, vector=question, limit=asked)
            there = self._store.findable([key for key, _ in answer], [collection])
            found = [(key, cosine) for key, cosine in answer if key in there]
            if len(found) >= limit or len(answer) < asked:
                return found[:limit]
            asked *= 4

    def _follow(self, progress: Callable[[float], None], *, anew: bool = False) -> None:
        """Bring Chroma up to date; what fails is built anew, a few times."""
        while not self._closed.is_set() and self._rebuilds < MOST_REBUILDS:
            try:
                self._follow_once(progress, anew=anew)
            except ChromaInUse as error:
                self._let_go(error)
                break
            except ChromaFailed as error:
                self._let_go(error)
                self._rebuilds += 1
                anew = True
            else:
                break
        if self._closed.is_set():
            self._let_go()

    def _follow_once(self, progress: Callable[[float], None], *, anew: bool) -> None:
        model = self._store.model()
        documents = self._documents(model)
        if not documents and not self._folder.exists():
            return
        lasting = any(_passages(some) > self._exact_up_to for some in documents.values())
        if anew or self._chroma is None or (lasting and not self._lasting):
            self._chroma = self._started(anew=anew, lasting=lasting)
            if not matches(self._store, model, self._chroma.call("counts")):
                raise ChromaFailed("it doesn't hold what it should")
        Following(self._store, self._chroma, self._closed.is_set).follow(model, progress)
        self._followed += 1
        self._caught_up = True
        self._note = ""

    def _started(self, *, anew: bool, lasting: bool) -> ChromaProcess:
        self._let_go()
        self._lasting = lasting
        chroma = ChromaProcess(self._folder, None if lasting else LINGER_SECONDS)
        if anew:
            chroma.call("erase")
            self._store.mark_all_unsynced()
        return chroma

    def _lost(self, chroma: ChromaProcess, error: ChromaFailed) -> None:
        """Chroma failed over a search: go on without it, and build it anew meanwhile."""
        if self._closed.is_set() or self._chroma is not chroma:
            return
        self._let_go(error)
        threading.Thread(target=self._recover, name="chroma-recovery", daemon=True).start()

    def _recover(self) -> None:
        with self._working:
            if self._chroma is None:
                self._rebuilds += 1
                self._follow(lambda share: None, anew=True)

    def _let_go(self, error: ChromaFailed | None = None) -> None:
        chroma, self._chroma, self._caught_up = self._chroma, None, False
        if error and not self._closed.is_set():
            log.warning("chroma_not_used", cause=str(error))
            self._note = f"Search by meaning does without its quick index: {error}"
        if chroma:
            chroma.close()


def _passages(documents: Sequence[Indexable]) -> int:
    return sum(one.passages for one in documents)
