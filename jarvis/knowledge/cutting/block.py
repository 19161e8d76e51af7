"""What passages are made of: stretches of text that belong together."""

from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str, ...]
"""The headings that something stands under, outermost first."""


class Block(NamedTuple):
    """A stretch of text, without blanks at its ends.

    Attributes:
        path: the headings that it stands under, its own among them.
        body: where it begins behind its headings; `start` if it has none.
        header: of a table, its head; what is cut off from it is told apart by that.
        opens: whether a section or a definition begins with it.
        reach: where what it opens ends, where that is known and further than its own end.
    """

    start: int
    end: int
    path: Path = ()
    body: int = 0
    header: str = ""
    opens: bool = False
    reach: int = 0


def lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, without its line feed."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks at its ends; empty where there is nothing else."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
