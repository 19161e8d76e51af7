"""The ledger as its callers know it: what is acknowledged is on disk, and nothing else is said."""

import threading
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta

import pytest

from jarvis.errors import DecisionNotFound, LedgerUnavailable
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Assessment, Decision, Feedback, Stage
from jarvis.telemetry_settings import TelemetrySettings

SECONDS = 30


def report(**given):
    created = now()
    id_ = new_id("dec", created)
    known = {"confidence": 0.5, "execution_ms": 10.0, "body": '{"a":1}'}
    return Decision(id_, created, "report", "agent", "task", **(known | given))


def turn(**given):
    created = now()
    return Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **given)


def stage(name="chat m"):
    return Stage("t" * 32, "s" * 16, None, now(), 1.5, "chat", name, None, {"a": 1})


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


def done(future: "Future[object]"):
    return future.result(SECONDS)


def test_what_is_acknowledged_can_be_read_at_once_and_after_a_restart(ledger, tmp_path):
    decision = report(metadata='{"b":[null]}')
    assert done(ledger.record(decision)) == decision
    done(ledger.give_feedback(Feedback(decision.id, "correct", "api", "ana", ("a", "b"))))
    done(ledger.assess(Assessment("agent", '{"mood":"good"}')))

    def everything(of):
        return [
            of.rows("SELECT id, created, confidence, execution_ms FROM decisions"),
            of.rows("SELECT id, decision, metadata FROM details"),
            of.rows("SELECT decision, decided, word, reasons FROM feedbacks"),
            of.rows("SELECT agent, body FROM assessments"),
        ]

    created = decision.created.replace(tzinfo=None)
    kept = [
        [(decision.id, created, 0.5, 10.0)],
        [(decision.id, '{"a":1}', '{"b":[null]}')],
        [(decision.id, created, "correct", ["a", "b"])],
        [("agent", '{"mood":"good"}')],
    ]
    assert everything(ledger) == kept
    ledger.close()
    again = Ledger(tmp_path / "ledger", TelemetrySettings())
    again.start()
    assert everything(again) == kept
    again.close()


