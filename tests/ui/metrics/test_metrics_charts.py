"""The Metrics tab's charts, as figures: what they show, say, and leave to the page."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry_settings import TargetSettings
from tests.ui.metrics.boards import MARKUP, empty, full
from ui.charts import named, round_values
from ui.english import ENGLISH
from ui.metrics.charts import charts
from ui.metrics.drawing import SHOWN
from ui.metrics.frame import frame
from ui.spanish import SPANISH

CSS = (Path(__file__).parents[3] / "ui" / "assets" / "page.css").read_text("utf-8")
TARGETS = TargetSettings()


@pytest.fixture(scope="module")
def board():
    return full()


@pytest.fixture(scope="module")
def drawn(board):
    return charts(board, TARGETS, ENGLISH)


def strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for item in part.values():
            yield from strings(item)
    elif isinstance(part, list):
        for item in part:
            yield from strings(item)


def test_every_chart_has_a_place_in_the_frame(drawn) -> None:
    page = frame(ENGLISH, TARGETS)
    assert all(f'id="chart-{name}"' in page for name in drawn)


def test_an_empty_ledger_draws_nothing() -> None:
    assert set(charts(empty(), TARGETS, ENGLISH).values()) == {None}


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_every_chart_says_in_words_what_it_shows(board, words) -> None:
    labels = [chart.label for chart in charts(board, TARGETS, words).values()]
    assert all(label.strip() and "{" not in label for label in labels)


def test_colours_are_those_of_the_page(drawn) -> None:
    figures = [text for chart in drawn.values() for text in strings([chart.data, chart.layout])]
    colours = {text for text in figures if text.startswith("var(")}
    assert colours
    assert all(f"{colour[4:-1]}:" in CSS for colour in colours)
    assert not [text for text in figures if text.startswith("#")]


def test_figures_are_json_and_hold_no_markup_from_outside(drawn) -> None:
    for chart in drawn.values():
        json.dumps([chart.data, chart.layout], allow_nan=False)
    assert MARKUP not in list(strings([[chart.data, chart.layout] for chart in drawn.values()]))
    assert named("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"
    assert len(named("n" * 200)) <= 18


def test_a_day_without_feedback_is_a_gap_not_a_zero(board) -> None:
    silent = [
        replace(slot, figures=replace(slot.figures, judged=type(slot.figures.judged)()))
        for slot in board.timeline[:5]
    ]
    line = charts(replace(board, timeline=[*silent, *board.timeline[5:]]), TARGETS, ENGLISH)[
        "accuracy-time"
    ]
    assert line.data[0]["y"][:5] == [None] * 5
    assert line.data[0]["connectgaps"] is False
    assert line.data[0]["text"][0] == ""


def test_the_target_is_drawn_where_it_is_set(board) -> None:
    shapes = charts(board, replace(TARGETS, accuracy=0.5), ENGLISH)["accuracy-time"].layout[
        "shapes"
    ]
    assert shapes[0]["y0"] == shapes[0]["y1"] == 0.5


def test_few_agents_are_drawn_the_others_are_left_out(board, drawn) -> None:
    assert len(board.agents) > SHOWN
    boxes = drawn["execution-agents"].data[0]
    assert len(boxes["median"]) == SHOWN
    assert all(
        low <= middle <= high
        for low, middle, high in zip(boxes["q1"], boxes["median"], boxes["q3"], strict=True)
    )


def test_shares_of_buckets_and_words_are_of_all(drawn) -> None:
    assert sum(drawn["buckets"].data[0]["y"]) == pytest.approx(1)
    assert sum(drawn["feedback-words"].data[0]["values"]) == 102


def test_numbers_are_written_as_the_language_does(board) -> None:
    spanish = charts(board, TARGETS, SPANISH)
    assert any("," in text for text in spanish["execution-agents"].data[1]["text"])


@given(st.floats(0.001, 1e9))
def test_an_axis_reaches_its_top_in_a_few_round_steps(top: float) -> None:
    values = round_values(top)
    assert values[0] == 0
    assert values[-1] >= top * 0.99
    assert 3 <= len(values) <= 10
