"""What the benchmarks make of their values."""

import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from scripts.benchmarks.figures import Aim, Figure, percentile, repeated, table

seconds = st.floats(min_value=1e-3, max_value=1e3)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    """The machine was ten times slower during the second pair; that favours neither side."""
    figure = Figure("speed", "tokens/s", (90.0, 9.0, 95.0), (100.0, 10.0, 100.0))
    assert figure.ratio == pytest.approx(0.9)


@given(st.lists(st.tuples(seconds, st.floats(min_value=0.1, max_value=10)), min_size=1), seconds)
def test_a_machine_that_changes_leaves_the_ratio_alone(loads, factor) -> None:
    bare = tuple(value * load for value, load in loads)
    ours = tuple(value * factor for value in bare)
    assert Figure("time", "s", ours, bare).ratio == pytest.approx(factor)


@pytest.mark.parametrize(
    ("aim", "reached"),
    [
        (Aim("value", "≤", 2.0), True),
        (Aim("value", "≤", 1.9), False),
        (Aim("value", "≥", 2.1), False),
        (Aim("ratio", "≤", 0.5), True),
        (Aim("ratio", "≥", 0.6), False),
    ],
)
def test_an_aim_bounds_the_value_or_the_ratio(aim: Aim, reached: bool) -> None:
    assert Figure("time", "s", (2.0,), (4.0,), "bare engine", aim).reached is reached


def test_without_an_aim_nothing_is_reached_or_missed() -> None:
    assert Figure("time", "s", (2.0,)).reached is None


@pytest.mark.parametrize(("allowed", "runs"), [(60.0, 3), (0.0, 1)])
def test_runs_end_with_their_time_but_there_is_one(allowed: float, runs: int) -> None:
    assert repeated(lambda run: run, 3, allowed) == list(range(runs))


def test_the_table_shows_what_was_missed() -> None:
    met = Figure(
        "first token", "s", (0.11, 0.1), (0.1, 0.1), "bare engine", Aim("ratio", "≤", 1.15)
    )
    missed = Figure("lag", "s", (0.4,), aim=Aim("value", "≤", 0.3))
    drawn = StringIO()
    Console(file=drawn, width=120).print(table([met, missed], "Measured"))
    first, lag = (
        line for line in drawn.getvalue().splitlines() if "first token" in line or "lag" in line
    )
    assert "× ≤ 1.15" in first
    assert "ok" in first
    assert "0.105 (0.1–0.11)" in first
    assert "missed" in lag


def test_json_keeps_every_value() -> None:
    figure = Figure("lag", "s", (0.1, 0.3, 0.2), aim=Aim("value", "≤", 0.3))
    written = json.loads(json.dumps(figure.as_dict()))
    assert written["ours"] == [0.1, 0.3, 0.2]
    assert written["median"] == 0.2
    assert written["ratio"] is None
    assert written["reached"] is True


@pytest.mark.parametrize(("percent", "value"), [(5, 10.5), (50, 15.0), (95, 19.5)])
def test_a_percentile_is_interpolated(percent, value) -> None:
    assert percentile([20.0, 10.0], percent) == pytest.approx(value)
    assert percentile([20.0, 15.0, 10.0], percent) == pytest.approx(value)
