"""What the vector index needs to know to follow the store: what is new, and what is gone.

`synced` holds the stamp of a document's vectors that the index has, or BEGUN while it is given
them. `gone` holds passages that were removed from such documents, until the index has removed them
too, and after that (`done`) until the index was thinned out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jarvis.knowledge.documents import Status
from jarvis.knowledge.storing.models import found_model
from jarvis.knowledge.storing.part import Part
from jarvis.knowledge.storing.rows import listed, vectors_of
from models.embedding import Vectors

BEGUN = -1


@dataclass(frozen=True, slots=True)
class Indexable:
    """A ready document, as the vector index sees it.

    Attributes:
        row: unique for good.
        collection: its collection's row.
        attached: whether that belongs to a conversation.
        stamp: changes with its vectors.
        passages: how many it has.
        synced: whether the index was told to hold these vectors, and does.
    """

    row: int
    collection: int
    attached: bool | int
    stamp: int
    passages: int
    synced: bool | int


class Syncing(Part):
    """The ledger between store and vector index. It takes models by their names."""

    def stamp(self) -> int:
        """Grows whenever something changes that a search can find."""
        with self._database.reading() as db:
            (value,) = db.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
            return int(value)

    def indexable(self, model: str) -> list[Indexable]:
        """All ready documents, oldest first."""
        with self._database.reading() as db:
            rows = db.execute(
                """SELECT d.row, d.collection, c.attached, d.stamp, d.passages, s.stamp IS d.stamp
                FROM document d JOIN collection c ON c.id = d.collection
                LEFT JOIN synced s ON s.document = d.row AND s.model = ?
                WHERE d.status = ? ORDER BY d.row""",
                (found_model(db, model), Status.READY),
            )
            return [Indexable(*row) for row in rows]

    def document_vectors(
        self, row: int, model: str, batch: int
    ) -> Iterator[tuple[list[int], Vectors]]:
        """A document's vectors and their passages' ids, in order, so many at a time."""
        last = -1
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    """SELECT p.id, p.number, e.vector FROM passage p
                    JOIN embedding e ON e.passage = p.id AND e.model = ?
                    JOIN document d ON d.row = p.document AND d.collection IS NOT NULL
                    WHERE d.row = ? AND p.number > ? ORDER BY p.number LIMIT ?""",
                    (found_model(db, model), row, last, batch),
                ).fetchall()
            if not rows:
                return
            last = rows[-1]["number"]
            yield [row["id"] for row in rows], vectors_of([row["vector"] for row in rows])

    def begin_sync(self, documents: Sequence[Indexable], model: str) -> None:
        """The index is about to be given these documents' vectors."""
        self._note([(one, BEGUN) for one in documents], model)

    def mark_synced(self, documents: Sequence[Indexable], model: str) -> None:
        """The index has these documents' vectors, but for those that changed meanwhile."""
        self._note([(one, one.stamp) for one in documents], model)

    def mark_all_unsynced(self) -> None:
        """The index is empty."""
        with self._database.writing() as db:
            db.execute("DELETE FROM synced")
            db.execute("DELETE FROM gone")

    def synced_passages(self, model: str) -> dict[int, tuple[int, int]]:
        """How many vectors the index has at least and at most, by the collection's row."""
        with self._database.reading() as db:
            rows = db.execute(
                """SELECT collection, sum(least), sum(most) FROM (
                    SELECT d.collection, iif(s.stamp = ?, 0, d.passages) AS least,
                        d.passages AS most
                    FROM synced s JOIN document d ON d.row = s.document WHERE s.model = ?
                    UNION ALL SELECT collection, 0, 1 FROM gone WHERE model = ? AND NOT done
                ) JOIN collection c ON c.id = collection GROUP BY collection""",
                (BEGUN, *[found_model(db, model)] * 2),
            )
            return {collection: (least, most) for collection, least, most in rows}

    def gone(self, model: str) -> dict[int, list[int]]:
        """Passages that the index has yet to remove, by the collection's row."""
        found = defaultdict(list)
        with self._database.reading() as db:
            for collection, passage in db.execute(
                "SELECT collection, passage FROM gone WHERE model = ? AND NOT done",
                (found_model(db, model),),
            ):
                found[collection].append(passage)
        return found

    def forget_gone(self, model: str, collection: int, passages: Sequence[int]) -> None:
        """The index doesn't find these passages any more."""
        with self._database.writing() as db:
            db.execute(
                """UPDATE gone SET done = 1 WHERE model = ? AND collection = ?
                AND passage IN (SELECT value FROM json_each(?))""",
                (found_model(db, model), collection, listed(passages)),
            )

    def thin_out(self, model: str, share: float) -> list[int]:
        """Note collections as not indexed at all, of whose vectors more than a share are removed.

        Returns:
            The collections' rows.
        """
        with self._database.writing() as db:
            embedder = found_model(db, model)
            rows = db.execute(
                """SELECT g.collection FROM (SELECT collection, count(*) AS dead FROM gone
                    WHERE model = ? AND done GROUP BY collection) g
                WHERE g.dead > ? * (g.dead + (SELECT coalesce(sum(passages), 0) FROM document d
                    WHERE d.collection = g.collection AND d.status = ?))""",
                (embedder, share, Status.READY),
            ).fetchall()
            thinned = [row["collection"] for row in rows]
            for collection in thinned:
                db.execute(
                    """DELETE FROM synced WHERE model = ? AND document IN
                    (SELECT row FROM document WHERE collection = ?)""",
                    (embedder, collection),
                )
                db.execute(
                    "DELETE FROM gone WHERE model = ? AND collection = ?",
                    (embedder, collection),
                )
            return thinned

    def findable(self, ids: Sequence[int], collections: Sequence[int]) -> set[int]:
        """Those of some passages that are there, ready, and in one of the collections."""
        with self._database.reading() as db:
            rows = db.execute(
                """SELECT p.id FROM passage p JOIN document d ON d.row = p.document
                WHERE p.id IN (SELECT value FROM json_each(?)) AND +d.status = ?
                AND +d.collection IN (SELECT value FROM json_each(?))""",
                (listed(ids), Status.READY, listed(collections)),
            )
            return {row["id"] for row in rows}

    def _note(self, documents: Sequence[tuple[Indexable, int]], model: str) -> None:
        with self._database.writing() as db:
            embedder = found_model(db, model)
            db.executemany(
                """REPLACE INTO synced SELECT row, ?, ? FROM document
                WHERE row = ? AND stamp = ? AND collection IS NOT NULL""",
                ((embedder, stamp, one.row, one.stamp) for one, stamp in documents),
            )
