"""Old months: out of the database, into Parquet files that the views still read.

A month moves in this order, so that a stop between any two steps neither loses a row nor counts one
twice: its rows are written to Parquet, the files are synced and given their names, and one
transaction then notes the files and deletes the rows. Files that aren't noted are in no view.

DuckDB doesn't give the room of deleted rows back to the disk, so the database is then written anew.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.files import ARCHIVE, FILE, NEXT, quoted, swap_in, sync, sync_folder
from jarvis.telemetry.views import VIEWS, count, name_archived, tables

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Retained:
    """What was moved.

    Attributes:
        months: such as "2026-01", oldest first.
        rows: of all tables together.
        bytes_before, bytes_after: size of the database.
    """

    months: tuple[str, ...]
    rows: int
    bytes_before: int
    bytes_after: int


def retain(
    connection: "duckdb.DuckDBPyConnection", folder: Path, months: int, at: datetime
) -> Retained:
    """Move what is older than the present month and the `months` before it to Parquet. Nobody else
    may have the database open; afterwards it is another file, and the connection is closed.

    Args:
        at: the present, aware, UTC.

    Raises:
        LedgerUnavailable: the disk is full. Nothing is lost, and trying again goes on from there.
    """
    import duckdb

    moved: list[str] = []
    rows = 0
    try:
        connection.execute("CHECKPOINT")
        before = (folder / FILE).stat().st_size
        for month in _months(connection, before=month_start(at, -months)):
            rows += _move(connection, folder, month)
            moved.append(f"{month:%Y-%m}")
        if moved:
            _rebuild(connection, folder)
    except (duckdb.Error, OSError) as error:
        raise LedgerUnavailable(
            f"Old months could not be moved: {str(error).splitlines()[0]}",
            "Nothing is lost. Make room and try again.",
        ) from error
    return Retained(tuple(moved), rows, before, (folder / FILE).stat().st_size)


def month_start(time: datetime, months: int = 0) -> datetime:
    """The first moment of the month that is `months` after a time's; naive, as in the ledger."""
    years, month = divmod(time.month - 1 + months, 12)
    return datetime(time.year + years, month + 1, 1)


def _months(connection: "duckdb.DuckDBPyConnection", before: datetime) -> list[datetime]:
    """Months with rows that end by `before`, oldest first."""
    each = " UNION ALL ".join(f"SELECT created FROM {table}" for table in tables(connection))
    found = connection.execute(
        f"SELECT DISTINCT date_trunc('month', created) FROM ({each})"
        f" WHERE created < {quoted(before)} ORDER BY 1"
    ).fetchall()
    return [month_start(month) for (month,) in found]


def _move(connection: "duckdb.DuckDBPyConnection", folder: Path, month: datetime) -> int:
    """Move one month; returns how many rows it had."""
    during = f"created >= {quoted(month)} AND created < {quoted(month_start(month, 1))}"
    (folder / ARCHIVE).mkdir(mode=0o700, exist_ok=True)
    written = []
    for table in tables(connection):
        query = f"SELECT * FROM {table} WHERE {during} ORDER BY created"
        file = free_file(connection, folder, f"{table}-{month:%Y-%m}")
        if rows := write_parquet(connection, query, file):
            written.append((table, file, rows))
    connection.execute("BEGIN")
    for table, file, rows in written:
        name_archived(connection, table, file, rows)
        connection.execute(f"DELETE FROM {table} WHERE {during}")
    connection.execute("COMMIT")
    return sum(rows for _, _, rows in written)


def write_parquet(connection: "duckdb.DuckDBPyConnection", query: str, file: Path) -> int:
    """Write a query's rows to a Parquet file, which is there in full or not at all.

    Returns:
        How many rows it has; without any, there is no file.

    Raises:
        duckdb.Error, OSError: it can't be written, or doesn't hold what was written.
    """
    part = file.with_name(f"{file.name}.part")
    copy = f"COPY ({query}) TO {quoted(part)} (FORMAT parquet, COMPRESSION zstd)"
    [(rows,)] = connection.execute(copy).fetchall()
    if count(connection, part) != rows:
        raise OSError(f"{file} doesn't hold what was written to it.")
    if rows:
        part.chmod(0o600)
        sync(part)
        part.replace(file)
        sync_folder(file.parent)
    else:
        part.unlink()
    return int(rows)


def free_file(connection: "duckdb.DuckDBPyConnection", folder: Path, stem: str) -> Path:
    """A name that is not noted yet: clocks jump, and a month that was moved may get more rows. A
    file that is there and not noted is what a stop left behind; it is written over.
    """
    noted = {name for (name,) in connection.execute("SELECT file FROM archived").fetchall()}
    name, number = f"{stem}.parquet", 1
    while name in noted:
        number += 1
        name = f"{stem}-{number}.parquet"
    return folder / ARCHIVE / name


def _rebuild(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write the database anew, without the room of deleted rows, and put that in its place."""
    for view in VIEWS.values():  # they are made at the next opening
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    connection.execute("CHECKPOINT")  # empties the log, which would not fit the new file
    connection.execute(f"ATTACH {quoted(folder / NEXT)} AS rebuilt")
    connection.execute(f"COPY FROM DATABASE {Path(FILE).stem} TO rebuilt")
    connection.execute("CHECKPOINT rebuilt")
    connection.execute("DETACH rebuilt")
    connection.close()
    swap_in(folder)
