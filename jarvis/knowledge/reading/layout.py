"""Lines of a printed page become paragraphs and headings. Pure; knows nothing of PDF.

A line that stands further below the last than lines do, or at another place or in another size,
begins a paragraph. A heading is short and larger than what most of the document is set in.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LARGER = 1.15
"""How much larger than the body a heading is."""
FURTHER = 1.35
"""How much further apart than lines paragraphs are."""
CLOSEST = 0.9
"""How far apart lines are at least, in their height."""
HEADING_MAX = 160
LEVELS = 4

HYPHEN = "\ufffe"
"""How a hyphen at a line's end is told, whose word goes on in the next line."""
BROKEN_WORD = re.compile(f"(?<=[^\\W\\d_]){HYPHEN}(?=[a-záéíóúüñ])")

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURES = str.maketrans(LIGATURES)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print.

    Attributes:
        bottom: of its first letter, above the page's lower edge, in points.
        height: from the lowest letter's foot to the highest's head, in points, as the font has it.
        last: the bottom of its last letter: a word that was broken takes a line with it.
    """

    text: str
    bottom: float
    height: float
    last: float


def mended(text: str) -> str:
    """Words that a line end broke are whole again, and letters that were cast together apart.

    A hyphen before a capital or a figure stays: it belongs to a name or a code.
    """
    return BROKEN_WORD.sub("", text).replace(HYPHEN, "-").translate(_LIGATURES)


def body_height(lines: Iterable[Line]) -> float:
    """The height that most letters have; 0 where there are none."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[_size(line)] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def heading_heights(lines: Iterable[Line], body: float) -> dict[float, int]:
    """The level of each height that headings have, 1 for the largest."""
    sizes = {_size(line) for line in lines if _is_heading(line, body)}
    ranked = sorted(sizes, reverse=True)
    return {size: min(level, LEVELS) for level, size in enumerate(ranked, 1)}


def as_markdown(lines: Sequence[Line], body: float, levels: dict[float, int]) -> str:
    """A page, with blank lines between its paragraphs."""
    blocks = (_block(block, body, levels) for block in paragraphs(lines))
    return "\n\n".join(blocks)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph."""
    pairs = list(pairwise(lines))
    steps = [a.last - b.bottom for a, b in pairs if _size(a) == _size(b)]
    usual = statistics.median_low([step for step in steps if step > 0] or [0.0])
    found = [[line] for line in lines[:1]]
    for above, below in pairs:
        if _begins(above, below, usual):
            found.append([])
        found[-1].append(below)
    return found


def _begins(above: Line, below: Line, usual: float) -> bool:
    step = above.last - below.bottom
    apart = step < 0 or step > FURTHER * max(usual, below.height * CLOSEST)
    return apart or _size(above) != _size(below)


def _block(lines: Sequence[Line], body: float, levels: dict[float, int]) -> str:
    text = " ".join(line.text for line in lines)
    if all(_is_heading(line, body) for line in lines) and len(text) <= HEADING_MAX:
        return f"{'#' * levels[_size(lines[0])]} {text}"
    return "\n".join(line.text for line in lines)


def _is_heading(line: Line, body: float) -> bool:
    has_letters = any(character.isalpha() for character in line.text)
    return _size(line) >= LARGER * body > 0 and len(line.text) <= HEADING_MAX and has_letters


def _size(line: Line) -> float:
    """Height to half a point: fonts of one size differ by less."""
    return round(line.height * 2) / 2
