"""The SQLite file that holds every word: its tables, its transactions, and how it forgets.

It knows nothing of what its rows mean; that is the business of `conversations`. While its disk is
full or read-only, everything goes on in memory, and back to the file when there is room again.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from jarvis.refuge import Reason, no_room

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, title TEXT NOT NULL, head TEXT,
    created REAL NOT NULL, updated REAL NOT NULL, deleted REAL
);
CREATE INDEX IF NOT EXISTS conversation_of_person ON conversation (person, updated);
CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    parent TEXT, role TEXT NOT NULL, content TEXT NOT NULL, status TEXT NOT NULL,
    created REAL NOT NULL, model TEXT NOT NULL DEFAULT '',
    first_token_seconds REAL, tokens_per_second REAL,
    finish_reason TEXT NOT NULL DEFAULT '', dropped INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS message_of_conversation ON message (conversation, parent);
CREATE TABLE IF NOT EXISTS text (
    turn TEXT PRIMARY KEY, person TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    created REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS text_by_age ON text (created);
"""

ADDED = {
    "rating": "TEXT",
    "reasons": "TEXT NOT NULL DEFAULT '[]'",
    "comment": "TEXT NOT NULL DEFAULT ''",
    "marks": "TEXT NOT NULL DEFAULT '[]'",
    "sources": "TEXT NOT NULL DEFAULT '[]'",
    "searched": "TEXT NOT NULL DEFAULT ''",
    "doubted": "TEXT NOT NULL DEFAULT '[]'",
}
"""Columns of `message` that a file from before may lack."""


log = structlog.get_logger(__name__)


class ConversationFile:
    """The open file, safe from any thread. It and its folder are made if need be.

    Attributes:
        only_in_memory: why nothing reaches the disk; None while it does.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.only_in_memory: Reason | None = None
        self._folder = path.parent
        self._lock = threading.Lock()
        self._file = self._db = connected(path)
        self._db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA secure_delete = ON;" + SCHEMA
        )
        self._add_columns()

    def close(self) -> None:
        """Close the file, and forget what never reached it."""
        with self._lock:
            self._db.close()
            self._file.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction at a time; it is on the disk when the block ends, if there is room."""
        with self._lock:
            self._follow_the_disk()
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db

    def _follow_the_disk(self) -> None:
        """Move into memory while nothing can be written, and back afterwards."""
        if (reason := no_room(self._folder)) == self.only_in_memory:
            return
        if self.only_in_memory is None:
            self._db = connected(":memory:")
            self._file.backup(self._db)
            log.error("conversations_only_in_memory", cause=f"the disk is {reason}")
        elif reason is None:
            self._db.backup(self._file)
            self._db.close()
            self._db = self._file
            log.info("conversations_on_disk_again")
        self.only_in_memory = reason

    def leave_no_trace(self) -> None:
        """Empty the WAL: what was deleted is overwritten in the file itself (secure_delete), but
        stays readable in the WAL beside it.
        """
        with self._lock:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _add_columns(self) -> None:
        with self.transaction() as db:
            there = {row["name"] for row in db.execute("PRAGMA table_info(message)")}
            for name, kind in ADDED.items():
                if name not in there:
                    db.execute(f"ALTER TABLE message ADD COLUMN {name} {kind}")


def connected(where: Path | str) -> sqlite3.Connection:
    """A connection as we use them: transactions are ours to begin, rows have names."""
    db = sqlite3.connect(where, check_same_thread=False, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    return db
