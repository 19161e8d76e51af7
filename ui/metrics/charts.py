"""The Metrics tab's charts: the ledger's figures in, Plotly figures out. Pure.

A chart that would be empty is None: the page then says how to fill it.
"""

from collections.abc import Sequence
from functools import partial

from jarvis.telemetry.dashboard import Dashboard, Slot
from jarvis.telemetry_settings import TargetSettings
from ui.charts import Chart, axis, layout
from ui.figures import duration, percent, thousands
from ui.metrics.accuracy_charts import accuracy_tasks, accuracy_time
from ui.metrics.confidence_charts import buckets, reliability
from ui.metrics.drawing import Value, Written, line
from ui.metrics.execution_charts import execution_agents, execution_time
from ui.metrics.feedback_charts import feedback_words
from ui.metrics.times import slot_name
from ui.words import Words


def charts(board: Dashboard, targets: TargetSettings, words: Words) -> dict[str, Chart | None]:
    """Every chart of the tab, by the name of its place."""
    return {
        **_week(board.week, words),
        "accuracy-time": accuracy_time(board, targets, words),
        "accuracy-tasks": accuracy_tasks(board.task_types, targets, words),
        "buckets": buckets(board.buckets, words),
        "reliability": reliability(board.calibration.buckets, words),
        "execution-time": execution_time(board, words),
        "execution-agents": execution_agents(board.agents, words),
        "feedback-words": feedback_words(board.total.judged, words),
    }


def _week(week: Sequence[Slot], words: Words) -> dict[str, Chart | None]:
    """What lies under the large numbers."""
    said = words.metrics
    share, time = partial(percent, words=words), partial(duration, words=words)

    def count(value: float) -> str:
        return thousands(round(value), words)

    return {
        "week-decisions": spark(week, lambda f: f.decisions, count, said.decisions, words),
        "week-accuracy": spark(week, lambda f: f.judged.accuracy, share, said.accuracy, words),
        "week-confidence": spark(
            week, lambda f: f.mean_confidence, share, said.mean_confidence, words
        ),
        "week-p95": spark(week, lambda f: f.p95_ms, time, said.execution_p95, words),
    }


def spark(
    slots: Sequence[Slot], value: Value, written: Written, name: str, words: Words
) -> Chart | None:
    """A small line without axes: where a figure is going."""
    values = [value(slot.figures) for slot in slots]
    known = [number for number in values if number is not None]
    if not known or not any(slot.figures.decisions for slot in slots):
        return None
    texts = [
        f"{slot_name(slot.began, 'day', words)}: {written(number)}" if number is not None else ""
        for slot, number in zip(slots, values, strict=True)
    ]
    room = (max(known) - min(known) or max(known) or 1) * 0.15
    return Chart(
        data=[line(values, texts, points=5)],
        layout=layout(
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=axis(visible=False, range=[-0.3, len(slots) - 0.7]),
            yaxis=axis(visible=False, range=[min(known) - room, max(known) + room]),
        ),
        label=words.metrics.week_finding.format(
            name=name, first=written(known[0]), last=written(known[-1])
        ),
    )
