"""Charts of how long decisions took. Pure."""

from collections.abc import Mapping
from itertools import islice

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.grouped import Figures, Spread
from ui.charts import (
    ACCENT,
    ACCENT_SOFT,
    HOVER,
    INK,
    INK_SOFT,
    Chart,
    Part,
    axis,
    layout,
    legend_above,
    named,
)
from ui.figures import duration
from ui.metrics.drawing import SHOWN, line, names_axis, slot_texts, time_axis, time_scale
from ui.words import Words

LINES = {
    "p99": {"color": INK_SOFT, "width": 1.5, "dash": "dot"},
    "p95": {"color": ACCENT, "width": 2.5, "dash": "solid"},
    "p50": {"color": INK, "width": 1.5, "dash": "solid"},
}


def execution_time(board: Dashboard, words: Words) -> Chart | None:
    """p50, p95 and p99 in each slot."""
    known = [slot.figures.spread for slot in board.timeline if slot.figures.spread]
    if not known:
        return None
    p95s = [spread.p95 for spread in known]
    low, high, last = (duration(value, words) for value in (min(p95s), max(p95s), p95s[-1]))
    return Chart(
        data=[_percentile(board, name, words) for name in LINES],
        layout=layout(
            xaxis=time_axis(board, words),
            yaxis=_duration_axis(max(spread.p99 for spread in known), words),
            showlegend=True,
            legend=legend_above() | {"traceorder": "reversed"},
            margin={"l": 8, "r": 20, "t": 30, "b": 8},
        ),
        label=words.metrics.execution_time_finding.format(low=low, high=high, last=last),
    )


def _percentile(board: Dashboard, name: str, words: Words) -> Part:
    spreads = [slot.figures.spread for slot in board.timeline]
    values = [getattr(spread, name) if spread else None for spread in spreads]
    texts = slot_texts(board, values, lambda value: f"{name} {duration(value, words)}", words)
    return line(values, texts, look=LINES[name]) | {"name": name}


def execution_agents(agents: Mapping[str, Figures], words: Words) -> Chart | None:
    """A box an agent: the middle half, the median, and p5 to p95. From quartiles, not from rows."""
    timed = {name: figures.spread for name, figures in agents.items() if figures.spread}
    shown = dict(islice(timed.items(), SHOWN))
    if not shown:
        return None
    medians = {name: spread.p50 for name, spread in shown.items()}
    best, worst = min(medians, key=medians.__getitem__), max(medians, key=medians.__getitem__)
    low, high = duration(medians[best], words), duration(medians[worst], words)
    return Chart(
        data=[_boxes(shown), _sayings(shown, words)],
        layout=layout(
            xaxis=_duration_axis(max(spread.p95 for spread in shown.values()), words),
            yaxis=names_axis(list(shown)),
        ),
        label=words.metrics.execution_agents_finding.format(
            best=best, low=low, worst=worst, high=high
        ),
    )


def _boxes(shown: Mapping[str, Spread]) -> Part:
    spreads = shown.values()
    return {
        "type": "box",
        "orientation": "h",
        "y": list(range(len(spreads))),
        "lowerfence": [spread.p5 for spread in spreads],
        "q1": [spread.p25 for spread in spreads],
        "median": [spread.p50 for spread in spreads],
        "q3": [spread.p75 for spread in spreads],
        "upperfence": [spread.p95 for spread in spreads],
        "width": 0.5,
        "line": {"color": ACCENT, "width": 1.5},
        "fillcolor": ACCENT_SOFT,
        "hoverinfo": "skip",
    }


def _sayings(shown: Mapping[str, Spread], words: Words) -> Part:
    """Points that aren't seen: what pointing at a box says in Plotly's own words is English."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spread.p50 for spread in shown.values()],
        "y": list(range(len(shown))),
        "marker": {"color": ACCENT, "size": 22, "opacity": 0},
        "text": [_said(name, spread, words) for name, spread in shown.items()],
        "hovertemplate": HOVER,
    }


def _said(name: str, spread: Spread, words: Words) -> str:
    fences = ("p25", "p50", "p75", "p95")
    times = {fence: duration(getattr(spread, fence), words) for fence in fences}
    return f"{named(name)}: {words.metrics.execution_agents_hover.format(**times)}"


def _duration_axis(top: float, words: Words) -> Part:
    ticks = time_scale(top, words)
    return axis(ticks, grid=True, range=[0, ticks[-1].value * 1.03])