def test_what_comes_before_the_file_is_open_is_written_when_it_is(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    waiting = [ledger.record(turn()) for _ in range(3)]
    assert not any(future.done() for future in waiting)
    ledger.start()
    for future in waiting:
        done(future)
    ledger.close()


def test_closing_writes_what_waits(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    for _ in range(2500):
        ledger.record(turn())
    ledger.stage(stage())
    ledger.close()
    again = Ledger(tmp_path / "ledger", TelemetrySettings())
    again.start()
    assert again.rows("SELECT count(*) FROM decisions") == [(2500,)]
    assert again.rows("SELECT trace, name, attributes FROM spans") == [
        ("t" * 32, "chat m", '{"a":1}')
    ]
    again.close()


def test_closing_writes_what_waits_even_before_the_start(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    waits = ledger.record(turn())
    ledger.close()
    done(waits)


def test_what_comes_after_the_end_is_told(ledger):
    done(ledger.record(decision := report()))
    ledger.close()
    for future in (
        ledger.record(report()),
        ledger.give_feedback(Feedback(decision.id, "correct", "api", "ana")),
    ):
        with pytest.raises(LedgerUnavailable):
            done(future)


def test_a_key_that_was_seen_counts_once_also_after_a_restart(ledger, tmp_path):
    first = report(idempotency_key="k")
    both = [ledger.record(first), ledger.record(report(idempotency_key="k"))]
    assert [done(future).id for future in both] == [first.id, first.id]
    assert done(ledger.record(report(idempotency_key="k"))).id == first.id
    assert done(ledger.record(other := report(idempotency_key="l"))).id == other.id
    ledger.close()
    again = Ledger(tmp_path / "ledger", TelemetrySettings())
    again.start()
    repeated = done(again.record(report(idempotency_key="k")))
    assert (repeated.id, repeated.created, repeated.confidence) == (first.id, first.created, 0.5)
    assert again.rows("SELECT count(*) FROM decisions") == [(2,)]
    again.close()


@pytest.mark.parametrize(
    "id_", ["", "nonsense", "dec-" + "f" * 32, pytest.param(new_id("dec"), id="ours")]
)
def test_feedback_on_what_is_not_there_is_refused(ledger, id_):
    with pytest.raises(DecisionNotFound):
        done(ledger.give_feedback(Feedback(id_, "correct", "api", "ana")))
    assert ledger.rows("SELECT count(*) FROM feedbacks") == [(0,)]


def test_feedback_on_a_decision_of_the_same_moment_is_taken(ledger):
    decision = report()
    ledger.record(decision)
    done(ledger.give_feedback(Feedback(decision.id, "incorrect", "api", "ana")))


def test_the_last_word_has_the_highest_number_even_when_the_clock_jumps_back(ledger, monkeypatch):
    decision = report()
    done(ledger.record(decision))
    done(ledger.give_feedback(Feedback(decision.id, "correct", "api", "ana")))
    earlier = now() - timedelta(days=3)
    monkeypatch.setattr("jarvis.telemetry.batch.now", lambda: earlier)
    done(ledger.give_feedback(Feedback(decision.id, "incorrect", "api", "ana")))
    assert ledger.rows("SELECT arg_max(word, seq) FROM feedbacks") == [("incorrect",)]


def test_a_row_that_cannot_be_written_costs_no_other(ledger):
    good, more = [report() for _ in range(5)], [turn() for _ in range(5)]
    futures = [ledger.record(decision) for decision in good]
    ledger.stage(stage())
    bad = ledger.record(report(body="{"))  # no JSON: the edge refuses it, and so does the file
    futures += [ledger.record(decision) for decision in more]
    with pytest.raises(LedgerUnavailable):
        done(bad)
    for future in futures:
        done(future)
    done(ledger.run(lambda connection: None))
    assert ledger.rows("SELECT count(*) FROM spans") == [(1,)]
    kept = {id_ for (id_,) in ledger.rows("SELECT id FROM decisions")}
    assert kept == {decision.id for decision in (*good, *more)}


def test_under_pressure_stages_are_dropped_and_counted_and_turns_are_not(tmp_path):
    ledger = Ledger(tmp_path / "ledger", replace(TelemetrySettings(), queue_size=10))
    for _ in range(100):
        ledger.stage(stage())
    turns = [ledger.record(turn()) for _ in range(100)]
    assert ledger.status.dropped == 90
    ledger.start()
    for future in turns:
        done(future)
    assert ledger.rows("SELECT count(*) FROM decisions") == [(100,)]
    ledger.close()


def test_a_ledger_that_is_switched_off_says_so(tmp_path):
    ledger = Ledger(tmp_path / "ledger", replace(TelemetrySettings(), recording=False))
    ledger.start()
    ledger.stage(stage())
    assert not ledger.status.recording
    assert "recording = true" in ledger.status.hint
    with pytest.raises(LedgerUnavailable):
        done(ledger.record(turn()))
    with pytest.raises(LedgerUnavailable):
        ledger.rows("SELECT 1")
    ledger.close()
    assert not (tmp_path / "ledger").exists()


def test_where_nothing_can_be_written_programs_are_told_and_turns_wait(tmp_path, monkeypatch):
    monkeypatch.setattr("jarvis.telemetry.writer.RETRY_SECONDS", 0.05)
    (tmp_path / "ledger").write_text("a file where the folder should be")
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    with pytest.raises(LedgerUnavailable) as error:
        done(ledger.record(report()))
    assert error.value.hint
    assert not ledger.status.recording
    waits = ledger.record(turn())
    (tmp_path / "ledger").unlink()
    done(waits)
    assert ledger.status.recording
    ledger.close()


def test_work_on_the_file_is_done_alone_and_readers_wait(ledger):
    done(ledger.record(turn()))
    began, finish = threading.Event(), threading.Event()

    def work(connection):
        began.set()
        finish.wait(SECONDS)
        return connection.execute("SELECT count(*) FROM decision").fetchone()[0]

    job = ledger.run(work)
    began.wait(SECONDS)
    read: list[object] = []
    reader = threading.Thread(target=lambda: read.extend(ledger.rows("SELECT 1")))
    reader.start()
    reader.join(0.1)
    assert read == []
    finish.set()
    assert done(job) == 1
    reader.join(SECONDS)
    assert read == [(1,)]


def test_work_that_fails_is_told_and_the_ledger_goes_on(ledger):
    with pytest.raises(ZeroDivisionError):
        done(ledger.run(lambda connection: 1 / 0))
    done(ledger.record(turn()))


def test_the_generation_changes_with_decisions_and_feedback_only(ledger):
    decision = report()
    done(ledger.record(decision))
    before = ledger.generation
    done(ledger.assess(Assessment("a", "{}")))
    assert ledger.generation == before
    done(ledger.give_feedback(Feedback(decision.id, "correct", "api", "ana")))
    assert ledger.generation > before
