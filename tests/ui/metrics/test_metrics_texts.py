"""The Metrics tab's numbers, tables and states, as HTML."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jarvis.telemetry.alerts import Alert
from jarvis.telemetry.calibration import calibrate
from jarvis.telemetry.ledger import LedgerStatus
from jarvis.telemetry_settings import ALERTS, TargetSettings
from models.hardware import GIB, Gpu, imagined
from tests.ui.metrics.boards import MARKUP, NOW, empty, full
from ui.english import ENGLISH
from ui.header import Standing
from ui.machine import MachineNow
from ui.metrics.frame import frame
from ui.metrics.keys import Key, calibration, change, feedback_total, key_numbers, target_rows
from ui.metrics.state import alert_list, ledger_state, machine, models_in_memory, notices
from ui.metrics.tables import rows
from ui.metrics.times import moment
from ui.spanish import SPANISH

TARGETS = TargetSettings()
RECORDING = LedgerStatus(True)


@pytest.fixture(scope="module")
def board():
    return full()


def key(now, before, **more) -> Key:
    return Key(now, before, str, **more)


@pytest.mark.parametrize(
    ("given", "shown", "hidden"),
    [
        (key(112, 100, relative=True), "▲</span> 12.0\xa0% more", "better"),
        (key(0.82, 0.80, better=1), "▲</span> 2.0 points more", "worse"),
        (key(0.70, 0.80, better=1), "▼</span> 10.0 points less", "better"),
        (key(400.0, 500.0, better=-1, relative=True), "▼</span> 20.0\xa0% less", "worse"),
        (key(0.5, 0.0, better=1), "50.0 points more", "Nothing"),
        (key(5, 0, relative=True), "Nothing before to compare with", "▲"),
        (key(5, None), "Nothing before to compare with", "▲"),
        (key(None, 5), "Nothing before to compare with", "▼"),
        (key(0.8, 0.8), "No different than in the 30 days before", "▲"),
    ],
)
def test_a_change_is_said_in_words(given, shown, hidden) -> None:
    drawn = change(given, 30, ENGLISH)
    assert shown in drawn
    assert hidden not in drawn


def test_better_and_worse_are_said_where_they_are_meant() -> None:
    assert "(better)" in change(key(2.0, 1.0, better=1), 7, ENGLISH)
    assert "(peor)" in change(key(2.0, 1.0, better=-1), 7, SPANISH)
    assert 'class="neutral"' in change(key(2.0, 1.0), 7, ENGLISH)


def test_the_large_numbers(board) -> None:
    shown = key_numbers(board, 30, ENGLISH)
    assert shown["key-decisions"] == "103"
    assert shown["key-accuracy"] == "33.3\xa0%"
    assert key_numbers(board, 30, SPANISH)["key-accuracy"] == "33,3\xa0%"
    assert key_numbers(empty(), 30, ENGLISH)["key-accuracy"] == "–"


def test_a_shorter_execution_time_is_better(board) -> None:
    assert board.total.p95_ms < board.before.p95_ms
    told = key_numbers(board, 30, ENGLISH)["change-p95"]
    assert "▼" in told
    assert "(better)" in told


def test_targets_say_whether_they_are_reached(board) -> None:
    drawn = target_rows(board, TARGETS, ENGLISH)
    assert drawn.count("<tr>") == 7
    assert "✗ no" in drawn
    assert "✓ yes" in drawn
    assert "&gt; 85\xa0%" in drawn
    assert "&lt; 1 s" in drawn
    assert target_rows(empty(), TARGETS, ENGLISH).count('class="unknown">–') == 7


def test_calibration_waits_for_a_hundred_and_then_says_what_it_is(board) -> None:
    assert "Over-confident" in calibration(board.calibration, ENGLISH)
    assert "Exceso de confianza" in calibration(board.calibration, SPANISH)
    assert "100 more decisions must get feedback (0 have it)" in calibration(calibrate([]), ENGLISH)


def test_feedback_in_all_beside_its_target(board) -> None:
    assert feedback_total(board, TARGETS, ENGLISH).startswith("102 decisions with feedback, 99.0")
    assert "–" in feedback_total(empty(), TARGETS, ENGLISH)


def test_tables_hold_the_first_few_and_the_others_as_one(board) -> None:
    drawn = rows(board, NOW, ENGLISH)
    assert drawn["rows-accuracy-agents"].count("<tr>") == 9
    assert ">others</th>" in drawn["rows-feedback-agents"]
    assert "failed: GenerationFailed" in drawn["rows-turns"]
    assert 'data-do="trace" data-turn="turn-' in drawn["rows-turns"].replace(
        'title="How this answer came about" aria-label="How this answer came about" ', ""
    )


def test_empty_tables_say_how_to_fill_them() -> None:
    drawn = rows(empty(), NOW, ENGLISH)
    assert "Ask Jarvis something" in drawn["rows-turns"]
    assert all('class="nothing"' in table for table in drawn.values())


def test_nothing_from_outside_is_markup(board) -> None:
    alert = replace(RECORDING, problem=MARKUP, recording=False)
    shown = "".join([*rows(board, NOW, ENGLISH).values(), notices((), alert, ENGLISH)])
    assert MARKUP not in shown
    assert "&lt;a href=" in shown


def an_alert(figure: str, value: float | None, **more) -> Alert:
    rule = next(rule for rule in ALERTS if rule.figure == figure)
    return Alert(rule, value, NOW - timedelta(minutes=5), **more)


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        ("accuracy", 0.71, "Accuracy is 71\xa0%, below 80\xa0%."),
        ("api_p95_ms", 1500.0, "API response time, p95 is 1.50 s, above 1.00 s."),
        ("errors_per_minute", 12.5, "Failed turns a minute is 12.5, above 10.0."),
        ("model_unavailable", 1.0, "No chat model answers."),
        ("gpu_memory", None, "Memory in use on the fullest GPU is –, above 90\xa0%."),
    ],
)
def test_an_alert_says_what_is_wrong(figure, value, said) -> None:
    drawn = notices((an_alert(figure, value),), RECORDING, ENGLISH)
    assert said in drawn
    assert "role" not in drawn


def test_all_is_well() -> None:
    assert notices((), RECORDING, ENGLISH) == ""
    assert "No alerts" in alert_list((), (), NOW, ENGLISH)
    assert "Recording." in ledger_state(RECORDING, ENGLISH)


def test_alerts_that_are_over_are_listed_after_those_that_last() -> None:
    over = an_alert("accuracy", 0.85, cleared=NOW)
    drawn = alert_list((an_alert("disk_free", 0.05),), (over,), NOW, ENGLISH)
    assert drawn.index("Free share of the disk") < drawn.index("Accuracy")
    assert drawn.count("over</span>") == 1


def test_recording_that_is_off_says_why_and_what_to_do() -> None:
    off = LedgerStatus(False, "The disk is full.", "Free some space.", 7, 10, 3, ("old.duckdb",))
    drawn = notices((), off, ENGLISH)
    assert all(said in drawn for said in ("Recording is off.", "The disk is full.", "Free some"))
    assert "No se está registrando" in notices((), off, SPANISH)
    state = ledger_state(off, ENGLISH)
    assert all(said in state for said in ("7 rows", "3 stages", "old.duckdb"))


def test_the_machine_is_shown_with_every_gpu() -> None:
    here = imagined((24, 8), 64)
    drawn = machine(MachineNow(0.374, 2 * GIB, here), ENGLISH)
    assert "37\xa0% of 8 cores" in drawn
    assert drawn.count("<progress") == 4
    assert "2.1 GB of it Jarvis" in drawn
    assert "No NVIDIA GPU" in machine(MachineNow(0, GIB, imagined((), 8)), ENGLISH)
    odd = replace(here, gpus=(Gpu(0, MARKUP, GIB, GIB),))
    assert MARKUP not in machine(MachineNow(0, GIB, odd), ENGLISH)


def test_without_a_model_that_is_said() -> None:
    assert "No model" in models_in_memory(Standing(None, None, ()), ENGLISH)


def test_moments_are_short_today_and_dated_before(monkeypatch) -> None:
    now = datetime(2026, 3, 10, 15, 30, tzinfo=UTC).astimezone()
    today = (now - timedelta(minutes=2)).astimezone(UTC)
    assert moment(today, now, ENGLISH) == f"{now - timedelta(minutes=2):%H:%M}"
    before = (now - timedelta(days=40)).astimezone(UTC).replace(tzinfo=None)
    assert moment(before, now, SPANISH).endswith(f"ene, {now - timedelta(days=40):%H:%M}")


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_the_frame_is_whole_and_each_id_is_its_own(words) -> None:
    import re

    page = frame(words, TARGETS)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "{" not in page
    for opened in ("section", "article", "figure", "table", "div", "p", "select"):
        assert page.count(f"<{opened}>") + page.count(f"<{opened} ") == page.count(f"</{opened}>")
    assert set(re.findall(r'data-section="([^"]+)"', page)) <= set(ids)
