"""What to do with a knowledge.db that is damaged: keep it, and begin anew.

Nothing in it is the only copy but the list of documents, of which as much is read as can be.
A damage that shows while Jarvis runs leaves a mark; the file is then checked before it is opened
again, which takes seconds, and a word index that is damaged alone is built again.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.documents import Document
from jarvis.knowledge.storing.database import Database, connected, is_damage, mark_of
from jarvis.knowledge.storing.rows import DOCUMENT, document_of
from jarvis.knowledge.storing.schema import SCHEMA
from jarvis.telemetry.files import free_name, sync_folder

BESIDE = ("-wal", "-shm")
"""Ends of the names of SQLite's files beside a database."""

log = structlog.get_logger(__name__)


def opened(path: Path) -> tuple[Database, Path | None]:
    """The database, and where a damaged one lies now that was in its place.

    Raises:
        KnowledgeUnavailable: it can't be opened, for another reason.
    """
    if mark_of(path).exists() and not _whole(path):
        return _anew(path)
    try:
        return Database(path, SCHEMA), None
    except KnowledgeUnavailable as error:
        if not is_damage(error.__cause__):
            raise
        return _anew(path)


def documents_in(path: Path) -> list[Document]:
    """The documents that a damaged database still tells of."""
    found: list[Document] = []
    with suppress(sqlite3.Error, ValueError), closing(connected(path)) as db:
        found.extend(map(document_of, db.execute(DOCUMENT)))  # up to where it breaks off
    return found


def _anew(path: Path) -> tuple[Database, Path]:
    stem = f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside = free_name(path.parent, stem, path.suffix)
    # The log goes first: left alone, it would be played into the next database.
    for end in (*BESIDE, ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).replace(aside.with_name(aside.name + end))
    mark_of(path).unlink(missing_ok=True)
    sync_folder(path.parent)
    log.error("knowledge_set_aside", file=aside.name)
    return Database(path, SCHEMA), aside


def _whole(path: Path) -> bool:
    """Whether a database is well, once its word index was built again if it alone was damaged."""
    try:
        with closing(connected(path)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
            if not _words_whole(db):
                db.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")
    except sqlite3.Error:
        return False
    mark_of(path).unlink(missing_ok=True)
    return True


def _words_whole(db: sqlite3.Connection) -> bool:
    try:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True
