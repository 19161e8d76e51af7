"""Where the ledger's files lie, and how one is moved so that no stop loses it.

ledger.duckdb               the figures; .wal beside it is DuckDB's log of what isn't in it yet
ledger.v<N>.duckdb          a snapshot from before the schema left version N
ledger.after-v<N>.duckdb    what a rollback to that snapshot took away
ledger.damaged-….duckdb     what could not be read, kept for whoever can
archive/                    old months, in Parquet
tmp/                        DuckDB's own scratch files
"""

import hashlib
import itertools
import os
from datetime import datetime
from pathlib import Path

FILE = "ledger.duckdb"
NEXT = "ledger.next.duckdb"
ARCHIVE = "archive"
SCRATCH = "tmp"
WAL = ".wal"


def wal_of(database: Path) -> Path:
    """The log that belongs to a database file."""
    return database.with_name(database.name + WAL)


def set_aside(database: Path, at: datetime) -> Path:
    """Give a damaged database, and its logs with it, a name that nobody opens."""
    target = free_name(database.parent, f"ledger.damaged-{at:%Y%m%dT%H%M%SZ}", ".duckdb")
    move_database(database, target)
    return target


def move_database(database: Path, target: Path) -> None:
    """Rename a database and its logs. The logs go first: a database opens without its log, but a
    log that was left alone would be played into the next database of that name.
    """
    move_logs(database, target)
    database.replace(target)
    sync_folder(database.parent)


def move_logs(database: Path, target: Path) -> list[Path]:
    """Rename a database's logs as if it were named `target`; their new names."""
    return [
        log.replace(target.with_name(target.name + log.name.removeprefix(database.name)))
        for log in sorted(database.parent.glob(f"{database.name}{WAL}*"))
    ]


def finish_swap(folder: Path) -> None:
    """Where a database was moved away and a stop came before its successor took its place, let it;
    where the database is still there, its successor isn't complete.
    """
    if (folder / NEXT).exists() and not (folder / FILE).exists():
        swap_in(folder)
    for rest in folder.glob(f"{NEXT}*"):
        rest.unlink()


def swap_in(folder: Path) -> None:
    """Put the successor, which is complete and has no log, in the database's place."""
    (folder / NEXT).replace(folder / FILE)
    sync_folder(folder)


def free_name(folder: Path, stem: str, *suffixes: str) -> Path:
    """A path that nothing has: `stem`, or `stem-2`, …, and its suffixes. A log that has lost its
    database keeps the name taken.
    """
    for count in itertools.count(1):
        name = (stem if count == 1 else f"{stem}-{count}") + suffixes[0]
        if not any(folder.glob(f"{name}*")):
            break
    return folder / (name + "".join(suffixes[1:]))


def sync(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until renames in a folder are on the disk. Windows can't, and need not."""
    if os.name == "posix":
        sync(folder)


def quoted(text: object) -> str:
    """A string in SQL. Binding a parameter instead makes DuckDB import pandas and numpy, which
    takes longer than opening the file.
    """
    return "'" + str(text).replace("'", "''") + "'"


def sha256(path: Path) -> str:
    """A file's checksum, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
