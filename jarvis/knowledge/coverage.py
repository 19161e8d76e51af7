"""How much of a question's words a passage has, counting a rare word more than a common one.

BM25 finds passages; it can't tell how good the best is, and a passage that repeats one word beats
another that has all of them. Here a word counts once and a little more if it is repeated, in any
of its forms or in the other language; what no passage has at all weighs most.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jarvis.knowledge.documents import Passage
from jarvis.knowledge.question import Question
from jarvis.knowledge.words import fold, stems, stems_of
from jarvis.knowledge.words.bilingual import translations

LENT = 0.6
"""What a word counts for that an earlier question lends."""

CODE = 3.0
"""What a code counts for."""

SATURATION = 0.3
"""How much more the second and third time count: BM25's k1, kept low, for repetition says little
where all of a question's words are asked for."""

LENGTH = 0.5
"""How much a long passage is held to: BM25's b."""

FEWEST = 100
"""Passages among which rarity is worked out, at least: in three, nothing is rare."""

OTHER = {"en": "es", "es": "en"}


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a question, and what says the same.

    Attributes:
        stems: of the word, in its language, and of its translations.
        literal: of a code, what finds it in a folded text.
    """

    stems: frozenset[str]
    weight: float
    literal: re.Pattern[str] | None = None

    def times(self, passage: "_Words") -> float:
        """How often a passage says it."""
        if self.literal is not None:
            return float(self.literal.search(passage.folded) is not None)
        return float(max((passage.stems[stem] for stem in self.stems), default=0))


@dataclass(frozen=True, slots=True)
class _Words:
    stems: Counter[str]
    folded: str

    @classmethod
    def of(cls, passage: Passage, with_codes: bool) -> "_Words":
        text = f"{passage.heading}\n{passage.text}"
        return cls(Counter(stems(text).split()), _line(text) if with_codes else "")


def concepts(question: Question) -> list[Concept]:
    """What a question's words stand for."""
    tongue = question.language
    return [
        *(_word(term, tongue, 1.0) for term in question.terms),
        *(_word(term, tongue, LENT) for term in question.lent),
        *map(_code, question.codes),
    ]


def shares(question: Question, passages: Iterable[Passage]) -> dict[int, float]:
    """The share of a question's words that each passage has, 0 to 1, by passage.

    Args:
        passages: all that were found: rare is what few of them have.
    """
    wanted = concepts(question)
    read = {passage.id: _Words.of(passage, bool(question.codes)) for passage in passages}
    if not wanted or not read:
        return dict.fromkeys(read, 0.0)
    length = sum(words.stems.total() for words in read.values()) / len(read) or 1.0
    times = {key: [concept.times(words) for concept in wanted] for key, words in read.items()}
    weights = _weights(wanted, times)
    whole = sum(weights)
    return {
        key: sum(map(_product, weights, times[key], [_room(words, length)] * len(wanted))) / whole
        for key, words in read.items()
    }


def _weights(wanted: Sequence[Concept], times: Mapping[int, Sequence[float]]) -> list[float]:
    """The rarity of each concept (BM25's inverse document frequency) by its weight."""
    among = max(len(times), FEWEST)
    holding = (sum(row[place] > 0 for row in times.values()) for place in range(len(wanted)))
    return [
        concept.weight * math.log(1 + (among - held + 0.5) / (held + 0.5))
        for concept, held in zip(wanted, holding, strict=True)
    ]


def _room(words: _Words, length: float) -> float:
    return SATURATION * (1 - LENGTH + LENGTH * words.stems.total() / length)


def _product(weight: float, times: float, room: float) -> float:
    return weight * times / (times + room) if times else 0.0


def _word(term: str, tongue: str, weight: float) -> Concept:
    foreign = OTHER.get(tongue, "")
    abroad = (
        stem
        for translation in translations(term, tongue)
        for word in translation.split()
        for stem in stems_of(word, foreign)
    )
    return Concept(frozenset((term, *stems_of(term, tongue), *abroad)), weight)


def _code(code: str) -> Concept:
    literal = re.compile(rf"(?<!\w){re.escape(_line(code))}(?!\w)")
    return Concept(frozenset(), CODE, literal)


def _line(text: str) -> str:
    return " ".join(fold(text).split())
