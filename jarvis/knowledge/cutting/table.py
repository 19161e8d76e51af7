"""Comma- or tab-separated values in rows, each with the table's head as its heading."""

import csv
import re
from collections.abc import Iterator

from jarvis.knowledge.cutting.block import Block, lines, trimmed

LONGEST_HEADER = 200
LONGEST_ROW = 10_000
"""Characters after which an open quotation mark is taken for a stray one."""

LINE_END = re.compile(r"[\r\n]+")
SEPARATORS = ",;\t|"


def blocks_of_table(text: str) -> Iterator[Block]:
    """Yield a table's rows. All but the first have the first as their heading."""
    head: str | None = None
    for start, end in _rows(text):
        yield Block(start, end, (head,) if head else (), start)
        if head is None:
            head = _head(text[start:end])


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Rows without blanks around them; a line feed between quotation marks doesn't end one."""
    opened: int | None = None
    quoted = False
    for start, end in lines(text):
        opened = start if opened is None else opened
        quoted ^= text.count('"', start, end) % 2 == 1
        if quoted and end - opened < LONGEST_ROW:
            continue
        row_start, row_end = trimmed(text, opened, end)
        opened, quoted = None, False
        if row_start < row_end:
            yield row_start, row_end
    if opened is not None:
        row_start, row_end = trimmed(text, opened, len(text))
        if row_start < row_end:
            yield row_start, row_end


def _head(row: str) -> str:
    """The first row's cells with bars between them."""
    line = " ".join(LINE_END.split(row[: 4 * LONGEST_HEADER]))
    separator = max(SEPARATORS, key=line.count)
    cells = next(csv.reader([line], delimiter=separator), [])
    return " | ".join(cell.strip() for cell in cells if cell.strip())[:LONGEST_HEADER]
