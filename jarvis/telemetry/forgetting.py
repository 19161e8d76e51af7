"""Forgets whose a conversation's turns were. Their figures stay; their words were never here.

What DuckDB has overwritten, snapshots, and files that were set aside may hold the ids for a while:
random numbers, which nothing explains once the conversation itself is erased.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.archive import free_file, write_parquet
from jarvis.telemetry.files import ARCHIVE, quoted
from jarvis.telemetry.views import SUPERSEDED, make_views, name_archived

if TYPE_CHECKING:
    import duckdb


def forget(connection: "duckdb.DuckDBPyConnection", folder: Path, conversation: str) -> int:
    """Take the conversation and the person off its turns and what was said of them, in the
    database and in the Parquet files; nobody else may use the database meanwhile.

    Returns:
        How many turns it had.

    Raises:
        LedgerUnavailable: the disk is full, or the file damaged; nothing has changed.
    """
    import duckdb

    of_it = f"conversation = {quoted(conversation)}"
    found = connection.execute(f"SELECT id FROM decisions WHERE {of_it}").fetchall()
    ids = [id_ for (id_,) in found]
    said_of_it = f"decision IN ({', '.join(map(quoted, ids))})" if ids else "false"
    try:
        connection.execute("BEGIN")
        nobodys = {"conversation": "NULL", "person": "NULL"}
        _overwrite(connection, folder, "decision", of_it, nobodys)
        _overwrite(connection, folder, "feedback", said_of_it, {"person": "''"})
        connection.execute("COMMIT")
    except (duckdb.Error, OSError) as error:
        connection.execute("ROLLBACK")
        raise LedgerUnavailable(
            f"The conversation's figures could not be changed: {str(error).splitlines()[0]}",
            "Make room if the disk is full, and try again.",
        ) from error
    make_views(connection, folder)
    connection.execute("CHECKPOINT")
    return len(ids)


def _overwrite(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    table: str,
    condition: str,
    values: dict[str, str],
) -> None:
    """Set columns, given as SQL, where a condition holds."""
    changes = ", ".join(f"{column} = {value}" for column, value in values.items())
    connection.execute(f"UPDATE {table} SET {changes} WHERE {condition}")
    changed = ", ".join(
        f"CASE WHEN {condition} THEN {value} ELSE {column} END AS {column}"
        for column, value in values.items()
    )
    noted = f"SELECT file FROM archived WHERE source = '{table}'"
    for (name,) in connection.execute(noted).fetchall():
        rows = f"FROM read_parquet({quoted(folder / ARCHIVE / name)})"
        if connection.execute(f"SELECT 1 {rows} WHERE {condition} LIMIT 1").fetchall():
            _replace(connection, folder, table, name, f"SELECT * REPLACE ({changed}) {rows}")


def _replace(
    connection: "duckdb.DuckDBPyConnection", folder: Path, table: str, name: str, query: str
) -> None:
    """Let another file, with a query's rows, stand for an archived one, which goes at the end."""
    file = free_file(connection, folder, name.removesuffix(".parquet"))
    rows = write_parquet(connection, query, file)
    connection.execute(f"UPDATE archived SET source = '{SUPERSEDED}' WHERE file = {quoted(name)}")
    name_archived(connection, table, file, rows)
