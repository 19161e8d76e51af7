"""How one turn went: its stages as a chart and as a table, and its figures. Pure.

Times are milliseconds from the turn's beginning.
"""

from bisect import bisect
from dataclasses import dataclass
from html import escape

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Decision, Stage
from jarvis.telemetry.statistics import BOUNDS
from jarvis.telemetry.traces import Trace
from ui.charts import (
    ACCENT,
    BAD,
    HOVER,
    INK,
    INK_SOFT,
    Chart,
    Tick,
    axis,
    layout,
    named,
    round_values,
)
from ui.figures import decimal, duration, thousands
from ui.guardrails.stages import about, folded
from ui.words import Words, escaped

ROW_PIXELS = 34
FRAME_PIXELS = 44
INDENT = "\u2003"

UNTOLD = frozenset(
    {
        names.AGENT,
        names.TASK_TYPE,
        names.GUARDRAIL_CHECK,
        names.GUARDRAIL_DIRECTION,
        names.GUARDRAIL_VERDICT,
        names.GUARDRAIL_SCORE,
        names.GUARD_FINDINGS,
    }
)
"""Attributes that the stage's name says already, or the mark under the message says better."""


ALOUD = frozenset({Operation.SPEECH_TO_TEXT, Operation.TEXT_TO_SPEECH})
"""Stages that run beside the others, while somebody talks."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage.

    Attributes:
        label: what it does.
        about: with what: the model, tool or check.
        depth: 0 for the whole turn, 1 for its stages, …
        note: its attributes.
        colour: of its bar.
    """

    label: str
    about: str
    start_ms: float
    duration_ms: float
    depth: int
    error: str
    note: str
    colour: str


def trace_dialog(words: Words) -> str:
    """The dialog's frame, drawn once."""
    safe = escaped(words)
    return f"""<dialog id="trace" aria-labelledby="trace-title">
<header><h2 id="trace-title">{safe.trace_open}</h2>
<button type="button" class="icon close" data-do="trace-close" title="{safe.trace_close}"
 aria-label="{safe.trace_close}"></button></header><div id="trace-body"></div></dialog>"""


def trace_card(trace: Trace, words: Words) -> str:
    """Everything about a turn but the chart, for which it leaves a place."""
    stages = bars(trace, words)
    height = FRAME_PIXELS + ROW_PIXELS * len(stages)
    chart = f'<div id="trace-chart" style="height: {height}px"></div>' if stages else ""
    return (
        f"{figures_list(trace.decision, words)}<h3>{escape(words.trace_stages)}</h3>"
        f"{chart}{stage_table(stages, words)}"
    )


def trace_figure(trace: Trace, words: Words) -> Chart | None:
    """A bar a stage, from where it begins to where it ends, the first on top; None of nothing."""
    stages = bars(trace, words)
    return _waterfall(stages, words) if stages else None


def bars(trace: Trace, words: Words) -> list[Bar]:
    """The stages in the order in which they began."""
    began = min((stage.created for stage in trace.stages), default=trace.decision.created)
    parents = {stage.id: stage.parent for stage in trace.stages}
    return [
        Bar(
            words.trace_operations.get(stage.operation, stage.operation),
            about(stage, words) or _about(stage),
            (stage.created - began).total_seconds() * 1000,
            stage.duration_ms,
            _depth(stage.id, parents),
            stage.error_type or "",
            _note(stage, words),
            _colour(stage, parents),
        )
        for stage in folded(trace.stages)
    ]


def _colour(stage: Stage, parents: dict[str, str | None]) -> str:
    if stage.error_type:
        return BAD
    if stage.operation in ALOUD:
        return INK
    return ACCENT if _depth(stage.id, parents) else INK_SOFT


def _depth(stage: str, parents: dict[str, str | None]) -> int:
    """How many known stages lie around it; each counts once, even if the rows form a circle."""
    around = {stage}
    at = parents[stage]
    while at is not None and at in parents and at not in around:
        around.add(at)
        at = parents[at]
    return len(around) - 1


def _about(stage: Stage) -> str:
    """Spans are named "operation about" (OpenTelemetry's GenAI conventions)."""
    return stage.name.removeprefix(stage.operation).strip()


def _note(stage: Stage, words: Words) -> str:
    """A stage's attributes, but for those that are told elsewhere, and zeros."""
    parts = words.metrics.knowledge.parts
    told = (
        f"{parts[name]} {duration(value, words)}"
        if name in parts
        else f"{_written(value, words)} {words.trace_attributes.get(name, name)}"
        for name, value in sorted(stage.attributes.items())
        if value and name not in UNTOLD
    )
    return " · ".join(told)


