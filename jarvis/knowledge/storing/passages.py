"""Passages: written as a document is read, and handed out once it is ready."""

import sqlite3
from collections.abc import Sequence

from jarvis.errors import DocumentNotFound
from jarvis.knowledge.documents import Passage, Piece, Status
from jarvis.knowledge.storing.documents import document_row
from jarvis.knowledge.storing.forgetting import forget_passages
from jarvis.knowledge.storing.models import found_model, model_row
from jarvis.knowledge.storing.part import Part
from jarvis.knowledge.storing.rows import (
    AMONG,
    PASSAGE,
    blob_of,
    listed,
    passage_of,
    storable,
    words_of,
)
from jarvis.knowledge.words import stems
from models.embedding import Vectors


class Passages(Part):
    """Passages by their ids; only those of ready documents are handed out."""

    def reading(
        self, document: str, *, pages: int, pieces: int, text_sha256: str = "", model: str = ""
    ) -> None:
        """A document is being read, and will have so many pieces.

        Passages from before a kill stay, if text, pieces and model are the same as then.

        Args:
            text_sha256: of its text and whatever else decides how it is cut.
            model: the embedding model's name.
        """
        with self._database.writing() as db:
            row = document_row(db, document)
            same = (text_sha256, pieces) == (row["text_sha256"], row["pieces"])
            if not same or not _all_embedded(db, row["row"], model):
                forget_passages(db, row["row"])
            db.execute(
                """UPDATE document SET status = ?, pages = ?, pieces = ?, text_sha256 = ?,
                error = '', hint = '' WHERE row = ?""",
                (Status.READING, pages, pieces, text_sha256, row["row"]),
            )

    def indexed(self, document: str) -> int:
        """How many of its pieces are stored; the next one has this number."""
        with self._database.reading() as db:
            return int(document_row(db, document)["passages"])

    def add_passages(
        self, document: str, first: int, pieces: Sequence[Piece], vectors: Vectors, model: str
    ) -> None:
        """Store pieces in a row, with their words and vectors, all of them or none.

        Args:
            first: the first one's number; `indexed` tells it.
            model: the name of the embedding model that made the vectors.
        """
        words = [words_of(one.heading, one.text) for one in pieces]
        found_by = [stems(one) for one in words]
        blobs = [blob_of(vector) for vector in vectors]
        with self._database.writing() as db:
            row = document_row(db, document)["row"]
            embedder = model_row(db, model)
            rows = zip(pieces, words, found_by, blobs, strict=True)
            for number, (piece, *texts, blob) in enumerate(rows, first):
                key = db.execute(
                    """INSERT INTO passage (document, number, start, stop, heading, page, line)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    (
                        row,
                        number,
                        piece.start,
                        piece.end,
                        storable(piece.heading),
                        piece.page,
                        piece.line,
                    ),
                ).lastrowid
                db.execute(
                    "INSERT INTO passage_words (rowid, words, stems) VALUES (?, ?, ?)",
                    (key, *texts),
                )
                db.execute("INSERT INTO embedding VALUES (?, ?, ?)", (key, embedder, blob))
            db.execute("UPDATE document SET passages = ? WHERE row = ?", (first + len(pieces), row))

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id; those that are gone, or not ready, are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                f"{PASSAGE} WHERE p.id {AMONG} AND +d.status = ?",
                (listed(ids), Status.READY),
            )
            there = {row["id"]: passage_of(row) for row in rows}
        return {key: there[key] for key in ids if key in there}

    def passage(self, key: int) -> Passage:
        """One passage.

        Raises:
            DocumentNotFound
        """
        if (passage := self.passages([key]).get(key)) is None:
            raise DocumentNotFound(
                "That passage isn't there any more.",
                "Its document was removed, or is being read again.",
            )
        return passage

    def around(self, key: int, before: int, after: int) -> list[Passage]:
        """A passage with those in front of it and behind it in its document, in order; nothing if
        it is gone.
        """
        with self._database.reading() as db:
            rows = db.execute(
                f"""{PASSAGE} JOIN passage this ON this.document = p.document
                WHERE this.id = ? AND p.number BETWEEN this.number - ? AND this.number + ?
                AND +d.status = ? ORDER BY p.number""",
                (key, before, after, Status.READY),
            )
            return [passage_of(row) for row in rows]


def _all_embedded(db: sqlite3.Connection, row: int, model: str) -> bool:
    missing = db.execute(
        """SELECT 1 FROM passage p LEFT JOIN embedding e ON e.passage = p.id AND e.model = ?
        WHERE p.document = ? AND e.passage IS NULL""",
        (found_model(db, model), row),
    )
    return missing.fetchone() is None
