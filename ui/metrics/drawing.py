"""What the Metrics tab's charts share: lines over slots, and axes of time, share and names."""

from collections.abc import Callable, Sequence

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.grouped import Figures
from ui.charts import ACCENT, HOVER, Part, Tick, axis, named, round_values
from ui.figures import percent, round_duration
from ui.metrics.times import slot_name, time_ticks
from ui.words import Words

FEWEST_BARS = 5
"""Room for so many bars is kept, so that they don't grow fat or jump as others come."""

LOOK: Part = {"color": ACCENT, "width": 2.5, "dash": "solid"}

SHOWN = 8
"""Agents or tasks in a chart or table: those with the most decisions."""

Value = Callable[[Figures], float | None]
Written = Callable[[float], str]


def line(
    values: Sequence[float | None], texts: Sequence[str], *, look: Part = LOOK, points: int = 4
) -> Part:
    """A line over numbered slots. It breaks where there is no value; a lone value is a point.

    Args:
        look: colour, width in pixels and dash.
        points: their size in pixels.
    """
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(values))),
        "y": list(values),
        "connectgaps": False,
        "line": look,
        "marker": {"color": look["color"], "size": points},
        "text": list(texts),
        "hovertemplate": HOVER,
    }


def slot_texts(
    board: Dashboard, values: Sequence[float | None], written: Written, words: Words
) -> list[str]:
    """What pointing at each slot's value says: "12 Nov: 85 %"; "" where there is none."""
    return [
        f"{slot_name(slot.began, board.unit, words)}: {written(value)}" if value is not None else ""
        for slot, value in zip(board.timeline, values, strict=True)
    ]


def time_axis(board: Dashboard, words: Words) -> Part:
    """The timeline's slots, numbered from 0."""
    last = len(board.timeline) - 1
    ticks = time_ticks(board.timeline, board.unit, words)
    return axis(ticks, tickangle=0, range=[-0.02 * last - 0.2, 1.02 * last + 0.2])


def time_scale(top: float, words: Words) -> list[Tick]:
    """Ticks from 0 to `top` milliseconds, or a little beyond."""
    return [
        Tick(value, round_duration(value, words) if value else "0") for value in round_values(top)
    ]


def share_axis(words: Words, **more: object) -> Part:
    """From 0 to 1, written in percent."""
    ticks = [Tick(value, percent(value, words)) for value in (0, 0.25, 0.5, 0.75, 1)]
    return axis(ticks, grid=True, **more)


def names_axis(names: Sequence[str]) -> Part:
    """Names from top to bottom."""
    ticks = [Tick(number, named(name)) for number, name in enumerate(names)]
    return axis(ticks, range=[max(len(names), FEWEST_BARS) - 0.5, -0.5])
