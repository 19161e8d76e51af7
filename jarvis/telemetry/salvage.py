"""What to do with files that are damaged: keep them, and go on with what can still be read.

DuckDB has a checksum for every block and log entry, so that damage is an error and never a wrong
figure. A log is cut before its first broken entry. In a database, blocks that are whole are read as
ever, and the rows around a broken one are found by halving.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.telemetry import wal
from jarvis.telemetry.files import (
    NEXT,
    WAL,
    free_name,
    move_logs,
    quoted,
    set_aside,
    swap_in,
    sync,
    wal_of,
)
from jarvis.telemetry.ids import now
from jarvis.telemetry.migrating import VERSIONS, create, table_names

if TYPE_CHECKING:
    import duckdb

HEADERS = 3 * 4096
"""Bytes in front of the blocks."""

ROW_GROUP = 122_880
"""Rows that DuckDB stores together; a range within one is found without reading the others."""

VECTOR = 2_048
"""Rows that DuckDB reads together: halving further finds nothing more."""

Piece = tuple[int, int]
"""A half-open range of row numbers."""


def mend_log(database: Path, damaged_at: int | None = None) -> list[Path]:
    """Cut a damaged log down to what DuckDB can replay.

    Args:
        damaged_at: see `wal.mended`.

    Returns:
        Where all of the damaged log lies now; nothing if the log is well.
    """
    log = wal_of(database)
    content = log.read_bytes() if log.is_file() else b""
    part = wal.mended(content, damaged_at)
    if part is None:
        return []
    kept = free_name(database.parent, f"ledger.damaged-{now():%Y%m%dT%H%M%SZ}", ".duckdb", WAL)
    kept.write_bytes(content)
    sync(kept)
    log.write_bytes(part)
    sync(log)
    return [kept]


def drop_log(database: Path) -> list[Path]:
    """Set a log aside that can't be replayed at all."""
    stem = f"ledger.damaged-{now():%Y%m%dT%H%M%SZ}"
    return move_logs(database, free_name(database.parent, stem, ".duckdb"))


def seems_cut_short(connection: "duckdb.DuckDBPyConnection", database: Path) -> bool:
    """Whether a file has no room for the blocks that it says it uses."""
    blocks = connection.execute(
        "SELECT used_blocks * block_size FROM pragma_database_size()"
        " WHERE database_name = current_database()"
    ).fetchall()
    expected: int = HEADERS + sum(length for (length,) in blocks)
    return database.stat().st_size < expected


def is_whole(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Read every block that holds rows."""
    import duckdb

    try:
        for table in table_names(connection):
            connection.execute(f"SELECT bit_xor(hash(t)) FROM {table} t").fetchall()
    except duckdb.Error:
        return False
    return True


def rescue(connection: "duckdb.DuckDBPyConnection", database: Path, migrations: Path) -> Path:
    """Put what can be read of an open database into a new one, which takes its place. The
    connection is closed.

    Returns:
        Where the damaged database lies now.

    Raises:
        duckdb.Error: not even its list of tables can be read.
    """
    successor = create(database.parent, migrations).replace(database.with_name(NEXT))
    connection.execute(f"ATTACH {quoted(successor)} AS rescued")
    for table in table_names(connection):
        if table != VERSIONS:
            _copy(connection, table)
    connection.execute("CHECKPOINT rescued")
    connection.execute("DETACH rescued")
    connection.close()
    kept = set_aside(database, now())
    swap_in(database.parent)
    return kept


def mend_words(connection: "duckdb.DuckDBPyConnection") -> None:
    """Let feedback name the word before it anew, where that was lost: counts rely on it."""
    connection.execute(
        "UPDATE feedback SET replaced = mended.before FROM (SELECT seq, replaced,"
        " lag(word) OVER (PARTITION BY decision ORDER BY seq) AS before FROM feedbacks) mended"
        " WHERE mended.seq = feedback.seq AND mended.replaced IS DISTINCT FROM mended.before"
    )


def _copy(connection: "duckdb.DuckDBPyConnection", table: str) -> None:
    pieces = _readable(connection, table)
    connection.execute("BEGIN")
    for start, end in pieces:
        connection.execute(
            f"INSERT INTO rescued.{table} BY NAME SELECT * FROM {table}"
            f" WHERE rowid >= {start} AND rowid < {end}"
        )
    connection.execute("COMMIT")


def _readable(connection: "duckdb.DuckDBPyConnection", table: str) -> list[Piece]:
    """Pieces of a table's rows that can be read, in order."""
    import duckdb

    found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    pending = list(_pieces(0, found[0] if found else 0, ROW_GROUP))
    readable = []
    while pending:
        start, end = pending.pop(0)
        try:
            connection.execute(
                f"SELECT bit_xor(hash(t)) FROM {table} t WHERE rowid >= {start} AND rowid < {end}"
            ).fetchall()
            readable.append((start, end))
        except duckdb.Error:
            if end - start > VECTOR:
                pending[:0] = _pieces(start, end, (end - start + 1) // 2)
    return readable


def _pieces(start: int, end: int, length: int) -> Iterator[Piece]:
    """A range, cut into ranges of at most `length`."""
    return ((at, min(at + length, end)) for at in range(start, end, length))
