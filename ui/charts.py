"""Plotly figures, as the plain dicts that page scripts draw. Pure; imports no plotting library.

Colours are names of the page's CSS variables: `plots.js` puts in what they are in light or dark.
Texts are ours, so that numbers are written as the page's language writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from typing import Any

Part = dict[str, Any]
"""A piece of a Plotly figure."""

ACCENT = "var(--jarvis-accent)"
ACCENT_SOFT = "var(--jarvis-accent-soft)"
GROUND = "var(--jarvis-ground)"
RAISED = "var(--jarvis-raised)"
LINE = "var(--jarvis-line)"
INK = "var(--jarvis-ink)"
INK_SOFT = "var(--jarvis-ink-soft)"
GOOD = "var(--jarvis-good)"
WARN = "var(--jarvis-warn)"
BAD = "var(--jarvis-bad)"

HOVER = "%{text}<extra></extra>"
"""A point says its own text when it is pointed at, and nothing else."""

LONGEST_NAME = 18


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, and what it shows in words, for those who can't see it."""

    data: list[Part]
    layout: Part
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what is written there."""

    value: float
    text: str


def layout(**more: Any) -> Part:
    """What all charts have in common."""
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK_SOFT, "size": 12},
        "hoverlabel": {"bgcolor": RAISED, "bordercolor": LINE, "font": {"color": INK, "size": 13}},
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "margin": {"l": 8, "r": 20, "t": 12, "b": 8},
        **more,
    }


def axis(ticks: Sequence[Tick] = (), *, grid: bool = False, **more: Any) -> Part:
    """An axis with these ticks only. It can't be dragged or zoomed."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "showgrid": grid,
        "gridcolor": LINE,
        "automargin": True,
        "tickmode": "array",
        "tickvals": [tick.value for tick in ticks],
        "ticktext": [tick.text for tick in ticks],
        "ticklabelstandoff": 4,
        **more,
    }


def legend_above() -> Part:
    """A line of names over the right end of a chart, which nobody can switch off."""
    place = {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"}
    return {**place, "itemclick": False, "itemdoubleclick": False}


def limit(value: float, *, along: str) -> Part:
    """A dashed line at a target: `along` "x" it lies, along "y" it stands."""
    across = "y" if along == "x" else "x"
    return {
        "type": "line",
        f"{along}ref": "paper",
        f"{along}0": 0,
        f"{along}1": 1,
        f"{across}0": value,
        f"{across}1": value,
        "layer": "below",
        "line": {"color": INK_SOFT, "width": 1, "dash": "dash"},
    }


def round_values(top: float, steps: int = 4) -> list[float]:
    """Round values from 0 to `top` or a little beyond, about `steps` apart: 0, 200, 400, …"""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / steps
    size = 10 ** floor(log10(rough))
    step = next(nice * size for nice in (1, 2, 2.5, 5, 10) if nice * size >= rough * 0.999)
    count = next(number for number in range(1, 2 * steps + 2) if number * step >= top * 0.999)
    return [number * step for number in range(count + 1)]


def named(name: str) -> str:
    """A name from outside for an axis: short, and no markup, which Plotly would obey."""
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return escape(short, quote=False)
