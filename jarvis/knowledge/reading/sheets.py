"""Excel workbooks become Markdown: a heading a sheet, a table for each block of rows.

By openpyxl and xlrd, row by row. Values are as they are shown, as far as a program can tell: dates
without a midnight, numbers with 15 digits, formulas as what they came to when they were saved.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from itertools import groupby

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.tidying import tidy_title

Row = list[str]


def workbook(job: Job) -> Extract:
    """A workbook of Excel 2007 or later."""
    import openpyxl

    with job.path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return _extract(job, [(sheet.title, _rows(sheet)) for sheet in book.worksheets])


def old_workbook(job: Job) -> Extract:
    """A workbook of Excel 5 to 2003.

    Raises:
        Refused: it is protected with a password.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(job.path, on_demand=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise Refused("protected", job.name) from error
        raise
    return _extract(job, [(sheet.name, _old_rows(sheet, book.datemode)) for sheet in book.sheets()])


def as_shown(value: object) -> str:
    """A cell's value in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return " ".join(str(value).replace("|", r"\|").split())


def as_tables(rows: Iterable[Row]) -> Iterator[str]:
    """Markdown, block by block; an empty row ends a block. A row by itself is no table."""
    for filled, block in groupby(rows, key=any):
        if filled:
            lines = list(block)
            yield _table(lines) if len(lines) > 1 else " | ".join(filter(None, lines[0]))


def _table(rows: Sequence[Row]) -> str:
    width = max(len(row) for row in rows)
    used = [i for i in range(width) if any(len(row) > i and row[i] for row in rows)]
    lines = [[row[i] if len(row) > i else "" for i in used] for row in rows]
    lines.insert(1, ["---"] * len(used))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rows(sheet: object) -> Iterator[Row]:
    # A sheet may claim 17 billion cells; without its claim, rows are as long as they are.
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        yield [as_shown(value) for value in row]


def _old_rows(sheet: object, datemode: int) -> Iterator[Row]:
    for number in range(sheet.nrows):  # type: ignore[attr-defined]
        yield [_old_value(cell, datemode) for cell in sheet.row(number)]  # type: ignore[attr-defined]


def _old_value(cell: object, datemode: int) -> str:
    import xlrd

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == xlrd.XL_CELL_DATE:
        return as_shown(xlrd.xldate_as_datetime(value, datemode))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return as_shown(bool(value))
    return "" if kind == xlrd.XL_CELL_ERROR else as_shown(value)


def _extract(job: Job, sheets: Sequence[tuple[str, Iterable[Row]]]) -> Extract:
    parts, length = [], 0
    for number, (title, rows) in enumerate(sheets, 1):
        parts.append(f"## {tidy_title(title)}")
        for table in as_tables(rows):
            parts.append(table)
            length += len(table)
            if length > job.characters_max:
                raise Refused("too_long", job.name, limit=job.characters_max)
        job.progress(number / len(sheets))
    return Extract("\n\n".join(parts) if length else "", "markdown")
