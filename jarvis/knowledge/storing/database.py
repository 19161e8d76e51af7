"""knowledge.db as a file: its connections, its transactions, and its errors in our words.

One writes at a time; readers have connections of their own and see the last commit, whoever writes.
It knows no table.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue

from jarvis.errors import KnowledgeUnavailable

BUSY_SECONDS = 10
"""How long we wait for another process that writes."""

CACHE_KIB = 16 * 1024
"""Of pages a connection: the narrow rows of 100,000 passages."""

SUSPECT = ".suspect"
"""Ends the name of the mark that a database is to be checked before it is opened again."""

FULL = (
    "The documents' disk is full.",
    "Make room on it. What was stored before can still be found.",
)
DAMAGED = (
    "The documents' database is damaged.",
    "Start Jarvis again: it sets the damaged file aside and reads your documents anew.",
)
LOCKED = (
    "Another program is writing to the documents' database.",
    "Close the other Jarvis, or wait until it is done.",
)
CLOSED = ("The documents' database is closed.", "Start Jarvis again.")
UNWRITABLE_HINT = (
    "Check that the data directory can be read and written, and that its disk is well."
)


class Database:
    """The open file, safe from any thread. It and its folder are made if need be.

    Raises:
        KnowledgeUnavailable: it can't be opened.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False
        with translated(path):
            self._writer = connected(path)
            try:
                self._writer.executescript("PRAGMA journal_mode = WAL;" + schema)
            except sqlite3.Error:
                self._writer.close()
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, on the disk when the block ends; undone if the block raises."""
        with self._lock, translated(self.path), self._writer:
            self._writer.execute("BEGIN IMMEDIATE")
            yield self._writer

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What was committed last, the same throughout the block. Nested ones are apart."""
        with translated(self.path):
            db = self._reader()
            try:
                db.execute("BEGIN")
                yield db
            finally:
                self._give_back(db)

    def empty_log(self) -> None:
        """Move the WAL's content into the file, and cut it to nothing: what was deleted is
        overwritten in the file (secure_delete), but stays readable in the WAL beside it.
        """
        with self._lock, translated(self.path):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file. Idempotent; calls that come later raise KnowledgeUnavailable."""
        with self._lock:
            self._closed = True
            with suppress(Empty):
                while True:
                    self._idle.get_nowait().close()
            self._writer.close()

    def _reader(self) -> sqlite3.Connection:
        if self._closed:
            raise KnowledgeUnavailable(*CLOSED)
        try:
            return self._idle.get_nowait()
        except Empty:
            db = connected(self.path)
            db.execute("PRAGMA query_only = ON")
            return db

    def _give_back(self, db: sqlite3.Connection) -> None:
        if db.in_transaction:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
        if self._closed:
            db.close()
        else:
            self._idle.put(db)


def connected(path: Path) -> sqlite3.Connection:
    """A connection as we use them: transactions are ours to begin, rows have names."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.executescript(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
        f"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CACHE_KIB};"
    )
    return db


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as KnowledgeUnavailable; a constraint that is broken is a mistake of ours.

    A sign of damage leaves a mark beside the file, for the next start to look closer.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        if is_damage(error):
            with suppress(OSError):
                mark_of(path).touch()
        raise KnowledgeUnavailable(*_words(error)) from error
    except OSError as error:
        raise KnowledgeUnavailable(
            f"The documents' database can't be opened: {error.strerror or error}.",
            UNWRITABLE_HINT,
        ) from error


def is_damage(error: BaseException | None) -> bool:
    """Whether an error says that the file isn't a whole database."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def mark_of(path: Path) -> Path:
    """The mark beside a database that showed damage."""
    return path.with_name(path.name + SUSPECT)


def _words(error: sqlite3.Error) -> tuple[str, str]:
    name = getattr(error, "sqlite_errorname", "")
    if is_damage(error):
        return DAMAGED
    if name.startswith("SQLITE_FULL"):
        return FULL
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LOCKED
    if "closed" in str(error):
        return CLOSED
    return f"The documents' database can't be used: {error}.", UNWRITABLE_HINT
