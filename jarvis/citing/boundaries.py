"""Where the sentences of an answer end, whatever citations and code stand in them.

A citation belongs to the sentence before it, on whichever side of the full stop it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jarvis.citing.marks import Reading
from jarvis.guardrails.sentences import next_cut, unfinished

LONGEST = 2000
"""Characters after which a text is cut that has no sentences, so that reading it stays linear."""

MARGIN = 300
"""Characters within which it is known whether a sentence has ended."""

FILLER = "□"
"""Stands for code and formulas, in which no sentence ends."""

LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a sentence ends.

    Attributes:
        whole: it does; else it is cut there because it is too long.
        again: what to read before what comes next: it opens the code that was cut.
    """

    at: int
    whole: bool = True
    again: str = ""


def endings(raw: str, start: int, reading: Reading, *, final: bool) -> Iterator[Ending]:
    """The sentences' ends, as far as they are certain. After a cut the text is to be read anew."""
    for end in _ends(raw, start, reading, final=final):
        if end - start > LONGEST:
            break
        yield Ending(end)
        start = end
    if reading.limit - start > LONGEST + (0 if final else MARGIN):
        yield _cut(raw, start + LONGEST, reading)


def _cut(raw: str, at: int, reading: Reading) -> Ending:
    for mark in reading.marks:
        if mark.start < at < mark.end:
            return Ending(mark.start, whole=False)
    for begin, end, opener in reading.opaque:
        if begin < at < end:
            new_line = raw[at - 1] == "\n" and opener
            return Ending(at, whole=False, again=opener if new_line else f"{opener}x")
    return Ending(at, whole=False)


def _ends(raw: str, start: int, reading: Reading, *, final: bool) -> Iterator[int]:
    """A line ends a sentence as well."""
    plain, places = _plain(raw, start, reading)
    at = 0
    for line in LINE.findall(plain):
        whole = line.endswith("\n")
        text = line.removesuffix("\n")
        for cut in _cuts(text, final=whole or final):
            if cut < len(text):
                yield places[at + cut]
        at += len(line)
        if whole:
            yield places[at - 1] + 1
    if final and len(raw) > start:
        yield len(raw)


def _cuts(line: str, *, final: bool) -> Iterator[int]:
    """Where the sentences of a line end."""
    start = at = 0
    while cut := next_cut(line[at:], first=False, final=final):
        at += cut
        if not unfinished(line[start:at]):
            yield at
            start = at


def _plain(raw: str, start: int, reading: Reading) -> tuple[str, list[int]]:
    """The text without citations, with code filled in, and where its characters stand in `raw`."""
    parts: list[str] = []
    places: list[int] = []
    at = start
    marks = [(mark.start, mark.end, "") for mark in reading.marks]
    opaque = [(one, end, FILLER * (end - one)) for one, end, _ in reading.opaque]
    for first, end, instead in sorted([*marks, *opaque]):
        parts += raw[at:first], instead
        places += (*range(at, first), *range(first, first + len(instead)))
        at = end
    parts.append(raw[at : reading.limit])
    places += range(at, reading.limit)
    return "".join(parts), places
