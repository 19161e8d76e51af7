"""The chart of what the guardrails did. Pure."""

from collections.abc import Sequence

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.guardrails import Guarded, Guardrails
from ui.charts import (
    ACCENT,
    GROUND,
    HOVER,
    INK,
    WARN,
    Chart,
    Part,
    layout,
    legend_above,
)
from ui.figures import thousands
from ui.metrics.counting import bars, count_axis, count_texts
from ui.metrics.drawing import time_axis
from ui.words import Words


def guard_over_time(period: Guardrails, board: Dashboard, words: Words) -> Chart | None:
    """In each slot, turns in which something was masked or blocked, and how many were appealed."""
    slots = [period.slots.get(slot.began, Guarded()) for slot in board.timeline]
    masked = [slot.turns.masked for slot in slots]
    blocked = [slot.turns.blocked for slot in slots]
    appeals = [slot.appeals for slot in slots]
    if not any((*masked, *blocked, *appeals)):
        return None
    said = words.metrics
    top = max(max(map(sum, zip(masked, blocked, strict=True))), *appeals)
    return Chart(
        data=[
            bars(masked, said.guard_masked, ACCENT, board, words),
            bars(blocked, said.guard_blocked, WARN, board, words),
            _points(appeals, said.guard_appeals, board, words),
        ],
        layout=layout(
            barmode="stack",
            bargap=0.25,
            xaxis=time_axis(board, words) | {"range": [-0.6, len(slots) - 0.4]},
            yaxis=count_axis(top, words),
            showlegend=True,
            legend=legend_above(),
            margin={"l": 8, "r": 20, "t": 30, "b": 8},
        ),
        label=said.guard_time_finding.format(
            masked=thousands(sum(masked), words),
            blocked=thousands(sum(blocked), words),
            appeals=thousands(sum(appeals), words),
        ),
    )


def _points(counts: Sequence[int], name: str, board: Dashboard, words: Words) -> Part:
    """A diamond where there are any: they are among the turns of the bars, and not on top."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(range(len(counts))),
        "y": [count or None for count in counts],
        "marker": {
            "color": INK,
            "symbol": "diamond",
            "size": 9,
            "line": {"color": GROUND, "width": 1.5},
        },
        "text": count_texts(counts, name, board, words),
        "hovertemplate": HOVER,
        "cliponaxis": False,
    }
