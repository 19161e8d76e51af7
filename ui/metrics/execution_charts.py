"""Charts of how long decisions took. Pure."""

from collections.abc import Mapping

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.grouped import Figures, Spread
from ui.charts import ACCENT, ACCENT_SOFT, HOVER, INK, INK_SOFT, Chart, Part, axis, layout, named
from ui.figures import duration
from ui.metrics.drawing import SHOWN, line, names_axis, slot_texts, time_axis, time_scale
from ui.words import Words


def execution_time(board: Dashboard, words: Words) -> Chart | None:
    """p50, p95 and p99 in each slot."""
    spreads = [slot.figures.spread for slot in board.timeline]
    known = [spread for spread in spreads if spread]
    if not known:
        return None
    ticks = time_scale(max(spread.p99 for spread in known), words)
    styles = {
        "p99": (INK_SOFT, 1.5, "dot"),
        "p95": (ACCENT, 2.5, "solid"),
        "p50": (INK, 1.5, "solid"),
    }
    low, high, last = (
        duration(value, words)
        for value in (
            min(spread.p95 for spread in known),
            max(spread.p95 for spread in known),
            known[-1].p95,
        )
    )
    return Chart(
        data=[
            _percentile(board, name, color, width, dash, words)
            for name, (color, width, dash) in styles.items()
        ],
        layout=layout(
            xaxis=time_axis(board, words),
            yaxis=axis(ticks, grid=True, range=[0, ticks[-1].value * 1.03]),
            showlegend=True,
            legend=_legend_above(),
            margin={"l": 8, "r": 20, "t": 30, "b": 8},
        ),
        label=words.metrics.execution_time_finding.format(low=low, high=high, last=last),
    )


def _percentile(
    board: Dashboard, name: str, color: str, width: float, dash: str, words: Words
) -> Part:
    values = [
        getattr(slot.figures.spread, name) if slot.figures.spread else None
        for slot in board.timeline
    ]
    texts = slot_texts(board, values, lambda value: f"{name} {duration(value, words)}", words)
    return line(values, texts, color=color, width=width, dash=dash) | {"name": name}


def _legend_above() -> Part:
    place = {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"}
    return {**place, "itemclick": False, "itemdoubleclick": False, "traceorder": "reversed"}


def execution_agents(agents: Mapping[str, Figures], words: Words) -> Chart | None:
    """A box an agent: the middle half, the median, and p5 to p95. From quartiles, not from rows."""
    shown: dict[str, Spread] = {
        name: figures.spread for name, figures in list(agents.items())[:SHOWN] if figures.spread
    }
    if not shown:
        return None
    spreads, places = list(shown.values()), list(range(len(shown)))
    boxes = {
        "type": "box",
        "orientation": "h",
        "y": places,
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
    best, worst = (f(shown, key=lambda name: shown[name].p50) for f in (min, max))
    ticks = time_scale(max(spread.p95 for spread in spreads), words)
    return Chart(
        data=[boxes, _sayings(shown, words)],
        layout=layout(
            xaxis=axis(ticks, grid=True, range=[0, ticks[-1].value * 1.03]),
            yaxis=names_axis(list(shown)),
        ),
        label=words.metrics.execution_agents_finding.format(
            best=best,
            low=duration(shown[best].p50, words),
            worst=worst,
            high=duration(shown[worst].p50, words),
        ),
    )


def _sayings(shown: Mapping[str, Spread], words: Words) -> Part:
    """Points that aren't seen: what pointing at a box says in Plotly's own words is English."""
    fences = ("p25", "p50", "p75", "p95")
    texts = [
        f"{named(name)}: "
        + words.metrics.execution_agents_hover.format(
            **{fence: duration(getattr(spread, fence), words) for fence in fences}
        )
        for name, spread in shown.items()
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spread.p50 for spread in shown.values()],
        "y": list(range(len(shown))),
        "marker": {"color": ACCENT, "size": 22, "opacity": 0},
        "text": texts,
        "hovertemplate": HOVER,
    }
