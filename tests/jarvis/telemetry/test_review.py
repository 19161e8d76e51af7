import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry import names
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry.review import (
    Facts,
    facts_of,
    pending,
    pending_counts,
    priority,
    sampled,
)
from jarvis.telemetry.spans import SpanRows
from jarvis.telemetry.tracing import Tracing
from jarvis.telemetry_settings import ReviewSettings, TelemetrySettings

SETTINGS = ReviewSettings()
EVERYBODY = ReviewSettings(sample=1.0)
NOBODY = ReviewSettings(sample=0.0)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SINCE = NOON - timedelta(days=30)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts("deployment", 0.99), 0),
        (Facts("rollback", 0.99, automatable=True), 0),
        (Facts("triage", 0.0), 0),
        (Facts("triage", 0.6999), 0),
        (Facts("triage", 0.7), 1),
        (Facts("security_review", 0.99), 1),
        (Facts("triage", 0.99, teams=2), 1),
        (Facts("triage", 0.8499), 1),
        (Facts("triage", 0.85), 2),
        (Facts("triage", 0.95), 2),
        (Facts("code_review", 0.99), 2),
        (Facts("code_review", 0.8), 1),
        (Facts("triage", 0.9, automatable=True), 2),
        (Facts("triage", 0.9501), 3),
        (Facts("triage", 1.0), 3),
        (Facts("triage", None, automatable=True), 3),
        (Facts("triage", None), None),
        (Facts("triage", 1.0, teams=1), 3),
        (Facts("chat", 0.1), None),
        (Facts("voice", 0.99), None),
        (Facts("knowledge", 0.1, teams=5), None),
        (Facts("chat", 0.99, blocked=True), 1),
        (Facts("chat", 0.99, disputed=True), 0),
        (Facts("chat", 0.99, blocked=True, disputed=True), 0),
        (Facts("rollback", 0.99, blocked=True), 0),
    ],
)
def test_the_highest_that_applies_counts(facts, expected):
    assert priority(facts, EVERYBODY, "any") == expected


@pytest.mark.parametrize("facts", [Facts("triage", 0.99), Facts("triage", None, automatable=True)])
def test_only_the_lowest_priority_is_sampled(facts):
    assert priority(facts, NOBODY, "any") is None
    assert priority(Facts("triage", 0.9), NOBODY, "any") == 2


def test_the_sample_is_a_tenth_and_the_same_in_every_process():
    keys = [f"dec-{number}" for number in range(2000)]
    chosen = [key for key in keys if sampled(key, SETTINGS.sample)]
    assert 140 <= len(chosen) <= 260  # a tenth of 2,000, give or take four standard deviations
    elsewhere = subprocess.run(
        [
            sys.executable,
            "-c",
            "from jarvis.telemetry.review import sampled\n"
            "print([f'dec-{n}' for n in range(2000) if sampled(f'dec-{n}', 0.1)])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == str(chosen)


@given(key=st.text(), less=st.floats(0, 1), more=st.floats(0, 1))
def test_a_larger_sample_holds_the_smaller(key, less, more):
    low, high = sorted((less, more))
    assert sampled(key, high) or not sampled(key, low)
    assert sampled(key, 1.0)
    assert not sampled(key, 0.0)


@given(confidence=st.floats(0, 1), teams=st.integers(0, 9), automatable=st.booleans())
def test_less_confidence_is_never_less_urgent(confidence, teams, automatable):
    facts = Facts("triage", confidence, teams, automatable)
    lower = Facts("triage", confidence * 0.9, teams, automatable)
    assert priority(lower, EVERYBODY, "any") <= priority(facts, EVERYBODY, "any")


def report(**given):
    created = given.pop("created", NOON)
    values = {"agent": "risk", "task_type": "deployment", "confidence": 0.9, "priority": 0} | given
    return Decision(id=new_id("dec", created), created=created, kind="report", **values)


def turn(**given):
    created = given.pop("created", NOON)
    values = {"agent": "jarvis", "task_type": "chat", "person": "ana"} | given
    return Decision(id=new_id("turn", created), created=created, kind="turn", **values)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (None, Facts("deployment", 0.9)),
        ("{}", Facts("deployment", 0.9)),
        ('{"teams": ["a", "b"]}', Facts("deployment", 0.9, teams=2)),
        ('{"teams": ["a", "a"]}', Facts("deployment", 0.9, teams=1)),
        ('{"affected_teams": ["a", "b", "c"], "teams": 4}', Facts("deployment", 0.9, teams=3)),
        ('{"teams": "ab"}', Facts("deployment", 0.9)),
        ('{"teams": [{"name": "a"}, null]}', Facts("deployment", 0.9)),
        ('{"automatable": true}', Facts("deployment", 0.9, automatable=True)),
        ('{"automatable": "true"}', Facts("deployment", 0.9)),
    ],
)
def test_facts_are_read_from_the_metadata(metadata, expected):
    assert facts_of(report(metadata=metadata)) == expected


def test_a_turn_that_a_guardrail_stopped_says_so_by_its_finish_reason():
    assert facts_of(turn(finish_reason="content_filter")).blocked
    assert not facts_of(turn(finish_reason="stop")).blocked


