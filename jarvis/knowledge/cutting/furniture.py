"""Running headers and footers: lines that stand at the edge of most pages and say nothing there."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

FEWEST_PAGES = 4
EDGE = 2
"""Lines at the top and at the bottom of a page that may be furniture."""

MOST_PAGES = 0.6
"""The share of pages on which a line must stand."""

LONGEST = 120
NUMBER = re.compile(r"(?<![\w.,/-])[1-9]\d{0,3}(?![\w-]|[.,/]\d)")
"""What may be a page's number; an invoice's, "2024-017", isn't."""

LINE = re.compile(r"[^\n]+")


class Furniture(NamedTuple):
    """Which lines are running headers and footers, by where they begin."""

    starts: frozenset[int]

    @classmethod
    def of(cls, text: str, pages: Sequence[int]) -> "Furniture":
        """Look at the edges of a text's pages for what stands on most of them."""
        if len(pages) < FEWEST_PAGES:
            return cls(frozenset())
        ends = (*pages[1:], len(text))
        edges = [
            {at: _readings(line, page) for at, line in _edges(text, start, end)}
            for page, (start, end) in enumerate(zip(pages, ends, strict=True), 1)
        ]
        counts = Counter(one for edge in edges for one in frozenset().union(*edge.values()))
        least = MOST_PAGES * len(pages)
        return cls(
            frozenset(
                at
                for edge in edges
                for at, readings in edge.items()
                if max(counts[one] for one in readings) >= least
            )
        )


def _edges(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The first and the last lines of a page: where each begins, and its words."""
    found = [
        (match.start(), line)
        for match in LINE.finditer(text, start, end)
        if (line := match[0].strip())
    ]
    edge = found if len(found) <= 2 * EDGE else [*found[:EDGE], *found[-EDGE:]]
    return [(at, line) for at, line in edge if len(line) <= LONGEST]


def _readings(line: str, page: int) -> frozenset[str]:
    """The line, and with each of its numbers as the page's number and so much more or less."""
    numbered = (
        f"{line[: one.start()]}#{int(one[0]) - page}{line[one.end() :]}"
        for one in NUMBER.finditer(line)
    )
    return frozenset((line, *numbered))
