"""The schema's versions: numbered SQL files, each applied once, after a snapshot.

A snapshot is a copy of the whole file, made before a file that holds something is changed; the
last two are kept. `rollback` puts the latest back, for whoever returns to an older Jarvis.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.files import (
    FILE,
    NEXT,
    free_name,
    move_database,
    quoted,
    swap_in,
    sync,
    sync_folder,
)
from jarvis.telemetry.ids import now

if TYPE_CHECKING:
    import duckdb

MIGRATIONS = Path(__file__).parent / "migrations"
KEPT = 2

VERSIONS = "migration"
"""The table that says which steps a file has taken."""

CREATE_VERSIONS = f"""CREATE TABLE IF NOT EXISTS {VERSIONS} (
    version INTEGER NOT NULL, name VARCHAR NOT NULL, applied TIMESTAMP NOT NULL
)"""


@dataclass(frozen=True, slots=True, order=True)
class Migration:
    """One step, from the version before to `version`."""

    version: int
    name: str
    sql: str


def steps_in(folder: Path) -> list[Migration]:
    """Every step there is, first to last. Files are named `0001_what_it_does.sql`."""
    found = []
    for path in folder.glob("*.sql"):
        number, _, name = path.stem.partition("_")
        found.append(Migration(int(number), name, path.read_text("utf-8")))
    return sorted(found)


def table_names(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Every table of an open file."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    )
    return [name for (name,) in found.fetchall()]


def version_of(connection: "duckdb.DuckDBPyConnection") -> int:
    """The version of an open file; 0 while it is empty."""
    if VERSIONS not in table_names(connection):
        return 0
    last = f"SELECT coalesce(max(version), 0) FROM {VERSIONS}"
    return int(_one(connection, last))


def migrate(
    connection: "duckdb.DuckDBPyConnection", database: Path, folder: Path = MIGRATIONS
) -> None:
    """Bring an open file to the last version.

    Raises:
        LedgerUnavailable: a newer Jarvis wrote it.
        duckdb.Error, OSError: a step failed and left nothing behind; those before it are done.
    """
    steps, before = steps_in(folder), version_of(connection)
    if before > steps[-1].version:
        raise LedgerUnavailable(
            f"Nothing is recorded: {database} was written by a newer Jarvis.",
            "Update Jarvis, or go back to the file's last snapshot: jarvis telemetry rollback",
        )
    pending = [step for step in steps if step.version > before]
    if pending and before:
        _take_snapshot(connection, database, before)
    for step in pending:
        _apply(connection, step)


def create(folder: Path, migrations: Path = MIGRATIONS) -> Path:
    """A new database at the last version, complete on disk, under a name that nobody opens: one
    that a full disk or a stop left half made must never lie in the ledger's place.

    Raises:
        duckdb.Error, OSError
    """
    import duckdb

    part = folder / f"{FILE}.part"
    part.unlink(missing_ok=True)
    with duckdb.connect(part) as connection:
        migrate(connection, part, migrations)
        connection.execute("CHECKPOINT")
    return part


def _apply(connection: "duckdb.DuckDBPyConnection", step: Migration) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(CREATE_VERSIONS)
        connection.execute(step.sql)
        values = f"{step.version}, {quoted(step.name)}, {quoted(now().replace(tzinfo=None))}"
        connection.execute(f"INSERT INTO {VERSIONS} VALUES ({values})")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _take_snapshot(connection: "duckdb.DuckDBPyConnection", database: Path, version: int) -> None:
    """Nobody else writes, so that after a checkpoint the file alone holds everything."""
    connection.execute("CHECKPOINT")
    target = database.with_name(f"ledger.v{version}.duckdb")
    copy_safely(database, target)
    for _, old in snapshots(database.parent)[:-KEPT]:
        old.unlink()


def copy_safely(source: Path, target: Path) -> None:
    """A copy that is there in full or not at all."""
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    sync(part)
    part.replace(target)
    sync_folder(target.parent)


def snapshots(folder: Path) -> list[tuple[int, Path]]:
    """Version and path of each, oldest first."""
    numbered = []
    for path in folder.glob("ledger.v*.duckdb"):
        number = path.name.removeprefix("ledger.v").removesuffix(".duckdb")
        if number.isdecimal():
            numbered.append((int(number), path))
    return sorted(numbered)


@dataclass(frozen=True, slots=True)
class Rollback:
    """What going back would do.

    Attributes:
        lost: decisions in the present file that the snapshot lacks; None if that can't be told.
    """

    version: int
    snapshot: Path
    lost: int | None


def plan_rollback(folder: Path) -> Rollback:
    """Look, and change nothing.

    Raises:
        LedgerUnavailable: there is no snapshot.
    """
    if not (found := snapshots(folder)):
        raise LedgerUnavailable(
            f"{folder} has no snapshot to go back to.",
            "One is made when a new version of Jarvis changes the ledger's schema.",
        )
    version, snapshot = found[-1]
    present, then = _count(folder / FILE), _count(snapshot)
    known = present is not None and then is not None
    return Rollback(version, snapshot, max(0, (present or 0) - (then or 0)) if known else None)


def rollback(folder: Path) -> int:
    """Put the latest snapshot back; returns its version. The present file is kept beside it, as
    `ledger.after-v<N>.duckdb`, and so is the snapshot.

    Raises:
        LedgerUnavailable: there is no snapshot.
    """
    plan = plan_rollback(folder)
    database = folder / FILE
    copy_safely(plan.snapshot, folder / NEXT)
    if database.exists():
        move_database(database, free_name(folder, f"ledger.after-v{plan.version}", ".duckdb"))
    swap_in(folder)
    return plan.version


def _count(database: Path) -> int | None:
    import duckdb

    try:
        with duckdb.connect(database, read_only=True) as connection:
            return int(_one(connection, "SELECT count(*) FROM decision"))
    except duckdb.Error:
        return None


def _one(connection: "duckdb.DuckDBPyConnection", sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]
