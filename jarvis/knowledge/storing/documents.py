"""Documents and how far each has come: queued, being read, ready or failed."""

import sqlite3
import time
import uuid
from pathlib import Path

from jarvis.errors import DocumentNotFound
from jarvis.knowledge.documents import Document, Status
from jarvis.knowledge.storing.collecting import ensured, found
from jarvis.knowledge.storing.part import Part, next_stamp
from jarvis.knowledge.storing.rows import DOCUMENT, document_of, storable

NEWEST_FIRST = " ORDER BY d.created DESC, d.row DESC"
OLDEST_FIRST = " ORDER BY d.created, d.row"


class Documents(Part):
    """Documents by their ids. What takes an id raises DocumentNotFound if it isn't there."""

    def add(
        self, collection: str, name: str, size: int, sha256: str, *, origin: str = ""
    ) -> tuple[Document, bool]:
        """Note a file that was handed in; the collection is made if need be.

        Args:
            size: bytes.

        Returns:
            The document, and whether it is new: the same file in the same collection is read once.

        Raises:
            InvalidRequest: the collection's name is empty or too long.
        """
        with self._database.writing() as db:
            place = ensured(db, collection)
            added = db.execute(
                """INSERT OR IGNORE INTO document
                (id, collection, name, bytes, sha256, status, created, origin)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    *(uuid.uuid4().hex, place, storable(name), size, sha256, Status.QUEUED),
                    *(time.time(), storable(origin)),
                ),
            ).rowcount
            row = db.execute(
                f"{DOCUMENT} WHERE d.collection = ? AND d.sha256 = ?", (place, sha256)
            ).fetchone()
            return document_of(row), bool(added)

    def document(self, document: str) -> Document:
        """One document."""
        with self._database.reading() as db:
            return document_of(document_row(db, document))

    def documents(self, collection: str | None = None, *, attached: bool = False) -> list[Document]:
        """A collection's documents, newest first; without a name, all that a list shows.

        Args:
            attached: without a name, those that belong to conversations too.

        Raises:
            DocumentNotFound: there is no such collection.
        """
        with self._database.reading() as db:
            if collection is not None:
                where, values = "WHERE d.collection = ?", (found(db, collection),)
            else:
                where, values = "WHERE c.attached <= ?", (int(attached),)
            return [document_of(row) for row in db.execute(DOCUMENT + where + NEWEST_FIRST, values)]

    def unfinished(self) -> list[Document]:
        """Those that are queued or were being read, oldest first."""
        with self._database.reading() as db:
            rows = db.execute(
                f"{DOCUMENT} WHERE d.status IN (?, ?) {OLDEST_FIRST}",
                (Status.QUEUED, Status.READING),
            )
            return [document_of(row) for row in rows]

    def by_origin(self, folder: str) -> list[Document]:
        """Those whose files lie in a watched folder, at any depth, oldest first."""
        with self._database.reading() as db:
            rows = db.execute(f"{DOCUMENT} WHERE d.origin <> '' {OLDEST_FIRST}").fetchall()
        return [document_of(row) for row in rows if Path(row["origin"]).is_relative_to(folder)]

    def ready(self, document: str, *, note: str = "") -> None:
        """From now on its passages are found.

        Args:
            note: what was left out of it.
        """
        with self._database.writing() as db:
            row = document_row(db, document)["row"]
            db.execute(
                "UPDATE document SET status = ?, error = '', hint = ?, stamp = ? WHERE row = ?",
                (Status.READY, note, next_stamp(db), row),
            )


def document_row(db: sqlite3.Connection, document: str) -> sqlite3.Row:
    """The row of a document, with its collection's name.

    Raises:
        DocumentNotFound
    """
    row: sqlite3.Row | None = db.execute(f"{DOCUMENT} WHERE d.id = ?", (document,)).fetchone()
    if row is None:
        raise DocumentNotFound("That document isn't there any more.", "Look at the list again.")
    return row
