"""The guardrails on the Metrics tab: numbers, rows and the chart."""

import json
from dataclasses import replace

import pytest

from jarvis.telemetry.guardrails import Found, Guarded, Verdicts
from jarvis.telemetry_settings import TargetSettings
from tests.ui.metrics.boards import MARKUP, TIME, empty, full, guarded
from ui.english import ENGLISH
from ui.metrics.frame import frame
from ui.metrics.guard_board import UNCHECKED, UNTIMED, guard_html
from ui.metrics.guard_charts import guard_over_time
from ui.spanish import SPANISH


@pytest.fixture(scope="module")
def period():
    return guarded()


@pytest.fixture(scope="module")
def board():
    return full()


def test_the_numbers_say_how_many_and_what_share_was_appealed(period) -> None:
    drawn = guard_html(period, TIME, ENGLISH)["guard-numbers"]
    assert "<dt>Checked</dt><dd>20</dd>" in drawn
    for name in ("Blocked", "Masked", "Noted"):
        assert f"<dt>{name}</dt><dd>5</dd>" in drawn
    assert "<dt>Appeals</dt><dd>2</dd>" in drawn
    assert "20\xa0%" in drawn
    assert "<dd>12 ms</dd>" in drawn
    assert "2.4 ms" in drawn


def test_each_side_on_which_something_was_checked_has_a_row(period) -> None:
    rows = guard_html(period, TIME, ENGLISH)["rows-guard-sides"]
    assert rows.count("<tr>") == 2
    assert "Questions" in rows
    assert "Documents" not in rows


def test_findings_and_checks_are_called_what_people_call_them(period) -> None:
    drawn = guard_html(period, TIME, SPANISH)
    assert SPANISH.guardrails.kinds["secret"]["jwt"] in drawn["rows-guard-found"]
    assert "Datos personales" in drawn["rows-guard-checks"]
    assert "1.234" in drawn["rows-guard-checks"]


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_before_anything_was_checked_that_is_said(words) -> None:
    drawn = guard_html(UNCHECKED, UNTIMED, words)
    assert words.metrics.guard_none in drawn["rows-guard-sides"]
    assert drawn["guard-numbers"].count("<dd>0</dd>") == 5
    assert drawn["guard-numbers"] in frame(words, TargetSettings())
    assert all("nothing" in drawn[name] for name in drawn if name.startswith("rows-"))
    assert guard_over_time(UNCHECKED, empty(), words) is None


def test_what_was_checked_but_never_timed_has_no_time(period) -> None:
    assert "<dd>–</dd>" in guard_html(period, UNTIMED, ENGLISH)["guard-numbers"]


def test_nothing_that_a_check_calls_itself_is_markup() -> None:
    found = [Found(MARKUP, MARKUP, 1, 0, 0, 0)]
    period = replace(UNCHECKED, total=Guarded(turns=Verdicts(1, 1)), found=found)
    drawn = "".join(guard_html(period, TIME, ENGLISH).values())
    assert MARKUP not in drawn


def test_the_chart_stacks_turns_and_marks_appeals(period, board) -> None:
    chart = guard_over_time(period, board, ENGLISH)
    masked, blocked, appeals = chart.data
    assert chart.layout["barmode"] == "stack"
    assert (sum(masked["y"]), sum(blocked["y"])) == (5, 5)
    assert [y for y in appeals["y"] if y is not None] == [1, 1]
    assert len(masked["y"]) == len(board.timeline)
    assert chart.label == "Turns with something masked: 5; with something blocked: 5; appealed: 2."
    assert chart.layout["yaxis"]["ticktext"] == ["0", "1", "2", "3", "4"]
    json.dumps([chart.data, chart.layout], allow_nan=False)


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_everything_has_its_place_in_the_frame(period, words) -> None:
    page = frame(words, TargetSettings())
    assert 'id="chart-guard-time"' in page
    assert all(f'id="{name}"' in page for name in guard_html(period, TIME, words))