def test_a_turn_that_a_guardrail_stopped_is_in_the_queue_as_soon_as_it_is_recorded(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    tracing = Tracing(SpanRows(ledger, lambda row: priority(facts_of(row), SETTINGS, row.id)))
    stopped, calm = new_id("turn"), new_id("turn")
    found = {names.GUARD_FINDINGS: ("output:toxicity:insult:block:1",)}
    for id_, ended in ((stopped, {names.FINISH_REASON: "content_filter", **found}), (calm, {})):
        tracing.turn({names.TURN: id_, names.TASK_TYPE: "chat"}).end(ended)
        tracing.kept(id_).result()
    (waits,) = pending(ledger, now() - timedelta(days=1), limit=20)
    ledger.close()
    assert (waits.id, waits.priority, waits.appeal) == (stopped, 1, False)
    assert waits.guard_findings == ("output:toxicity:insult:block:1",)


def say(decision, word, source="page", reasons=()):
    return Feedback(decision.id, word, source, "ana", reasons)


def waiting(reader, **given):
    return [found.id for found in pending(reader, SINCE, limit=20, **given)]


def test_urgent_comes_first_then_what_is_due_first(reader):
    late, later = report(priority=1), report(priority=1, created=NOON + timedelta(minutes=1))
    urgent, sample = report(priority=0, created=NOON + timedelta(hours=1)), report(priority=3)
    nobody, before = report(priority=None), report(created=SINCE - timedelta(seconds=1))
    reader.add(sample, later, late, urgent, nobody, before)
    assert waiting(reader) == [urgent.id, late.id, later.id, sample.id]
    assert waiting(reader, offset=3) == [sample.id]
    assert waiting(reader, offset=4) == []
    assert pending_counts(reader, SINCE) == {0: 1, 1: 2, 2: 0, 3: 1}


@pytest.mark.parametrize("source", ["api", "page", "review"])
def test_a_report_that_was_judged_by_anybody_waits_no_longer(reader, source):
    decision = report()
    reader.add(decision, say(decision, "correct", source))
    assert waiting(reader) == []
    reader.add(say(decision, "withdrawn", source))
    assert waiting(reader) == [decision.id]


def test_a_thumbs_down_puts_a_turn_first_until_it_is_withdrawn_or_reviewed(reader):
    disputed, calm, urgent = turn(), turn(), report(created=NOON - timedelta(hours=1))
    reader.add(disputed, calm, urgent, say(calm, "correct"))
    assert waiting(reader) == [urgent.id]
    reader.add(say(disputed, "incorrect", reasons=("not_true",)))
    first, second = pending(reader, SINCE, limit=20)
    assert (first.id, second.id) == (urgent.id, disputed.id)
    assert (second.priority, second.word, second.reasons) == (0, "incorrect", ("not_true",))
    assert (second.kind, second.person) == ("turn", "ana")
    reader.add(say(disputed, "withdrawn"))
    assert waiting(reader) == [urgent.id]
    reader.add(say(disputed, "incorrect"), say(disputed, "correct", "review"))
    assert waiting(reader) == [urgent.id]


def test_an_appeal_against_a_guardrail_comes_first_with_what_was_found(reader):
    masked = turn(guard_findings=("input:secret:jwt:mask:1",))
    reader.add(masked, say(masked, "incorrect", reasons=("guardrail",)))
    (found,) = pending(reader, SINCE, limit=20)
    assert (found.priority, found.appeal) == (0, True)
    assert found.guard_findings == ("input:secret:jwt:mask:1",)


@pytest.mark.parametrize("word", ["correct", "partially_correct"])
def test_another_thumb_leaves_a_blocked_turn_where_it_is(reader, word):
    blocked = turn(priority=1)
    reader.add(blocked, say(blocked, word))
    assert [(found.id, found.priority) for found in pending(reader, SINCE, 20)] == [(blocked.id, 1)]
    reader.add(say(blocked, "incorrect"))
    assert [found.priority for found in pending(reader, SINCE, 20)] == [0]


def test_a_program_that_finds_a_turn_wrong_disputes_nothing(reader):
    found_wrong = turn()
    reader.add(found_wrong, say(found_wrong, "incorrect", "api"))
    assert waiting(reader) == []


def test_a_verdict_that_is_taken_back_lets_it_wait_again(reader):
    decision = turn(priority=1)
    reader.add(decision, say(decision, "incorrect", "review"))
    assert pending_counts(reader, SINCE)[1] == 0
    reader.add(say(decision, "withdrawn", "review"))
    assert pending_counts(reader, SINCE)[1] == 1


def test_a_report_comes_with_what_was_decided(reader):
    decision = report(model="m", error_type="Timeout")
    reader.add(decision)
    reader.connection.execute(
        "INSERT INTO detail VALUES (?, ?, ?, ?)",
        [decision.id, NOON.replace(tzinfo=None), '{"action":"approve"}', '{"teams":["a"]}'],
    )
    (found,) = pending(reader, SINCE, limit=20)
    assert (found.decision, found.metadata) == ('{"action":"approve"}', '{"teams":["a"]}')
    assert (found.model, found.error_type, found.word, found.reasons) == ("m", "Timeout", None, ())
    assert (found.created, found.due) == (NOON, NOON + timedelta(hours=1))
    assert found.overdue(NOON + timedelta(hours=2))
    assert not found.overdue(NOON)


def test_a_sampled_decision_is_never_overdue(reader):
    reader.add(report(priority=3))
    (found,) = pending(reader, SINCE, limit=20)
    assert found.due is None
    assert not found.overdue(NOON + timedelta(days=999))
