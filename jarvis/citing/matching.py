"""Which source a sentence comes from, by the words they share. English and Spanish.

A number or a name weighs twice. Words count where they stand together: a long passage holds most
common words somewhere. Between two languages only numbers and names can be compared. What is said
in quite other words matches nothing, which is better than a wrong number.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap, zip_longest

from jarvis.guardrails.sentences import sentences
from jarvis.guardrails.stop_words import ENGLISH, NUMBERS, SPANISH, STOPS
from jarvis.knowledge.words import TOKEN, fold, stems

Support = Callable[[str, str], float]
"""How much of a sentence a source holds, 0 to 1."""

HEAVY = 2.0
"""What a number or a name weighs, against an ordinary word's 1."""

LEAST_WORDS = 3
"""With fewer words of content a sentence says too little to be recognised."""

THRESHOLD = 0.7
"""From here on a source is named."""

WINDOW = 3
"""Sentences of a source that are read together."""

ITEM = re.compile(r"\s*(?:[-*•+>]\s+|\d{1,3}[.)]\s+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of content: its stems in either language."""

    stems: frozenset[str]
    heavy: bool
    number: bool

    @property
    def weight(self) -> float:
        """What it counts."""
        return HEAVY if self.heavy else 1.0


class Matcher:
    """The sources of an answer, read once.

    Args:
        texts: by number, the first is 1.
        names: what they are called, where they have names.
        support: something better than words to compare with.
    """

    def __init__(
        self, texts: Sequence[str], names: Sequence[str] = (), support: Support | None = None
    ) -> None:
        self._texts = texts
        self._support = support
        self._sources = list(starmap(_Source, zip_longest(texts, names, fillvalue="")))

    def best(self, sentence: str) -> int | None:
        """The number of the source that holds the sentence; the first of several that are equal.

        None where no source does, or where there is nothing to compare.
        """
        plain = ITEM.sub("", sentence, count=1)
        said = list(content(plain))
        if len(said) < LEAST_WORDS or not self._texts:
            return None
        if self._support:
            shares = [self._support(plain, text) for text in self._texts]
        else:
            spanish = is_spanish(plain)
            shares = [source.share(said, spanish=spanish) for source in self._sources]
        best = max(range(len(shares)), key=shares.__getitem__)
        return best + 1 if shares[best] >= THRESHOLD else None


class _Source:
    """What one source says, a few sentences at a time."""

    def __init__(self, text: str, name: str) -> None:
        title = frozenset(_keys(name))
        lines = [frozenset(_keys(sentence)) for sentence in sentences(text)]
        last = max(1, len(lines) - WINDOW + 1)
        self._windows = [title.union(*lines[at : at + WINDOW]) for at in range(last)]
        self._spanish = is_spanish(text)

    def share(self, said: Sequence[Word], *, spanish: bool) -> float:
        """How much of a sentence's content it holds in one place."""
        if spanish != self._spanish:
            said = [word for word in said if word.heavy]
            if len(said) < LEAST_WORDS - 1:
                return 0.0
        return max(_share(said, window) for window in self._windows)


def content(sentence: str) -> Iterator[Word]:
    """A sentence's words, without those that every text has."""
    for place, token in enumerate(TOKEN.finditer(sentence)):
        word = fold(token[0])
        number = NUMBERS.get(word, "")
        keys = frozenset(stems(token[0]).split()) | ({number} if number else set())
        if keys and word not in STOPS:
            is_number = bool(number) or word[0].isdecimal()
            name = place > 0 and token[0][0].isupper()
            yield Word(keys, is_number or name, is_number)


def is_spanish(text: str) -> bool:
    """Whether a text has more of the commonest words of Spanish than of those of English."""
    words = [fold(token[0]) for token in TOKEN.finditer(text)]
    return sum((word in SPANISH) - (word in ENGLISH) for word in words) > 0


def _keys(text: str) -> Iterator[str]:
    yield from stems(text).split()
    for token in TOKEN.finditer(text):
        if number := NUMBERS.get(fold(token[0])):
            yield number


def _share(said: Sequence[Word], window: frozenset[str]) -> float:
    """0 with a number that the source doesn't have: that one is what people look up."""
    if any(word.number and word.stems.isdisjoint(window) for word in said):
        return 0.0
    held = sum(word.weight for word in said if not word.stems.isdisjoint(window))
    return held / sum(word.weight for word in said)
