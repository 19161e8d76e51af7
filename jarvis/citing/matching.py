"""Which source a sentence comes from, by the words they share. English and Spanish.

A number or a name weighs twice. Words count where they stand together: a long passage holds most
common words somewhere. Between two languages only numbers and names can be compared. What is said
in quite other words matches nothing, which is better than a wrong number.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap, zip_longest

from jarvis.guardrails.sentences import sentences
from jarvis.guardrails.stop_words import ENGLISH, NUMBERS, SPANISH, STOPS
from jarvis.knowledge.words import TOKEN, fold, stems

Support = Callable[[str, str], float]
"""How much of a sentence a source holds, 0 to 1."""

HEAVY = 2.0
"""What a number or a name weighs, against an ordinary word's 1."""

LEAST_WEIGHT = 4.0
"""A sentence whose content weighs less says too little to be recognised."""

LEAST_HEAVY = 2
"""Numbers and names that it takes to recognise a sentence of another language."""

LEAST_PLAIN = 0.3
"""Of its ordinary words, the share that a source in its language must have in one place."""

THRESHOLD = 0.7
"""From here on a source is named."""

NUMBER_THRESHOLD = 0.5
"""The same of a sentence with numbers, all of which the source has."""

WINDOW = 3
"""Sentences of a source that are read together."""

ASKS = re.compile(r"\?[\"'”’»)*_`]{0,4}\s*\Z")
ITEM = re.compile(r"\s*(?:[-*•+>]\s+|\d{1,3}[.)]\s+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of content: its stems in either language."""

    stems: frozenset[str]
    heavy: bool
    number: bool


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
        said = frozenset(content(plain))
        if weight(said) < LEAST_WEIGHT or ASKS.search(plain) or not self._texts:
            return None
        least = NUMBER_THRESHOLD if any(word.number for word in said) else THRESHOLD
        if self._support:
            return _first([self._support(plain, text) for text in self._texts], least)
        spanish = is_spanish(plain)
        alike = [source.share(said) * (source.spanish == spanish) for source in self._sources]
        abroad = [
            source.share_abroad(said) * (source.spanish != spanish) for source in self._sources
        ]
        sure = abroad.count(max(abroad)) == 1
        return _first(alike, least) or (_first(abroad, least) if sure else None)


def _first(shares: Sequence[float], least: float) -> int | None:
    """The number of the greatest share, if it is enough."""
    best = max(range(len(shares)), key=shares.__getitem__)
    return best + 1 if shares[best] >= least else None


class _Source:
    """What one source says, a few sentences at a time."""

    def __init__(self, text: str, name: str) -> None:
        self._title = frozenset(_keys(name))
        lines = [frozenset(_keys(sentence)) for sentence in sentences(text)]
        last = max(1, len(lines) - WINDOW + 1)
        self._windows = [frozenset().union(*lines[at : at + WINDOW]) for at in range(last)]
        self.spanish = is_spanish(text)

    def share(self, said: Collection[Word]) -> float:
        """How much of a sentence in its own language it holds in one place; 0 where they share
        little but names and numbers, which may belong to something else there.
        """
        plain = [word for word in said if not word.heavy]
        return max(
            self._held(said, window) if _held(plain, window) >= LEAST_PLAIN else 0.0
            for window in self._windows
        )

    def share_abroad(self, said: Collection[Word]) -> float:
        """How much of the numbers and names of a sentence in the other language it holds; 0 where
        these are in its name alone.
        """
        told = [word for word in said if word.heavy]
        if len(told) < LEAST_HEAVY:
            return 0.0
        return max(
            self._held(told, window) if _held(told, window) else 0.0 for window in self._windows
        )

    def _held(self, said: Collection[Word], window: frozenset[str]) -> float:
        """0 with a number that it doesn't have, for that is what people look up."""
        both = window | self._title
        missing = any(word.number and word.stems.isdisjoint(both) for word in said)
        return 0.0 if missing else _held(said, both)


def _held(said: Collection[Word], words: frozenset[str]) -> float:
    """The share of what is said that is among the words; 0 of nothing."""
    whole = weight(said)
    held = weight(word for word in said if not word.stems.isdisjoint(words))
    return held / whole if whole else 0.0


def weight(words: Iterable[Word]) -> float:
    """Of all of them."""
    return sum(HEAVY if word.heavy else 1.0 for word in words)


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
