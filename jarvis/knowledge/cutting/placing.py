"""On which page and line something stands."""

from bisect import bisect_right
from collections.abc import Sequence


class Places:
    """Pages and lines of one text; lines are asked for in ascending order."""

    def __init__(self, text: str, pages: Sequence[int]) -> None:
        self._text, self._pages = text, pages
        self._counted, self._line = 0, 1

    def page(self, offset: int) -> int | None:
        """The page, counted from 1; None where the text has none."""
        return max(1, bisect_right(self._pages, offset)) if self._pages else None

    def line(self, offset: int) -> int:
        """The line, counted from 1. Counts on from where it was asked for last."""
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line
