"""One batch of rows, committed in one transaction: all of it is kept, or nothing is.

Knows what a batch must look up (was this record sent before? is there such a decision?), and
nothing of threads, files or retries.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cachetools import TTLCache

from jarvis.errors import DecisionNotFound
from jarvis.telemetry import writing
from jarvis.telemetry.ids import EPOCH, now, time_of
from jarvis.telemetry.records import Assessment, Decision, Feedback, Stage, Voiced
from jarvis.telemetry.writing import Row, insert, milliseconds

KEY_HOURS = 24
"""How long a record's Idempotency-Key is remembered."""

MOST_KEYS = 100_000
BETWEEN = "BETWEEN make_timestamp_ms(?) AND make_timestamp_ms(?)"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row that somebody waits for."""

    row: Decision | Feedback | Voiced | Assessment
    future: Future[Any] = field(default_factory=Future)

    @property
    def patient(self) -> bool:
        """Whether it can wait for better times: a turn has happened, and nobody can repeat it."""
        return isinstance(self.row, Decision) and self.row.kind == "turn"


class Known:
    """What the writer remembers of the file: the last feedback's number, and recent keys."""

    def __init__(self, connection: Any) -> None:
        self.seq: int = connection.execute("SELECT max(seq) FROM feedbacks").fetchone()[0] or 0
        self.keys: TTLCache[str, Decision] = TTLCache(MOST_KEYS, KEY_HOURS * 3600)
        # No parameter: the first makes DuckDB import pandas, and the ledger must open before that.
        since = milliseconds(now() - timedelta(hours=KEY_HOURS))
        for values in connection.execute(
            "SELECT idempotency_key, id, epoch_ms(created), agent, task_type, confidence"
            f" FROM decisions WHERE created >= make_timestamp_ms({since})"
            " AND idempotency_key IS NOT NULL"
        ).fetchall():
            self._remember(*values)

    def _remember(
        self, key: str, id_: str, created_ms: int, agent: str, task_type: str, confidence: float
    ) -> None:
        created = EPOCH + timedelta(milliseconds=created_ms)
        self.keys[key] = Decision(id_, created, "report", agent, task_type, confidence)


class Batch:
    """What one transaction writes.

    Args:
        known: changed only when the transaction is committed.
    """

    def __init__(self, entries: Sequence[Entry], stages: Sequence[Stage], known: Known) -> None:
        self._entries = entries
        self._stages = stages
        self._known = known
        self._outcomes: dict[Future[Any], Any] = {}
        self._keys: dict[str, Decision] = {}
        self.changes_statistics = any(not isinstance(e.row, Assessment) for e in entries)

    def commit(self, connection: Any) -> None:
        """Write everything.

        Raises:
            duckdb.Error: nothing was written.
        """
        connection.execute("BEGIN")
        try:
            self._insert(connection)
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise
        self._known.keys.update(self._keys)

    def tell(self) -> None:
        """Tell those who wait how it ended."""
        for future, outcome in self._outcomes.items():
            settle(future, outcome)

    def _insert(self, connection: Any) -> None:
        decisions = self._new_decisions()
        insert(connection, "decision", [writing.decision_row(d) for d in decisions])
        insert(connection, "detail", [writing.detail_row(d) for d in decisions if d.body])
        insert(connection, "feedback", self._feedback(connection))
        insert(connection, "voice", self._voiced(connection))
        insert(connection, "span", [writing.stage_row(stage) for stage in self._stages])
        insert(connection, "assessment", self._assessments())

    def _new_decisions(self) -> list[Decision]:
        """Those that weren't sent before, in this batch or earlier."""
        new = []
        for entry in self._entries:
            if isinstance(decision := entry.row, Decision):
                key = decision.idempotency_key
                before = (self._keys.get(key) or self._known.keys.get(key)) if key else None
                if before is None:
                    new.append(decision)
                    if key:
                        self._keys[key] = decision
                self._outcomes[entry.future] = before or decision
        return new

    def _feedback(self, connection: Any) -> list[Row]:
        """Rows for what is said of decisions that there are; the rest is refused."""
        given = [(e, e.row) for e in self._entries if isinstance(e.row, Feedback)]
        there = _existing(connection, {feedback.decision for _, feedback in given})
        words = _words(connection, there)
        rows, said = [], now()
        for entry, feedback in given:
            if feedback.decision in there and (decided := time_of(feedback.decision)):
                self._known.seq += 1  # a gap after a rollback does no harm
                before = words.get(feedback.decision)
                words[feedback.decision] = feedback.word
                row = writing.feedback_row(feedback, self._known.seq, decided, said, before)
                rows.append(row)
                self._outcomes[entry.future] = None
            else:
                self._outcomes[entry.future] = not_found(feedback.decision)
        return rows

    def _voiced(self, connection: Any) -> list[Row]:
        """Rows for spoken turns that there are, one each: a page that went away may tell twice."""
        given = [(e, e.row) for e in self._entries if isinstance(e.row, Voiced)]
        turns = {voiced.turn for _, voiced in given}
        there, told = _existing(connection, turns), _told(connection, turns)
        rows, said = [], now()
        for entry, voiced in given:
            if voiced.turn in there and (decided := time_of(voiced.turn)):
                if voiced.turn not in told:
                    told.add(voiced.turn)
                    rows.append(writing.voice_row(voiced, decided, said))
                self._outcomes[entry.future] = None
            else:
                self._outcomes[entry.future] = not_found(voiced.turn)
        return rows

    def _assessments(self) -> list[Row]:
        said, rows = now(), []
        for entry in self._entries:
            if isinstance(entry.row, Assessment):
                rows.append(writing.assessment_row(entry.row, said))
                self._outcomes[entry.future] = None
        return rows


def settle(future: Future[Any], outcome: Any) -> None:
    """Tell whoever waits, if anybody still does."""
    if not future.set_running_or_notify_cancel():
        return
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def not_found(id_: str) -> DecisionNotFound:
    """There is no such decision."""
    return DecisionNotFound(
        f"The ledger has no decision {id_[:80]!r}.",
        "Use the id that recording it gave; what is older than the ledger isn't in it.",
    )


def _existing(connection: Any, ids: set[str]) -> set[str]:
    """Those of `ids` that the ledger has."""
    sql = f"SELECT id FROM decisions WHERE id IN (SELECT unnest(?)) AND created {BETWEEN}"
    return {id_ for (id_,) in _found(connection, sql, ids)}


def _words(connection: Any, ids: set[str]) -> dict[str, str]:
    """What was last said of each, where anything was."""
    sql = f"""SELECT decision, arg_max(word, seq) FROM feedbacks
        WHERE decision IN (SELECT unnest(?)) AND decided {BETWEEN} GROUP BY decision"""
    return dict(_found(connection, sql, ids))


def _told(connection: Any, ids: set[str]) -> set[str]:
    """Those of whose sound the ledger knows."""
    sql = f"SELECT turn FROM voice_turns WHERE turn IN (SELECT unnest(?)) AND decided {BETWEEN}"
    return {id_ for (id_,) in _found(connection, sql, ids)}


def _found(connection: Any, sql: str, ids: set[str]) -> list[Any]:
    """Rows of some decisions. The ids' own times bound what is read."""
    times = [milliseconds(time) for time in map(time_of, ids) if time]
    if not times:
        return []
    bounds = [list(ids), min(times), max(times)]
    rows: list[Any] = connection.execute(sql, bounds).fetchall()
    return rows


def _roll_back(connection: Any) -> None:
    """Undo, where the connection still can; a broken one has undone it already."""
    import duckdb

    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")
