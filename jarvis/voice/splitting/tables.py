"""The size of a table, counted while it is being written."""

MARKS = frozenset("|-:+ \t\r")


class Table:
    """Counts columns and rows. The row of dashes, and the head above it, are no rows."""

    def __init__(self) -> None:
        self._rows = 0
        self._head = 0
        self._first = 0
        self._bars = 0
        self._signs: set[str] = set()
        self._last = ""

    @property
    def columns(self) -> int:
        """Cells in the first row."""
        return max(1, self._first)

    @property
    def rows(self) -> int:
        """Rows below the head, if there is one."""
        return max(0, self._rows - self._head)

    def read(self, part: str) -> None:
        """A part of a row, or all of it."""
        self._bars += part.count("|")
        self._signs |= set(part)
        self._last = part.rstrip()[-1:] or self._last

    def end_row(self) -> None:
        """The row is over; without effect where none was begun."""
        if not self._bars:
            return
        if self._signs <= MARKS and "-" in self._signs:
            self._head = 1
        else:
            self._rows += 1
        self._first = self._first or self._bars - (self._last == "|")
        self._bars, self._signs, self._last = 0, set(), ""
