from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.alerts import Reading
from jarvis.telemetry.figures import FIGURES, Sources, read
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import ACCURACY, Decision, Feedback
from jarvis.telemetry.requests import Requests
from jarvis.telemetry_settings import ALERTS, TelemetrySettings
from models.chat import ChatModelSpec
from models.chat.scripted import Settings
from models.errors import ModelError
from models.residents import Residents, Rung

NOTHING = Reading(None, 0)


@pytest.fixture
def sources(reader, tmp_path):
    """Of a ledger that can be read, and a data directory that isn't there yet."""
    return Sources(reader, Requests(), Residents(), TelemetrySettings(), tmp_path / "data")


def decision(minutes=1.0, kind="turn", task_type="chat", **given):
    created = now() - timedelta(minutes=minutes)
    return Decision(new_id("turn", created), created, kind, "jarvis", task_type, **given)


def said(of, word):
    return Feedback(of.id, word, "page", "ana")


def test_every_figure_that_a_rule_may_name_can_be_read(sources):
    assert set(FIGURES) == {rule.figure for rule in ALERTS}
    with capture_logs() as logs:
        for rule in ALERTS:
            read(rule.figure, rule.window_minutes, sources)
    # The reader that stands in for the ledger has no queue.
    assert [entry["figure"] for entry in logs] == ["writer_queue_full"]


@pytest.mark.parametrize(
    "figure",
    ["accuracy", "feedback_rate", "execution_p95_ms", "mean_confidence", "first_token_p99_ms"],
)
def test_an_empty_ledger_has_no_figures(sources, figure):
    assert read(figure, 60, sources) == NOTHING


def test_no_turn_is_no_error(sources):
    assert read("errors_per_minute", 5, sources) == Reading(0.0, 0)


WORDS = st.lists(st.lists(st.sampled_from([*ACCURACY, "withdrawn"])), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is emptied
@given(WORDS)
def test_what_was_said_last_counts(sources, words):
    sources.ledger.empty()
    for each in words:
        turn = decision()
        sources.ledger.add(turn, *(said(turn, word) for word in each))
    last = [each[-1] for each in words if each and each[-1] != "withdrawn"]
    accuracies = [ACCURACY[word] for word in last]
    assert read("feedback_rate", 60, sources) == Reading(len(last) / len(words), len(words))
    expected = sum(accuracies) / len(last) if last else None
    assert read("accuracy", 60, sources) == Reading(pytest.approx(expected), len(last))


def test_what_is_older_than_the_window_is_left_out(sources):
    young, old = decision(confidence=0.9), decision(61, confidence=0.1)
    sources.ledger.add(young, old, said(old, "correct"))
    assert read("mean_confidence", 60, sources) == Reading(0.9, 1)
    assert read("mean_confidence", 120, sources) == Reading(pytest.approx(0.5), 2)
    assert read("accuracy", 60, sources) == NOTHING
    assert read("feedback_rate", 60, sources) == Reading(0.0, 1)


def test_execution_time_is_that_of_critical_task_types(sources):
    sources.ledger.add(
        decision(kind="report", task_type="rollback", execution_ms=100),
        decision(kind="report", task_type="deployment", execution_ms=200),
        decision(kind="report", task_type="triage", execution_ms=9000),
    )
    assert read("execution_p95_ms", 60, sources) == Reading(195, 2)


def test_time_to_the_first_token_is_that_of_turns(sources):
    report = decision(kind="report", first_token_ms=9000)
    turns = decision(first_token_ms=100), decision(first_token_ms=200), decision()
    sources.ledger.add(report, *turns)
    assert read("first_token_p99_ms", 60, sources) == Reading(199, 2)


def test_errors_are_counted_a_minute_over_all_that_was_tried(sources):
    sources.ledger.add(
        *(decision(error_type="GenerationFailed") for _ in range(3)),
        *(decision(error_type=ended_well) for ended_well in ("", None)),
        decision(6, error_type="GenerationFailed"),
    )
    assert read("errors_per_minute", 5, sources) == Reading(0.6, 5)
    assert read("errors_per_minute", 0, sources).count == 0


def test_requests(sources):
    for status in (200, 500):
        sources.requests.note(status, 0.1)
    assert read("api_error_rate", 5, sources) == Reading(0.5, 2)
    assert read("api_p95_ms", 5, sources) == Reading(pytest.approx(100), 2)


def test_the_ledger_is_full_while_it_records_nothing_it_should(sources, tmp_path):
    def figure(settings):
        (tmp_path / "file").touch()
        ledger = Ledger(tmp_path / "file", settings)  # which is no folder
        ledger.start()
        ledger.close()
        return read("writer_queue_full", 0, replace(sources, ledger=ledger, settings=settings))

    assert figure(TelemetrySettings()) == Reading(1.0)
    assert figure(TelemetrySettings(recording=False)).value is None


def test_a_ledger_that_keeps_up_is_not_full(sources, tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    ledger.record(decision()).result(30)
    assert read("writer_queue_full", 0, replace(sources, ledger=ledger)) == Reading(0.0)
    assert read("errors_per_minute", 5, replace(sources, ledger=ledger)) == Reading(0.0, 1)
    ledger.close()


def test_a_ledger_that_cannot_be_read_gives_no_reading_and_says_so_elsewhere(sources):
    class Closed:
        def rows(self, sql, parameters=()):
            raise LedgerUnavailable("It is closed.")

    with capture_logs() as logs:
        assert read("accuracy", 60, replace(sources, ledger=Closed())) is None
    assert logs == []


def test_the_machine(sources):
    free = read("disk_free", 0, sources)
    assert 0 <= free.value <= 1
    assert free.count == 1
    used = read("gpu_memory", 0, sources)
    assert used == NOTHING or 0 <= used.value <= 1


async def test_a_model_is_unavailable_once_nothing_more_is_tried(sources):
    residents = sources.residents
    assert read("model_unavailable", 0, sources) == Reading(0.0)
    with pytest.raises(ModelError):
        await residents.climb((rung(Settings(load_error="broken")),))
    assert read("model_unavailable", 0, sources) == Reading(1.0)
    await residents.climb((rung(Settings()),))
    assert read("model_unavailable", 0, sources) == Reading(0.0)
    await residents.close()


def rung(settings):
    return Rung("scripted", ChatModelSpec("scripted", "", 100), settings)
