"""Search by words: BM25 over what passages say and over its stems."""

import sqlite3
from itertools import islice

from jarvis.knowledge.documents import ATTACHED, Scope, Status
from jarvis.knowledge.storing.collecting import key_of
from jarvis.knowledge.storing.database import Database
from jarvis.knowledge.storing.part import Part
from jarvis.knowledge.storing.pruning import Pruning
from jarvis.knowledge.storing.rows import listed
from jarvis.knowledge.words import fold, tokens

WEIGHTS = (1.0, 0.7)
"""What a word counts for as it is written, and what its stem counts for."""

READ_FOR_A_PHRASE = 5000
"""Passages that are looked at for an exact string, at most."""


class Searching(Part):
    """Finds passages of ready documents, within a scope."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._pruning = Pruning()

    def count_words(self) -> None:
        """Learn how common words are, ahead of the first search. Seconds, of a large library."""
        with self._database.reading() as db:
            self._pruning.count_common(db)

    def lexical(self, match: str, scope: Scope, limit: int) -> list[tuple[int, float]]:
        """The passages that match best, with their BM25, higher is better.

        Args:
            match: an FTS5 expression as `question.matching` writes it; "" matches nothing.
        """
        if not match:
            return []
        with self._database.reading() as db:
            within = _collections(db, scope)
            rows = db.execute(
                """SELECT p.id, -bm25(passage_words, ?, ?) AS score
                FROM passage_words w JOIN passage p ON p.id = w.rowid
                JOIN document d ON d.row = p.document
                WHERE passage_words MATCH ? AND +d.status = ?
                AND +d.collection IN (SELECT value FROM json_each(?))
                ORDER BY score DESC, p.id LIMIT ?""",
                (*WEIGHTS, self._pruning.pruned(db, match), Status.READY, listed(within), limit),
            )
            return [(row["id"], row["score"]) for row in rows]

    def holding(self, phrase: str, scope: Scope, limit: int) -> list[int]:
        """Passages that hold a phrase or a code as it is written, but for case and accents; those
        first that hold it most.
        """
        wanted = " ".join(fold(phrase).split())
        if not (words := tokens(phrase)):
            return []
        with self._database.reading() as db:
            within = _collections(db, scope)
            rows = db.execute(
                """SELECT p.id, w.words FROM passage_words w JOIN passage p ON p.id = w.rowid
                JOIN document d ON d.row = p.document
                WHERE passage_words MATCH ? AND +d.status = ?
                AND +d.collection IN (SELECT value FROM json_each(?))
                ORDER BY bm25(passage_words) LIMIT ?""",
                (f'words : "{" ".join(words)}"', Status.READY, listed(within), READ_FOR_A_PHRASE),
            )
            held = (row["id"] for row in rows if wanted in " ".join(fold(row["words"]).split()))
            return list(islice(held, limit))

    def count(self, scope: Scope) -> int:
        """How many passages a search in a scope looks through."""
        with self._database.reading() as db:
            within = _collections(db, scope)
            (total,) = db.execute(
                """SELECT coalesce(sum(passages), 0) FROM document
                WHERE status = ? AND collection IN (SELECT value FROM json_each(?))""",
                (Status.READY, listed(within)),
            ).fetchone()
            return int(total)

    def scope_collections(self, scope: Scope) -> list[int]:
        """The rows of the collections in a scope; names that don't exist are left out."""
        with self._database.reading() as db:
            return _collections(db, scope)


def _collections(db: sqlite3.Connection, scope: Scope) -> list[int]:
    names = [key_of(name) for name in scope.collections] if scope.everything else []
    attached = key_of(ATTACHED + scope.attached) if scope.attached else None
    whole = scope.everything and not names
    rows = db.execute(
        """SELECT id FROM collection WHERE (? AND NOT attached) OR key = ?
        OR key IN (SELECT value FROM json_each(?))""",
        (whole, attached, listed(names)),
    )
    return [row["id"] for row in rows]