def _written(value: object, words: Words) -> str:
    return decimal(value, 2, words) if isinstance(value, float) else str(value)


def _waterfall(stages: list[Bar], words: Words) -> Chart:
    said = [f"{named(bar.label)}: {duration(bar.duration_ms, words)}" for bar in stages]
    drawn = {
        "type": "bar",
        "orientation": "h",
        "base": [bar.start_ms for bar in stages],
        "x": [bar.duration_ms for bar in stages],
        "y": list(range(len(stages))),
        "width": 0.5,
        "marker": {"color": [bar.colour for bar in stages], "cornerradius": 4},
        "text": said,
        "textposition": "none",
        "hovertemplate": HOVER,
    }
    end = max(bar.start_ms + bar.duration_ms for bar in stages)
    times = [time for time in round_values(end) if time <= end]
    ticks = [Tick(time, duration(time, words) if time else "0") for time in times]
    rows = [Tick(row, INDENT * bar.depth + named(bar.label)) for row, bar in enumerate(stages)]
    return Chart(
        data=[drawn],
        layout=layout(
            xaxis=axis(ticks, grid=True, tickangle=0, range=[0, end * 1.02]),
            yaxis=axis(rows, range=[len(stages) - 0.5, -0.5]),
        ),
        label=finding(stages, words),
    )


def finding(stages: list[Bar], words: Words) -> str:
    """What the chart shows, for those who don't see it."""
    inner = [bar for bar in stages if bar.depth] or stages
    longest = max(inner, key=lambda bar: bar.duration_ms)
    return words.trace_chart.format(
        stages=len(stages),
        total=duration(max(bar.start_ms + bar.duration_ms for bar in stages), words),
        longest=longest.label,
        duration=duration(longest.duration_ms, words),
    )


def stage_table(stages: list[Bar], words: Words) -> str:
    """The same numbers to read."""
    if not stages:
        return f'<p class="none">{escape(words.trace_none)}</p>'
    heads = (words.trace_stage, words.trace_start, words.trace_duration)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = "".join(_row(bar, words) for bar in stages)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(bar: Bar, words: Words) -> str:
    error = f' <b class="failed">{escape(bar.error)}</b>' if bar.error else ""
    small = f"<small>{escape(bar.note)}</small>" if bar.note else ""
    about = f" <span>{escape(bar.about)}</span>" if bar.about and bar.depth else ""
    return (
        f'<tr><th scope="row" style="--depth: {bar.depth}">{escape(bar.label)}{about}{error}{small}'
        "</th>"
        f"<td>{escape(duration(bar.start_ms, words))}</td>"
        f"<td>{escape(duration(bar.duration_ms, words))}</td></tr>"
    )


def figures_list(turn: Decision, words: Words) -> str:
    """The turn's figures, those that are known."""
    told = {key: value for key, value in _figures(turn, words).items() if value}
    items = "".join(
        f"<div><dt>{escape(words.trace_figures[key])}</dt><dd>{escape(value)}</dd></div>"
        for key, value in told.items()
    )
    return f"<dl>{items}</dl>"


def _figures(turn: Decision, words: Words) -> dict[str, str]:
    def time(milliseconds: float | None) -> str:
        return "" if milliseconds is None else duration(milliseconds, words)

    def count(number: int | None) -> str:
        return "" if number is None else thousands(number, words)

    speed = turn.tokens_per_second
    return {
        "model": turn.model or "",
        "engine": turn.engine or "",
        "device": turn.device or "",
        "input_tokens": count(turn.input_tokens),
        "output_tokens": count(turn.output_tokens),
        "queue_ms": time(turn.queue_ms),
        "first_token_ms": time(turn.first_token_ms),
        "tokens_per_second": ""
        if speed is None
        else words.speed.format(speed=decimal(speed, 0, words)),
        "execution_ms": time(turn.execution_ms),
        "confidence": sureness(turn.confidence, words),
        "finish_reason": words.trace_endings.get(
            turn.finish_reason or "", turn.finish_reason or ""
        ),
        "error_type": turn.error_type or "",
    }


def sureness(confidence: float | None, words: Words) -> str:
    """A confidence in words and as a share: "sure, 91 %"."""
    if confidence is None:
        return ""
    said = words.trace_sureness[bisect(BOUNDS, confidence)]
    return f"{said}, {round(confidence * 100)} %"
