"""Embedding models and their vectors: the model that searches use, and one that may take its place.

Vectors of two models are never compared. While documents are embedded anew, those of the old model
stay, and searches use them.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from jarvis.knowledge.documents import Passage, Status
from jarvis.knowledge.storing.part import Part, next_stamp
from jarvis.knowledge.storing.rows import PASSAGE, blob_of, listed, passage_of, vectors_of
from models.embedding import Vectors

MISSING = """WHERE p.id IN (
    SELECT q.id FROM passage q JOIN document o ON o.row = q.document
    LEFT JOIN embedding e ON e.passage = q.id AND e.model = ?
    WHERE q.id > ? AND e.passage IS NULL AND o.collection IS NOT NULL ORDER BY q.id LIMIT ?
) ORDER BY p.id"""
"""Narrows `PASSAGE` down to passages without a vector of a model."""

CURRENT = "SELECT value FROM meta WHERE name = 'model'"

BATCH = 2000
"""Vectors that are deleted in a transaction."""


class Models(Part):
    """Vectors by passage and model."""

    def model(self) -> str:
        """The name of the model that searches use; "" while there are no vectors."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT m.name FROM model m JOIN meta ON meta.name = 'model' AND value = m.id"
            ).fetchone()
            return str(row["name"]) if row else ""

    def models(self) -> list[str]:
        """The names of the models that there are vectors of, oldest first."""
        with self._database.reading() as db:
            return [row["name"] for row in db.execute("SELECT name FROM model ORDER BY id")]

    def unembedded(self, model: str, limit: int, *, after: int = 0) -> list[Passage]:
        """Passages without a vector of a model, oldest first; of documents being read too.

        Args:
            after: a passage's id, only later ones: all of many are gone through quicker so.
        """
        with self._database.reading() as db:
            rows = db.execute(PASSAGE + MISSING, (found_model(db, model), after, limit))
            return [passage_of(row) for row in rows]

    def add_vectors(self, model: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Store passages' vectors of a model; those of passages that are gone are left out."""
        with self._database.writing() as db:
            embedder = model_row(db, model)
            for key, vector in zip(ids, vectors, strict=True):
                db.execute(
                    "REPLACE INTO embedding SELECT id, ?, ? FROM passage WHERE id = ?",
                    (embedder, blob_of(vector), key),
                )
            if embedder == db.execute(CURRENT).fetchone()["value"]:
                _restamp(db, ids)

    def switch_model(self, model: str) -> None:
        """Let searches use a model from now on; the vectors of all others are dropped."""
        with self._database.writing() as db:
            embedder = model_row(db, model)
            db.execute("UPDATE meta SET value = ? WHERE name = 'model'", (embedder,))
            db.execute("DELETE FROM gone WHERE model <> ?", (embedder,))
            db.execute(
                "UPDATE document SET stamp = ? WHERE status = ?", (next_stamp(db), Status.READY)
            )
        while self._drop_some(embedder):
            pass
        with self._database.writing() as db:
            db.execute("DELETE FROM model WHERE id <> ?", (embedder,))

    def vectors_of(self, ids: Sequence[int], model: str) -> Vectors:
        """Passages' vectors, a row each, in the order of `ids`.

        Raises:
            KeyError: one has none.
        """
        with self._database.reading() as db:
            rows = db.execute(
                """SELECT passage, vector FROM embedding JOIN model ON id = model
                WHERE passage IN (SELECT value FROM json_each(?)) AND name = ?""",
                (listed(ids), model),
            )
            blobs = dict(map(tuple, rows))
        return vectors_of([blobs[key] for key in ids])

    def each_vectors(
        self, model: str, collection: int, batch: int
    ) -> Iterator[tuple[list[int], Vectors]]:
        """All vectors of a collection's ready documents, with their passages' ids.

        Args:
            collection: its row, as `scope_collections` gives it.
            batch: how many at a time.
        """
        last = 0
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    """SELECT p.id, e.vector FROM passage p JOIN document d ON d.row = p.document
                    JOIN embedding e ON e.passage = p.id JOIN model m ON m.id = e.model
                    WHERE p.id > ? AND +d.collection = ? AND +d.status = ? AND +m.name = ?
                    ORDER BY p.id LIMIT ?""",
                    (last, collection, Status.READY, model, batch),
                ).fetchall()
            if not rows:
                return
            last = rows[-1]["id"]
            yield [row["id"] for row in rows], vectors_of([row["vector"] for row in rows])

    def _drop_some(self, embedder: int) -> bool:
        with self._database.writing() as db:
            return bool(
                db.execute(
                    """DELETE FROM embedding WHERE rowid IN (
                        SELECT rowid FROM embedding WHERE model <> ? LIMIT ?)""",
                    (embedder, BATCH),
                ).rowcount
            )


def found_model(db: sqlite3.Connection, name: str) -> int:
    """The row of a model; 0 where there is none."""
    row = db.execute("SELECT id FROM model WHERE name = ?", (name,)).fetchone()
    return int(row["id"]) if row else 0


def model_row(db: sqlite3.Connection, name: str) -> int:
    """The row of a model, made if need be; the first of all is the one that searches use."""
    db.execute("INSERT OR IGNORE INTO model (name) VALUES (?)", (name,))
    row = found_model(db, name)
    db.execute("UPDATE meta SET value = ? WHERE name = 'model' AND value = 0", (row,))
    return row


def _restamp(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """The vector index is to look at these passages' documents again."""
    db.execute(
        """UPDATE document SET stamp = ? WHERE status = ? AND row IN (
            SELECT document FROM passage WHERE id IN (SELECT value FROM json_each(?)))""",
        (next_stamp(db), Status.READY, listed(ids)),
    )
