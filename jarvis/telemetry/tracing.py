"""Spans of a turn: begun and ended where the work is done, sent to whoever keeps them.

Parents are handed on by hand, not through the context: a turn is an async generator, and its
pieces run in whatever task asks for the next one. Times come from one monotonic clock a turn, so
that a clock that jumps makes no stage negative. What a stage costs is measured by
`./scripts/bench telemetry`.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from cachetools import LRUCache
from opentelemetry.context import Context
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import Span, Status, StatusCode, Tracer, set_span_in_context

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import ASSISTANT, Decision
from jarvis.telemetry.spans import SpanRows

Attributes = Mapping[str, Any]

REMEMBERED = 256
"""Turns whose traces can be added to after they ended: an answer is heard after it is written."""


class Tracing:
    """Where turns begin their spans.

    Args:
        rows: makes the ledger's rows of them; None records nothing.
        exporters: get each span too: OTLP, if it is configured.
        confidence: whether models are asked how sure they are of each token.
    """

    def __init__(
        self,
        rows: SpanRows | None = None,
        exporters: Sequence[SpanProcessor] = (),
        *,
        confidence: bool = False,
    ) -> None:
        self.confidence = confidence
        self._rows = rows
        # A provider of our own: the process's global one belongs to whichever library sets it.
        resource = Resource({SERVICE_NAME: ASSISTANT})
        self._provider = TracerProvider(ALWAYS_ON, resource, shutdown_on_exit=False)
        for processor in (*([rows] if rows else []), *exporters):
            self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("jarvis")
        self._traces: LRUCache[str, TurnTrace] = LRUCache(REMEMBERED)

    def turn(self, attributes: Attributes, began: float | None = None) -> "TurnTrace":
        """Begin a turn's root span; attributes under the names of `jarvis.telemetry.names`.

        Args:
            began: in the seconds of `time.perf_counter`; now if it isn't said.
        """
        trace = self._traces[attributes[names.TURN]] = TurnTrace(self._tracer, attributes, began)
        return trace

    def of(self, turn: str) -> "TurnTrace | None":
        """The trace of a recent turn, for stages that come after its end."""
        return self._traces.get(turn)

    def background(
        self, operation: Operation, seconds: float, attributes: Attributes, about: str = ""
    ) -> None:
        """Note work that belongs to no turn and has just ended, such as reading a document.

        Args:
            about: as in `TurnTrace.stage`.
        """
        end = time.time_ns()
        span = self._tracer.start_span(
            f"{operation} {about}" if about else operation,
            Context(),
            attributes={names.OPERATION: operation, **known(attributes)},
            start_time=end - round(seconds * 1e9),
        )
        span.end(end)

    def kept(self, turn: str) -> "Future[Decision] | None":
        """The commit of a turn that has just ended, for whoever waits for it; once."""
        return self._rows.kept(turn) if self._rows else None

    def close(self) -> None:
        """Hand on what is still held back; blocks for a second or two at most."""
        self._provider.shutdown()


class TurnTrace:
    """The spans of one turn."""

    def __init__(self, tracer: Tracer, attributes: Attributes, began: float | None = None) -> None:
        self._tracer = tracer
        now = time.perf_counter_ns()
        self._began = now if began is None else round(began * 1e9)
        self._wall = time.time_ns() - (now - self._began)
        self._root = tracer.start_span(
            f"{Operation.INVOKE_AGENT} {ASSISTANT}",
            Context(),
            attributes={
                names.OPERATION: Operation.INVOKE_AGENT,
                names.AGENT: ASSISTANT,
                **known(attributes),
            },
            start_time=self._wall,
        )
        self._inside = set_span_in_context(self._root, Context())

    @contextmanager
    def stage(
        self, operation: Operation, about: str = "", attributes: Attributes | None = None
    ) -> Iterator[Span]:
        """A child span around the block; an exception ends it with `error.type`.

        Args:
            about: the model, tool or check that is at work, for the span's name.
        """
        span = self._tracer.start_span(
            f"{operation} {about}" if about else operation,
            self._inside,
            attributes={names.OPERATION: operation, **(attributes or {})},
            start_time=self._now(),
        )
        try:
            yield span
        except GeneratorExit:
            raise  # the person stopped: not an error
        except BaseException as error:
            note_error(span, type(error).__name__)
            raise
        finally:
            span.end(self._now())

    def note(
        self,
        operation: Operation,
        about: str = "",
        *,
        began: float,
        seconds: float,
        attributes: Attributes | None = None,
        error_type: str = "",
    ) -> None:
        """A child span of work that is done already.

        Args:
            about: as in `stage`.
            began: in the seconds of `time.perf_counter`.
        """
        start = self._wall + round(began * 1e9) - self._began
        span = self._tracer.start_span(
            f"{operation} {about}" if about else operation,
            self._inside,
            attributes={names.OPERATION: operation, **(attributes or {})},
            start_time=start,
        )
        if error_type:
            note_error(span, error_type)
        span.end(start + round(seconds * 1e9))

    def end(self, attributes: Attributes, error_type: str = "") -> None:
        """End the turn with its figures; None values are left out."""
        self._root.set_attributes(known(attributes))
        if error_type:
            note_error(self._root, error_type)
        self._root.end(self._now())

    def _now(self) -> int:
        """Nanoseconds since the epoch, as the turn's own clock has it."""
        return self._wall + time.perf_counter_ns() - self._began


def known(attributes: Attributes) -> dict[str, Any]:
    """Those that have a value: OpenTelemetry has no null."""
    return {name: value for name, value in attributes.items() if value is not None}


def note_error(span: Span, error_type: str) -> None:
    """Mark a span as failed; messages stay out, they may quote a person."""
    span.set_attribute(names.ERROR_TYPE, error_type)
    span.set_status(Status(StatusCode.ERROR))
