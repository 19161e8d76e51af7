"""The chart of what the wait for an answer's first sound consists of. Pure."""

from collections.abc import Mapping, Sequence

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.voice import Stages, VoiceFigures, VoiceTurns
from ui.charts import (
    ACCENT,
    ACCENT_SOFT,
    INK,
    INK_SOFT,
    Chart,
    Part,
    axis,
    layout,
    legend_above,
    limit,
)
from ui.figures import duration
from ui.metrics.drawing import slot_texts, time_axis, time_scale
from ui.metrics.voice_board import AIM_P50_MS
from ui.words import Words

LOOKS: Mapping[str, Part] = {
    "recognition_ms": {"color": INK_SOFT},
    "thinking_ms": {"color": ACCENT},
    "speaking_ms": {"color": ACCENT_SOFT, "line": {"color": ACCENT, "width": 1}},
}
"""Of each stage, in the order in which they follow each other."""

ABOVE: Part = {"layer": "above", "line": {"color": INK, "width": 1.5, "dash": "dash"}}
"""The aim is drawn over the bars: it may lie on a line of the grid."""


def voice_over_time(period: VoiceFigures, board: Dashboard, words: Words) -> Chart | None:
    """In each slot, the mean of every stage, one on top of the other."""
    slots = [period.slots.get(slot.began, VoiceTurns()).stages for slot in board.timeline]
    waits = [_whole(stages) for stages in slots if stages]
    if not waits:
        return None
    ticks = time_scale(max(*waits, AIM_P50_MS), words)
    low, high, last = (duration(wait, words) for wait in (min(waits), max(waits), waits[-1]))
    return Chart(
        data=[_bars(name, slots, board, words) for name in LOOKS],
        layout=layout(
            barmode="stack",
            bargap=0.25,
            shapes=[limit(AIM_P50_MS, along="x") | ABOVE],
            xaxis=time_axis(board, words) | {"range": [-0.6, len(slots) - 0.4]},
            yaxis=axis(ticks, grid=True, range=[0, ticks[-1].value * 1.03]),
            showlegend=True,
            legend=legend_above() | {"traceorder": "normal"},
            margin={"l": 8, "r": 20, "t": 30, "b": 8},
        ),
        label=words.metrics.voice.time_finding.format(low=low, high=high, last=last),
    )


def _whole(stages: Stages) -> float:
    return stages.recognition_ms + stages.thinking_ms + stages.speaking_ms


def _bars(stage: str, slots: Sequence[Stages | None], board: Dashboard, words: Words) -> Part:
    """A stage's part of each slot's bar."""
    name = words.metrics.voice.parts[stage]
    values = [getattr(stages, stage) if stages else None for stages in slots]
    said = slot_texts(board, values, lambda value: f"{name}: {duration(value, words)}", words)
    return {
        "type": "bar",
        "name": name,
        "x": list(range(len(values))),
        "y": values,
        "marker": LOOKS[stage],
        "hovertext": said,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
