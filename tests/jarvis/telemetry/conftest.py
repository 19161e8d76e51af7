"""A ledger to read from: DuckDB in memory, with the real schema and rows that a test adds."""

import dataclasses

import duckdb
import pytest

from jarvis.telemetry.ids import time_of
from jarvis.telemetry.migrating import MIGRATIONS, steps_in
from jarvis.telemetry.records import Decision

VIEWS = {
    "decisions": "decision",
    "details": "detail",
    "spans": "span",
    "feedbacks": "feedback",
    "voice_turns": "voice",
    "assessments": "assessment",
}


class MemoryReader:
    """What `jarvis.telemetry.ledger.Reader` promises, over `connection`."""

    def __init__(self):
        self.connection = duckdb.connect()
        for step in steps_in(MIGRATIONS):
            self.connection.execute(step.sql)
        for view, table in VIEWS.items():
            self.connection.execute(f"CREATE VIEW {view} AS SELECT * FROM {table}")
        self._events = 0
        self._words = {}

    def rows(self, sql, parameters=()):
        return self.connection.execute(sql, parameters).fetchall()

    def add(self, *records):
        """Decisions, and feedback to decisions whose ids hold their time, in this order."""
        for record in records:
            table, row = (
                ("decision", decision_row(record))
                if isinstance(record, Decision)
                else ("feedback", self._feedback_row(record))
            )
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            self.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())
            )

    def empty(self):
        """Forget every row, for the next example of a law."""
        for table in VIEWS.values():
            self.connection.execute(f"DELETE FROM {table}")
        self._words = {}

    def _feedback_row(self, feedback):
        self._events += 1
        before = self._words.get(feedback.decision)
        self._words[feedback.decision] = feedback.word
        created = time_of(feedback.decision).replace(tzinfo=None)
        return {
            **dataclasses.asdict(feedback),
            "seq": self._events,
            "decided": created,
            "created": created,
            "replaced": before,
        }


def decision_row(decision: Decision) -> dict:
    row = dataclasses.asdict(decision) | {"created": decision.created.replace(tzinfo=None)}
    return {name: value for name, value in row.items() if name not in ("body", "metadata")}


@pytest.fixture
def reader():
    reader = MemoryReader()
    yield reader
    reader.connection.close()
