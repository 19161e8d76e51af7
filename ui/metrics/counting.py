"""Bars over time that count turns, and their axis. Pure."""

from collections.abc import Sequence

from jarvis.telemetry.dashboard import Dashboard
from ui.charts import Part, Tick, axis, round_values
from ui.figures import thousands
from ui.metrics.drawing import slot_texts
from ui.words import Words

LEAST_TOP = 4
"""The axis reaches at least so high: turns are whole."""


def bars(counts: Sequence[int], name: str, colour: str, board: Dashboard, words: Words) -> Part:
    """A bar a slot."""
    return {
        "type": "bar",
        "name": name,
        "x": list(range(len(counts))),
        "y": list(counts),
        "marker": {"color": colour},
        "hovertext": count_texts(counts, name, board, words),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def count_texts(counts: Sequence[int], name: str, board: Dashboard, words: Words) -> list[str]:
    """What pointing at each slot says: "12 Nov: Blocked: 3"."""
    return slot_texts(
        board, counts, lambda count: f"{name}: {thousands(round(count), words)}", words
    )


def count_axis(top: int, words: Words) -> Part:
    """From 0 to `top`, or a little beyond."""
    whole = [value for value in round_values(max(top, LEAST_TOP)) if value == round(value)]
    ticks = [Tick(value, thousands(round(value), words)) for value in whole]
    return axis(ticks, grid=True, range=[0, whole[-1] * 1.03])
