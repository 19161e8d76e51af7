"""From spans to rows: a turn's root span becomes its decision, each span a stage of its trace.

Work that belongs to no turn, such as reading a document, is a stage and nothing more.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.trace import format_span_id, format_trace_id

from jarvis.telemetry import names, sources, tally
from jarvis.telemetry.ids import EPOCH, time_of
from jarvis.telemetry.records import ASSISTANT, Decision, Stage

COLUMNS = {
    "conversation": names.CONVERSATION,
    "person": names.PERSON,
    "model": names.REQUEST_MODEL,
    "engine": names.PROVIDER,
    "device": names.DEVICE,
    "prompt_name": names.PROMPT_NAME,
    "prompt_version": names.PROMPT_VERSION,
    "confidence": names.CONFIDENCE,
    "input_tokens": names.INPUT_TOKENS,
    "output_tokens": names.OUTPUT_TOKENS,
    "queue_ms": names.QUEUE_MS,
    "first_token_ms": names.FIRST_TOKEN_MS,
    "tokens_per_second": names.TOKENS_PER_SECOND,
    "finish_reason": names.FINISH_REASON,
    "error_type": names.ERROR_TYPE,
    "input_verdict": names.INPUT_VERDICT,
    "context_verdict": names.CONTEXT_VERDICT,
    "output_verdict": names.OUTPUT_VERDICT,
    "guard_findings": names.GUARD_FINDINGS,
    "searched": names.SEARCHED,
    "best_score": names.BEST_SCORE,
    "sources": names.SOURCES,
}
"""Columns of a turn's row, and the attribute of its root span that fills each."""

NOT_A_STAGES = frozenset({names.OPERATION, names.ERROR_TYPE, *COLUMNS.values(), names.TURN})
"""Attributes that have a column of their own; a root's stage needn't repeat them."""


class Watcher(Protocol):
    """Who wants to know of each row besides the ledger: the counters for Prometheus."""

    def observe_turn(self, decision: Decision) -> None:
        """A turn has ended."""

    def observe_stage(self, operation: str, seconds: float) -> None:
        """A stage has ended."""


class Keeper(Protocol):
    """What keeps the rows: the ledger."""

    def record(self, decision: Decision) -> Future[Decision]:
        """Done when the row is committed."""

    def stage(self, stage: Callable[[], Stage]) -> None:
        """Kept when there is room; the row is made when it is written."""


class SpanRows(SpanProcessor):
    """Turns each ended span into rows. Called where the span ends, so it waits for nothing.

    Args:
        priority: of a human review of a turn.
    """

    def __init__(
        self,
        ledger: Keeper,
        priority: Callable[[Decision], int | None],
        watchers: Sequence[Watcher] = (),
    ) -> None:
        self._ledger = ledger
        self._priority = priority
        self._watchers = watchers
        self._kept: dict[str, Future[Decision]] = {}

    def on_end(self, span: ReadableSpan) -> None:
        """See OpenTelemetry."""
        self._ledger.stage(partial(stage_of, span))
        operation, seconds = _operation(span), _duration_ms(span) / 1000
        for watcher in self._watchers:
            watcher.observe_stage(operation, seconds)
        if span.parent is None and names.TURN in (span.attributes or {}):
            decision = turn_of(span, self._priority)
            self._kept[decision.id] = self._ledger.record(decision)
            for watcher in self._watchers:
                watcher.observe_turn(decision)

    def kept(self, turn: str) -> Future[Decision] | None:
        """The commit of a turn that has just ended, for whoever wants to wait for it; once."""
        return self._kept.pop(turn, None)


def stage_of(span: ReadableSpan) -> Stage:
    """The row of one stage."""
    attributes = span.attributes or {}
    context = span.get_span_context()
    assert context is not None, "the SDK gives every span a context"
    return Stage(
        trace=format_trace_id(context.trace_id),
        id=format_span_id(context.span_id),
        parent=format_span_id(span.parent.span_id) if span.parent else None,
        created=_time(span.start_time or 0),
        duration_ms=_duration_ms(span),
        operation=_operation(span),
        name=span.name,
        error_type=_text(attributes.get(names.ERROR_TYPE)),
        attributes={key: attributes[key] for key in attributes.keys() - NOT_A_STAGES},
    )


def turn_of(span: ReadableSpan, priority: Callable[[Decision], int | None]) -> Decision:
    """The row of a whole turn."""
    attributes = span.attributes or {}
    context = span.get_span_context()
    assert context is not None, "the SDK gives every span a context"
    turn = str(attributes[names.TURN])
    figures: dict[str, Any] = {
        column: attributes.get(attribute) for column, attribute in COLUMNS.items()
    }
    figures["guard_findings"] = tally.kept(figures["guard_findings"])
    figures["sources"] = sources.kept(figures["sources"])
    decision = Decision(
        id=turn,
        created=time_of(turn) or _time(span.start_time or 0),
        kind="turn",
        agent=ASSISTANT,
        task_type=str(attributes[names.TASK_TYPE]),
        execution_ms=_duration_ms(span),
        trace=format_trace_id(context.trace_id),
        **figures,
    )
    return replace(decision, priority=priority(decision))


def _operation(span: ReadableSpan) -> str:
    return str((span.attributes or {}).get(names.OPERATION, ""))


def _duration_ms(span: ReadableSpan) -> float:
    return ((span.end_time or 0) - (span.start_time or 0)) / 1e6


def _time(nanoseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=nanoseconds // 1_000_000)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
