"""Ledgers that an older Jarvis wrote: brought up to date with everything in them."""

import shutil

import duckdb
import pytest

from jarvis.telemetry.archive import month_start, retain
from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.forgetting import forget
from jarvis.telemetry.guardrails import Verdicts, guardrails
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.migrating import MIGRATIONS, plan_rollback, rollback, snapshots, version_of
from jarvis.telemetry.records import Decision
from jarvis.telemetry.salvage import rescue
from jarvis.telemetry.statistics import summary
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import contents, fill, rows

NEW = (
    "input_verdict",
    "context_verdict",
    "output_verdict",
    "guard_findings",
    "searched",
    "best_score",
    "sources",
)
YOUNGER = {"decisions", "voice_turns"}
"""Views that the first schema hasn't, or has with fewer columns."""

LAST = max(int(path.name[:4]) for path in MIGRATIONS.glob("*.sql"))
TODAY = now()
TWO_MONTHS_AGO = month_start(TODAY, -2)


@pytest.fixture
def first_schema(tmp_path):
    """The steps that the first Jarvis with a ledger had."""
    (folder := tmp_path / "first").mkdir()
    shutil.copy(MIGRATIONS / "0001_ledger.sql", folder)
    return folder


@pytest.fixture
def folder(tmp_path, first_schema):
    """A file of the first schema: turns of this month and of the two before it."""
    with opened(tmp_path / "ledger", first_schema) as connection:
        fill(connection, 600, hours=2, start=f"{TWO_MONTHS_AGO:%Y-%m-%d}")
    return tmp_path / "ledger"


def opened(folder, steps=MIGRATIONS):
    return open_database(folder, TelemetrySettings(), migrations=steps).connection


def before(connection):
    """What the first schema knows of decisions, and all of the others."""
    new = f"EXCLUDE ({', '.join(NEW)})" if version_of(connection) > 1 else ""
    query = f"SELECT count(*), bit_xor(hash(d)) FROM (SELECT * {new} FROM decisions) d"
    others = {name: found for name, found in contents(connection).items() if name not in YOUNGER}
    return connection.execute(query).fetchone(), others


def test_everything_is_kept_and_nothing_was_checked_then(folder, first_schema):
    with opened(folder, first_schema) as connection:
        assert version_of(connection) == 1
        kept = before(connection)
    with opened(folder) as connection:
        assert version_of(connection) == LAST
        assert before(connection) == kept
        checked = f"SELECT {', '.join(f'count({name})' for name in NEW)} FROM decisions"
        assert connection.execute(checked).fetchone() == (0,) * len(NEW)
    assert [version for version, _ in snapshots(folder)] == [1]


def test_months_that_an_older_jarvis_archived_are_read_beside_newer_ones(folder, first_schema):
    retain(opened(folder, first_schema), folder, 1, TODAY)
    archived = list((folder / "archive").glob("decision-*"))
    assert archived
    with opened(folder, first_schema) as connection:
        kept = before(connection)
    with opened(folder) as connection:
        assert before(connection) == kept
        connection.execute(
            "UPDATE decision SET input_verdict = 'mask', guard_findings ="
            " ['input:pii:card:mask:1'] WHERE id = (SELECT min(id) FROM decision)"
        )
    retain(opened(folder), folder, 0, TODAY)
    assert len(list((folder / "archive").glob("decision-*"))) > len(archived)
    with opened(folder) as connection:
        assert before(connection) == kept
        found = "SELECT guard_findings FROM decisions WHERE input_verdict = 'mask'"
        assert connection.execute(found).fetchall() == [(["input:pii:card:mask:1"],)]
        assert forget(connection, folder, "c1") == 60
        assert rows(connection) == 600


def test_statistics_of_both_together(folder, first_schema):
    retain(opened(folder, first_schema), folder, 1, TODAY)
    ledger = Ledger(folder, TelemetrySettings())
    ledger.start()
    ledger.record(
        Decision("turn-new", now(), "turn", "jarvis", "chat", output_verdict="block")
    ).result()
    assert summary(ledger, Filter(100)).accuracy.total_decisions == 601
    assert guardrails(ledger, Filter(100)).total.output == Verdicts(checked=1, blocked=1)
    ledger.close()


def test_a_damaged_file_of_the_first_schema_is_carried_over_into_the_last(folder, first_schema):
    with opened(folder, first_schema) as connection:
        kept = before(connection)
    rescue(duckdb.connect(folder / FILE), folder / FILE, MIGRATIONS)
    with opened(folder) as connection:
        assert version_of(connection) == LAST
        assert before(connection) == kept


def test_rollback_returns_to_the_first_schema_with_what_it_had(folder, first_schema):
    with opened(folder, first_schema) as connection:
        kept = before(connection)
    with opened(folder) as connection:
        fill(connection, 7, start="2027-01-01")
    assert plan_rollback(folder).lost == 7
    assert rollback(folder) == 1
    with opened(folder, first_schema) as connection:
        assert before(connection) == kept
    with duckdb.connect(folder / "ledger.after-v1.duckdb") as after:
        assert rows(after, "decision") == 607
