"""Finds the cues of a table in all sentences of a text at once: what `reading.cues` says of each.

Stems and classes become numbers, and so does a cue of two parts: the first part's number times a
base, plus the second's, in a range of its own for each way of standing near each other. NumPy looks
them up together, which is much faster than a sentence at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from jarvis.guardrails.learnt.reading import APART, BESIDE, LATER, START, THEN, Sentence

UNKNOWN = 0
"""The number of what stands in no cue."""

UNNAMED = -1
"""Stands for the class of a word that has none."""

WAYS = (BESIDE, APART, THEN, LATER)
"""In which two parts are near each other, numbered from 1; a cue of one part has the way 0."""

Numbers = NDArray[np.int64]


class Matching:
    """A table's points, by number.

    Args:
        points: of each cue.
        classes: of words, as the cues call them.
    """

    def __init__(self, points: Mapping[str, int], classes: Mapping[str, str]) -> None:
        pairs = {pair: worth for cue, worth in points.items() for pair in _pairs(cue)}
        names = sorted({START, *points, *chain.from_iterable(pair[1:] for pair in pairs)})
        numbers = {name: at for at, name in enumerate(names, UNKNOWN + 1)}
        self._base = base = len(names) + 1
        self._numbers = numbers
        self._start = numbers[START]
        self._classes = {word: numbers.get(name, UNKNOWN) for word, name in classes.items()}
        worths = {numbers[cue]: worth for cue, worth in points.items()}
        self._leads, self._follows = np.zeros((2, len(WAYS) + 1, base), dtype=bool)
        for (way, one, other), worth in pairs.items():
            worths[way * base * base + numbers[one] * base + numbers[other]] = worth
            self._leads[way, numbers[one]] = self._follows[way, numbers[other]] = True
        self._single = np.zeros(base, dtype=bool)  # which numbers are cues by themselves
        self._single[[numbers[cue] for cue in points]] = True
        self._cues: Numbers = np.array(sorted(worths), dtype=np.int64)
        self._points = np.array([worths[cue] for cue in self._cues.tolist()], dtype=np.int64)

    def worths(self, sentences: Sequence[Sentence]) -> list[int]:
        """The points of each sentence's cues, each cue counted once a sentence."""
        if not any(one.words for one in sentences) or not len(self._cues):
            return [0] * len(sentences)
        cues, owners = self._present(sentences)
        at = np.minimum(np.searchsorted(self._cues, cues), len(self._cues) - 1)
        hit = self._cues[at] == cues
        once = np.unique(owners[hit] * len(self._cues) + at[hit])
        owner, cue = np.divmod(once, len(self._cues))
        sums = np.bincount(owner, weights=self._points[cue], minlength=len(sentences))
        return [int(points) for points in sums]

    def _present(self, sentences: Sequence[Sentence]) -> tuple[Numbers, Numbers]:
        """The numbers of everything that may be a cue, and of the sentence that each stands in."""
        number, named = self._numbers.get, self._classes.get
        owner = np.repeat(np.arange(len(sentences)), [len(one.words) for one in sentences])
        stems = np.array([number(stem, UNKNOWN) for one in sentences for stem in one.stems])
        names = np.array([named(word, UNNAMED) for one in sentences for word in one.words])
        told = names != UNNAMED
        row, rows = self._begun(np.where(told, names, stems), owner, len(sentences))
        known, knowns = names[told], owner[told]
        parts = [self._alone(stems, owner), self._alone(known, knowns)]
        parts += [self._near(row, rows, step, step) for step in (1, 2)]
        parts += [self._near(known, knowns, step, step + 2) for step in (1, 2)]
        cues, owners = zip(*parts, strict=True)
        return np.concatenate(cues), np.concatenate(owners)

    def _alone(self, parts: Numbers, owner: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers of parts that are cues by themselves."""
        told = self._single[parts]
        return parts[told], owner[told]

    def _begun(self, row: Numbers, owner: Numbers, count: int) -> tuple[Numbers, Numbers]:
        """The row with a sentence's beginning before the first word of each."""
        begins = np.searchsorted(owner, np.arange(count))
        return np.insert(row, begins, self._start), np.insert(owner, begins, np.arange(count))

    def _near(self, row: Numbers, owner: Numbers, step: int, way: int) -> tuple[Numbers, Numbers]:
        """The numbers of each two parts of a sentence that stand so many steps apart."""
        leads, follows = self._leads[way][row[:-step]], self._follows[way][row[step:]]
        at = np.flatnonzero(leads & follows & (owner[:-step] == owner[step:]))
        pairs = row[at] * self._base + row[at + step] + way * self._base * self._base
        return pairs, owner[at]


def _pairs(cue: str) -> Iterator[tuple[int, str, str]]:
    """How the two parts of a cue stand near each other, and the parts; nothing for one alone."""
    for way, sign in enumerate(WAYS, 1):
        one, joined, other = cue.partition(sign)
        if joined and " " not in one and " " not in other:
            yield way, one, other
