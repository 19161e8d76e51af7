"""The views that statistics read: the rows of the file, and those of old months in Parquet."""

from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.telemetry.files import ARCHIVE, quoted, sha256
from jarvis.telemetry.migrating import table_names

if TYPE_CHECKING:
    import duckdb

VIEWS = {
    "decision": "decisions",
    "detail": "details",
    "span": "spans",
    "feedback": "feedbacks",
    "voice": "voice_turns",
    "assessment": "assessments",
}
"""Of each table, the view that has its archived rows as well."""

SUPERSEDED = "superseded"
"""What an archived file is noted as, once another stands for it, until it is deleted."""


def tables(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Those of `VIEWS` that a file has: one of an older schema lacks the younger ones."""
    there = table_names(connection)
    return [table for table in VIEWS if table in there]


def make_views(
    connection: "duckdb.DuckDBPyConnection", folder: Path, *, thorough: bool = False
) -> tuple[Path, ...]:
    """Make every view anew, over the Parquet files that can be read.

    Args:
        thorough: compare each Parquet file with its checksum.

    Returns:
        Damaged Parquet files, under their new names; the views do without them.
    """
    _delete_superseded(connection, folder)
    files = "SELECT source, file, sha256 FROM archived ORDER BY file"
    readable: dict[str, list[Path]] = {table: [] for table in tables(connection)}
    damaged = []
    for table, name, checksum in connection.execute(files).fetchall():
        file = folder / ARCHIVE / name
        if not file.exists():
            continue
        if _has_footer(connection, file) and not (thorough and sha256(file) != checksum):
            readable[table].append(file)
        else:
            damaged.append(file.replace(file.with_name(f"{name}.damaged")))
    for table, paths in readable.items():
        query = f"CREATE OR REPLACE VIEW {VIEWS[table]} AS {_query(table, paths)}"
        connection.execute(query)
    return tuple(damaged)


def adopt(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Let a new file know the months that an earlier one put into Parquet."""
    noted = {name for (name,) in connection.execute("SELECT file FROM archived").fetchall()}
    for path in sorted((folder / ARCHIVE).glob("*.parquet")):
        table = path.name.partition("-")[0]
        if path.name in noted or table not in VIEWS:
            continue
        if (rows := count(connection, path)) is not None:
            name_archived(connection, table, path, rows)


def name_archived(
    connection: "duckdb.DuckDBPyConnection", table: str, file: Path, rows: int
) -> None:
    """Note that `file` has rows of `table`; the views have it when they are made anew."""
    values = f"{quoted(table)}, {quoted(file.name)}, {rows}, {quoted(sha256(file))}"
    connection.execute(f"INSERT INTO archived VALUES ({values})")


def count(connection: "duckdb.DuckDBPyConnection", file: Path) -> int | None:
    """Rows of a Parquet file, as its last bytes tell; None if they can't be read."""
    import duckdb

    query = f"SELECT count(*) FROM read_parquet({quoted(file)})"
    try:
        row = connection.execute(query).fetchone()
    except duckdb.Error:
        return None
    return row[0] if row else None


def _delete_superseded(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    noted = f"FROM archived WHERE source = '{SUPERSEDED}'"
    for (name,) in connection.execute(f"SELECT file {noted}").fetchall():
        (folder / ARCHIVE / name).unlink(missing_ok=True)
        connection.execute(f"DELETE {noted}")


def _has_footer(connection: "duckdb.DuckDBPyConnection", file: Path) -> bool:
    return count(connection, file) is not None


def _query(table: str, files: list[Path]) -> str:
    """Files of an older schema have fewer columns: they are matched by name."""
    live = f"SELECT * FROM {table}"
    if not files:
        return live
    paths = ", ".join(map(quoted, files))
    parquet = f"SELECT * FROM read_parquet([{paths}], union_by_name = true)"
    return f"{live} UNION ALL BY NAME {parquet}"
