"""The two ways in which a search looks for passages, side by side: by meaning and by words.

Each finds passages the other would miss; both are then measured for all of them. A leg that fails
leaves the search to the other, and says so.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from jarvis.errors import JarvisError, KnowledgeUnavailable
from jarvis.knowledge.documents import Scope
from jarvis.knowledge.fusion import with_extras
from jarvis.knowledge.question import Question
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge.yardstick import Scale, Yardstick
from models.embedding import Embedder, Vector

NO_EMBEDDER = "Only words were looked for: the model that reads meaning isn't loaded."
NO_MEANING = "Only words were looked for: {reason}"
NO_WORDS = "Words couldn't be looked for: {reason}"

HELD = 50
"""Passages with a code that are looked at."""

QUOTED = 2_000
"""Passages with a quotation, out of which those that rank best are shown."""

THREADS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        wordings: the question, and what a chat model made of it.
        passage: how an answer might read; "" is none.
        wide: how many passages each leg brings.
    """

    question: Question
    scope: Scope
    wide: int
    wordings: tuple[Question, ...] = ()
    passage: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is embedded, the question first."""
        others = (wording.text for wording in self.wordings)
        return tuple(filter(None, (self.question.text, *others, self.passage)))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the dense leg found.

    Attributes:
        found: passages near the question or another wording of it.
        vectors, scales: of the question, and of what else was embedded.
        cosines: with the question.
    """

    found: tuple[int, ...] = ()
    vectors: tuple[Vector, ...] = ()
    scales: tuple[Scale, ...] = ()
    cosines: Mapping[int, float] = field(default_factory=dict)
    model: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexical leg found.

    Attributes:
        found: passages with words of the question or of another wording of it.
        bm25: for the question.
        holding: passages that hold a code or a quotation of the question as it is written.
    """

    found: tuple[int, ...] = ()
    bm25: Mapping[int, float] = field(default_factory=dict)
    holding: Mapping[str, frozenset[int]] = field(default_factory=dict)
    note: str = ""

    def exact(self, passage: int) -> tuple[str, ...]:
        """The codes and quotations that a passage holds."""
        return tuple(text for text, held in self.holding.items() if passage in held)


class Stages:
    """Seconds, by the name of what took them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Count the block's time under a name."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


class Legs:
    """Searches by meaning and by words. Safe from any thread."""

    def __init__(
        self, store: Store, index: VectorIndex, embedder: Callable[[], Embedder | None]
    ) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder
        self._yardstick = Yardstick()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="words")

    def run(self, wanted: Wanted, stages: Stages) -> tuple[Meaning, Words]:
        """Both at once.

        Raises:
            KnowledgeUnavailable: neither could search.
        """
        words: Future[Words] = self._threads.submit(self._words, wanted, stages)
        meaning = self._meaning(wanted, stages)
        found = words.result()
        if found.note and meaning.note:
            raise KnowledgeUnavailable(found.note, meaning.note)
        return meaning, found

    def measured(self, meaning: Meaning, ids: Sequence[int]) -> dict[int, tuple[float, float]]:
        """Of each passage its cosine with the question, and how near it is on the yardstick."""
        if not meaning.vectors or not ids:
            return {}
        alone = len(meaning.vectors) == 1
        known = {key: meaning.cosines[key] for key in ids if alone and key in meaning.cosines}
        measured = {key: (cosine, meaning.scales[0].of(cosine)) for key, cosine in known.items()}
        unknown = [key for key in ids if key not in known]
        rows = self._cosines(meaning, unknown)
        for key, row in zip(unknown, rows, strict=False):
            nearness = [scale.of(cosine) for scale, cosine in zip(meaning.scales, row, strict=True)]
            measured[key] = row[0], with_extras(nearness[0], nearness[1:])
        return measured

    def _cosines(self, meaning: Meaning, ids: Sequence[int]) -> list[list[float]]:
        """A row for each passage: with the question, and with what else was embedded."""
        if not ids:
            return []
        try:
            vectors = self._store.vectors_of(ids, meaning.model)
        except KeyError:  # one was removed meanwhile, or isn't embedded by this model
            return []
        rows: list[list[float]] = (vectors @ np.stack(meaning.vectors).T).astype(float).tolist()
        return rows

    def _meaning(self, wanted: Wanted, stages: Stages) -> Meaning:
        embedder = self._embedder()
        if embedder is None:
            return Meaning(note=NO_EMBEDDER)
        try:
            return self._nearest(embedder, wanted, stages)
        except JarvisError as error:
            return Meaning(note=NO_MEANING.format(reason=error.message))

    def _nearest(self, embedder: Embedder, wanted: Wanted, stages: Stages) -> Meaning:
        with stages.timed("embed"):
            vectors = tuple(embedder.embed_query(text) for text in wanted.texts)
            scales = tuple(self._yardstick.scale(embedder, vector) for vector in vectors)
        with stages.timed("dense"):
            near = [
                dict(self._index.search(vector, embedder.name, wanted.scope, wanted.wide))
                for vector in vectors
            ]
        found = tuple(dict.fromkeys(key for one in near for key in one))
        return Meaning(found, vectors, scales, near[0], embedder.name)

    def _words(self, wanted: Wanted, stages: Stages) -> Words:
        try:
            with stages.timed("lexical"):
                return self._matching(wanted)
        except JarvisError as error:
            return Words(note=NO_WORDS.format(reason=error.message))

    def _matching(self, wanted: Wanted) -> Words:
        question, scope = wanted.question, wanted.scope
        bm25 = dict(self._store.lexical(question.match, scope, wanted.wide))
        others = [
            self._store.lexical(wording.match, scope, wanted.wide) for wording in wanted.wordings
        ]
        limits = dict.fromkeys(question.codes, HELD) | dict.fromkeys(question.phrases, QUOTED)
        holding = {
            text: frozenset(self._store.holding(text, scope, most)) for text, most in limits.items()
        }
        held = (key for code in question.codes for key in holding[code])
        also = (key for other in others for key, _ in other)
        return Words(tuple(dict.fromkeys((*bm25, *held, *also))), bm25, holding)
