"""Export, verify, erase and retain, with a real ledger and real conversations."""

import csv
import json
import os

import duckdb
import pytest

from jarvis.conversations import Conversations
from jarvis.errors import ConversationNotFound, JarvisError
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry.views import VIEWS
from jarvis.telemetry_settings import TelemetrySettings
from jarvis.upkeep import Upkeep
from tests.jarvis.telemetry.filling import fill


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


@pytest.fixture
def conversations(tmp_path):
    conversations = Conversations(tmp_path / "conversations.db")
    yield conversations
    conversations.close()


@pytest.fixture
def upkeep(ledger, conversations, tmp_path):
    return Upkeep(ledger, tmp_path / "ledger", conversations)


@pytest.fixture
def filled(ledger):
    ledger.run(lambda file: fill(file, 3000)).result()


def record(ledger, **given):
    created = now()
    decision = Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **given)
    ledger.record(decision).result()
    return decision


def test_every_format_has_every_row(upkeep, filled, tmp_path):
    for form in ("parquet", "csv", "jsonl"):
        counts = upkeep.export(str(tmp_path / "out"), form)
        assert counts == {
            f"{view}.{form}": 0 if view == "assessments" else 3000 for view in VIEWS.values()
        }
    with (tmp_path / "out" / "decisions.csv").open() as lines:
        assert {row["agent"] for row in csv.DictReader(lines)} == {"jarvis"}
    lines = (tmp_path / "out" / "spans.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["attributes"] == {"n": [1]}
    parquet = duckdb.read_parquet(str(tmp_path / "out" / "feedbacks.parquet"))
    assert len(parquet) == 3000


def test_an_export_is_its_owners_alone(upkeep, filled, tmp_path):
    upkeep.export(str(tmp_path / "a" / "out"), "csv")
    assert (tmp_path / "a" / "out").stat().st_mode & 0o777 == 0o700
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "a" / "out").iterdir()}
    assert modes == {0o600}


def test_an_export_goes_through_no_link(upkeep, filled, tmp_path):
    """Which another user may have laid where a person is about to export."""
    (tmp_path / "out").mkdir()
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "out" / "decisions.csv").symlink_to(precious)
    upkeep.export(str(tmp_path / "out"), "csv")
    assert precious.read_text() == "mine"


def test_an_export_to_where_nothing_can_be_is_told(upkeep, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(JarvisError, match="can't be written"):
        upkeep.export(str(tmp_path / "file" / "out"), "csv")


def test_a_ledger_that_is_well_has_no_broken_law(upkeep, ledger):
    for word in ("correct", "withdrawn", "incorrect"):
        found = {"input_verdict": "mask", "guard_findings": ("input:secret:jwt:mask:1",)}
        given = Feedback(record(ledger, confidence=1.0, **found).id, word, "page", "ana")
        ledger.give_feedback(given).result()
    findings = upkeep.verify()
    assert all(finding["well"] for finding in findings), findings
    assert findings[0] == {"check": "decisions can be read", "well": True, "found": "3 rows"}


@pytest.mark.parametrize(
    ("broken", "law"),
    [
        ("INSERT INTO decision SELECT * FROM decision LIMIT 1", "id of its own"),
        ("UPDATE decision SET confidence = 1.5 WHERE id = 'turn-1'", "confidence"),
        ("UPDATE feedback SET replaced = 'correct' WHERE seq = 1", "replaced"),
        ("UPDATE decision SET confidence = 'nan' WHERE id = 'turn-1'", "confidence"),
        ("UPDATE decision SET execution_ms = -1 WHERE id = 'turn-1'", "negative"),
        ("UPDATE feedback SET seq = 1 WHERE seq = 2", "numbered"),
        ("UPDATE feedback SET word = 'fine' WHERE seq = 2", "word"),
        ("UPDATE feedback SET decided = '2020-01-01' WHERE seq = 2", "knows its time"),
        ("UPDATE decision SET context_verdict = 'fine' WHERE id = 'turn-1'", "verdict"),
        ("UPDATE decision SET guard_findings = ['pii:Ana'] WHERE id = 'turn-1'", "no words"),
        ("INSERT INTO detail VALUES ('nobody', '2026-01-01', '{}', NULL)", "belongs"),
    ],
)
def test_a_law_that_is_broken_is_found(upkeep, ledger, filled, broken, law):
    ledger.run(lambda file: file.execute(broken)).result()
    wrong = [finding["check"] for finding in upkeep.verify() if not finding["well"]]
    assert any(law in check for check in wrong)


def test_an_archived_file_that_was_changed_is_found(upkeep, filled, tmp_path):
    upkeep.retain(1)
    file = next((tmp_path / "ledger" / "archive").glob("span-*"))
    os.utime(file)
    assert all(finding["well"] for finding in upkeep.verify())
    file.write_bytes(file.read_bytes() + b"x")
    assert upkeep.verify()[-1] == {
        "check": "archived files are as they were written",
        "well": False,
        "found": file.name,
    }


def test_erasing_a_conversation_takes_its_words_and_leaves_its_figures(
    upkeep, ledger, conversations
):
    mine = conversations.create("ana")
    conversations.ask("ana", mine.id, "a secret question")
    record(ledger, conversation=mine.id, person="ana")
    assert upkeep.erase(mine.id) == 1
    assert ledger.rows("SELECT conversation, person FROM decisions") == [(None, None)]
    with pytest.raises(ConversationNotFound):
        conversations.get("ana", mine.id)
    with pytest.raises(ConversationNotFound):
        upkeep.erase(mine.id)


def test_the_ledger_forgets_what_the_conversations_have_erased_already(upkeep, ledger):
    record(ledger, conversation="gone", person="ana")
    assert upkeep.erase("gone") == 1


def test_recording_goes_on_after_months_have_moved(upkeep, ledger, filled, conversations):
    assert upkeep.retain(1)["rows"] == 15_000
    record(ledger)
    assert ledger.rows("SELECT count(*) FROM decisions") == [(3001,)]
    assert ledger.rows("SELECT count(*) FROM decision") == [(1,)]
    assert upkeep.stats(3650)["accuracy"]["total_decisions"] == 3001
