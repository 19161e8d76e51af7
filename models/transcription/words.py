"""Pure: what a recogniser that knows words, and no sentences, heard, as people would write it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.types import Segment

NO_WORD = re.compile(r"<.*>|\[.*\]|\+\+.*\+\+")
"""Silence, noise and breath have names of their own."""

VARIANT = re.compile(r"\(\d+\)$")
"""Behind a word that is said in several ways."""

I = re.compile(r"\bi\b")  # noqa: E741 - it is the word

MOST_SECONDS = 1.5
"""Of a word: a decoder stretches a short one over a noise that doesn't end, and is sure of it."""

GAP, LONGEST = 0.4, 8.0
"""Seconds of silence that end a segment, and seconds after which the next word begins another:
what fits a line of subtitles.
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word. Times in seconds; confidence 0 to 1."""

    start: float
    end: float
    text: str
    confidence: float


def words(found: Iterable[Word]) -> list[Word]:
    """Only what can be a word, without the mark of its variant."""
    return [
        Word(w.start, w.end, VARIANT.sub("", w.text), w.confidence)
        for w in found
        if not NO_WORD.fullmatch(w.text) and w.end - w.start <= MOST_SECONDS
    ]


def confidence(found: Sequence[Word]) -> float:
    """The mean of the words' own, by how long they last; 0 for no words."""
    lasting = sum(w.end - w.start for w in found)
    return sum(w.confidence * (w.end - w.start) for w in found) / lasting if lasting else 0.0


def segments(found: Sequence[Word]) -> Iterator[Segment]:
    """Words that were said together, together, and written as people would."""
    whole = written(" ".join(word.text for word in found)).split()
    together: list[Word] = []
    for word, text in zip(found, whole, strict=True):
        if together and (
            word.start - together[-1].end > GAP or word.end - together[0].start > LONGEST
        ):
            yield _segment(together)
            together = []
        together.append(replace(word, text=text))
    if together:
        yield _segment(together)


def written(text: str) -> str:
    """English words in lower case, with the capitals that are sure."""
    return text[:1].upper() + I.sub("I", text)[1:]


def _segment(together: Sequence[Word]) -> Segment:
    text = " ".join(w.text for w in together)
    return Segment(together[0].start, together[-1].end, text, confidence(together))
