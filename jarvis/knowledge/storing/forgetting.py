"""How documents are forgotten: at once for whoever searches, and soon after on the disk as well.

Removing takes the document out of its collection, which is quick, whatever its size. Erasing then
deletes its rows in small transactions, so that nobody waits long, and takes up where a kill left
off. SQLite overwrites deleted rows (secure_delete), but FTS5 only notes that a word is gone, until
its segments are merged; and the WAL keeps old pages, until it is emptied. Both is done here.
"""

import sqlite3
import threading

from jarvis.knowledge.documents import Status
from jarvis.knowledge.storing.collecting import found
from jarvis.knowledge.storing.database import Database
from jarvis.knowledge.storing.documents import document_row
from jarvis.knowledge.storing.part import Part, next_stamp

BATCH = 400
"""Passages that are erased in a transaction, about 50 ms."""

MERGED_PAGES = 1000
"""Pages of FTS5's that are written in a transaction, about as long."""


class Forgetting(Part):
    """Removes documents, and forgets passages that are to be read again."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._erasing = threading.Lock()

    def remove(self, *documents: str) -> None:
        """Remove documents, and erase their words and vectors from the disk. Blocking, seconds
        where much is indexed: hand over together what goes together.

        Raises:
            DocumentNotFound: one isn't there; none is removed.
        """
        with self._database.writing() as db:
            for row in [document_row(db, document)["row"] for document in documents]:
                _disown(db, row)
        self.tidy()

    def remove_collection(self, name: str) -> None:
        """Remove a collection with its documents, as `remove` does, and with its watched folders.

        Raises:
            DocumentNotFound
        """
        with self._database.writing() as db:
            collection = found(db, name)
            for (row,) in db.execute(
                "SELECT row FROM document WHERE collection = ?", (collection,)
            ).fetchall():
                _disown(db, row)
            db.execute("DELETE FROM collection WHERE id = ?", (collection,))
        self.tidy()

    def queued(self, document: str) -> None:
        """Forget what was read of a document: it is to be read again."""
        with self._database.writing() as db:
            row = document_row(db, document)["row"]
            forget_passages(db, row)
            db.execute(
                "UPDATE document SET status = ?, error = '', hint = '' WHERE row = ?",
                (Status.QUEUED, row),
            )
        self.tidy()

    def failed(self, document: str, error: str, hint: str) -> None:
        """Forget what was read of a document: it can't be read."""
        with self._database.writing() as db:
            row = document_row(db, document)["row"]
            forget_passages(db, row)
            db.execute(
                "UPDATE document SET status = ?, error = ?, hint = ? WHERE row = ?",
                (Status.FAILED, error, hint, row),
            )
        self.tidy()

    def tidy(self) -> None:
        """Erase what was removed, and finish what a kill cut off. Blocking; at once if nothing is
        left to do.
        """
        with self._erasing:
            while self._erase_some():
                pass
            if self._unscrubbed():
                self._merge(-MERGED_PAGES)
                while self._merge(MERGED_PAGES):
                    pass
                self._database.empty_log()
                with self._database.writing() as db:
                    db.execute("UPDATE meta SET value = 0 WHERE name = 'erasing'")

    def _erase_some(self) -> bool:
        with self._database.reading() as db:
            if db.execute("SELECT 1 FROM document WHERE collection IS NULL").fetchone() is None:
                return False
        with self._database.writing() as db:
            passages = db.execute(
                """SELECT id FROM passage WHERE document IN
                (SELECT row FROM document WHERE collection IS NULL) LIMIT ?""",
                (BATCH,),
            ).fetchall()
            db.executemany("DELETE FROM passage_words WHERE rowid = ?", map(tuple, passages))
            db.executemany("DELETE FROM passage WHERE id = ?", map(tuple, passages))
            if len(passages) < BATCH:
                db.execute("DELETE FROM document WHERE collection IS NULL")
            db.execute("UPDATE meta SET value = 1 WHERE name = 'erasing'")
        return True

    def _unscrubbed(self) -> bool:
        with self._database.reading() as db:
            (value,) = db.execute("SELECT value FROM meta WHERE name = 'erasing'").fetchone()
        return bool(value)

    def _merge(self, pages: int) -> bool:
        """One step of what FTS5 calls optimize (https://sqlite.org/fts5.html#the_merge_command):
        a negative number begins it, a positive one goes on, and fewer than two changes end it.
        """
        with self._database.writing() as db:
            before = db.total_changes
            db.execute(
                "INSERT INTO passage_words (passage_words, rank) VALUES ('merge', ?)", (pages,)
            )
            return db.total_changes - before >= 2


def forget_passages(db: sqlite3.Connection, row: int) -> None:
    """Take a document's passages from it, to be erased by `tidy`; it stays, and has none."""
    db.execute(
        """INSERT INTO document (id, name, bytes, sha256, status, created)
        SELECT lower(hex(randomblob(16))), '', 0, '', '', 0"""
    )
    (heir,) = db.execute("SELECT last_insert_rowid()").fetchone()
    _tell_index(db, row)
    db.execute("UPDATE passage SET document = ? WHERE document = ?", (heir, row))
    db.execute(
        "UPDATE document SET passages = 0, pieces = 0, text_sha256 = '', stamp = 0 WHERE row = ?",
        (row,),
    )


def _disown(db: sqlite3.Connection, row: int) -> None:
    _tell_index(db, row)
    db.execute("UPDATE document SET collection = NULL WHERE row = ?", (row,))


def _tell_index(db: sqlite3.Connection, row: int) -> None:
    """Note what the vector index has yet to remove of a document."""
    next_stamp(db)
    db.execute(
        """INSERT OR IGNORE INTO gone (model, collection, passage)
        SELECT s.model, d.collection, p.id FROM synced s
        JOIN document d ON d.row = s.document JOIN passage p ON p.document = d.row
        WHERE d.row = ?""",
        (row,),
    )
    db.execute("DELETE FROM synced WHERE document = ?", (row,))
