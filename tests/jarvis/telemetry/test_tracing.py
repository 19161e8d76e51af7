"""Spans as whoever keeps them gets them: rows of the ledger, and OTLP where it is configured."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from jarvis.telemetry import names
from jarvis.telemetry.confidence import Confidence
from jarvis.telemetry.ids import new_id, time_of
from jarvis.telemetry.names import Operation
from jarvis.telemetry.otlp import exporter
from jarvis.telemetry.spans import SpanRows
from jarvis.telemetry.tracing import Tracing
from models.types import TokenLogprob


class Kept:
    """A keeper that remembers."""

    def __init__(self):
        self.decisions, self.stages = [], []

    def record(self, decision):
        self.decisions.append(decision)
        future = Future()
        future.set_result(decision)
        return future

    def stage(self, stage):
        self.stages.append(stage())


def about(turn):
    return {names.TURN: turn, names.TASK_TYPE: "chat", names.PERSON: "ana"}


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def tracing(kept):
    return Tracing(SpanRows(kept, lambda decision: 1))


def test_a_turn_is_one_decision_at_the_time_of_its_id(kept, tracing):
    turn = new_id("turn")
    trace = tracing.turn(about(turn) | {names.CONVERSATION: None})
    trace.end({names.CONFIDENCE: 0.5, names.INPUT_TOKENS: 7, names.DEVICE: None}, "QueueFull")
    (decision,) = kept.decisions
    assert (decision.id, decision.created, decision.person) == (turn, time_of(turn), "ana")
    assert (decision.confidence, decision.input_tokens, decision.priority) == (0.5, 7, 1)
    assert (decision.error_type, decision.conversation, decision.device) == (
        "QueueFull",
        None,
        None,
    )
    assert tracing.kept(turn).result() is decision
    assert tracing.kept(turn) is None


def test_stages_are_children_and_lie_inside_their_turn(kept, tracing):
    trace = tracing.turn(about(new_id("turn")))
    with trace.stage(Operation.RETRIEVAL, "index", {"found": 3}):
        pass
    with trace.stage(Operation.CHAT, "model"):
        pass
    trace.end({})
    *stages, root = kept.stages
    assert [stage.name for stage in stages] == ["retrieval index", "chat model"]
    assert all(stage.parent == root.id and stage.trace == root.trace for stage in stages)
    assert stages[0].attributes == {"found": 3}
    assert sum(stage.duration_ms for stage in stages) <= root.duration_ms
    assert kept.decisions[0].trace == root.trace


def test_a_check_that_has_run_is_a_stage_of_its_turn(kept, tracing):
    trace = tracing.turn(about(new_id("turn")))
    began = time.perf_counter()
    with trace.stage(Operation.CHAT, "model"):
        pass
    found = {names.GUARDRAIL_CHECK: "secret", names.GUARDRAIL_FINDINGS: 1}
    trace.note(
        Operation.GUARDRAIL, "secret", began=began, seconds=0.0025, attributes=found, error_type="E"
    )
    trace.note(Operation.GUARDRAIL, began=began + 3600, seconds=1.0)
    trace.end({})
    chat, check, later, root = kept.stages
    assert (check.name, check.operation, check.error_type) == ("guardrail secret", "guardrail", "E")
    assert check.attributes == found
    assert check.duration_ms == pytest.approx(2.5)
    assert (check.parent, check.trace) == (root.id, root.trace)
    assert root.created <= check.created <= chat.created
    assert (later.name, later.duration_ms) == ("guardrail", 1000)
    assert later.created - check.created == timedelta(hours=1)


def test_what_the_guardrails_said_is_in_the_turns_row_as_kinds_and_counts(kept, tracing):
    trace = tracing.turn(about(new_id("turn")))
    secret = "input:secret:github_token:mask:1"
    trace.end(
        {
            names.INPUT_VERDICT: "mask",
            names.CONTEXT_VERDICT: None,
            names.OUTPUT_VERDICT: "allow",
            names.GUARD_FINDINGS: (secret, "input:secret:it was ghp_abc:mask:1", secret),
        }
    )
    (decision,) = kept.decisions
    said = (decision.input_verdict, decision.context_verdict, decision.output_verdict)
    assert said == ("mask", None, "allow")
    assert decision.guard_findings == ("input:secret:github_token:mask:2",)
    assert kept.stages[0].attributes.keys().isdisjoint({names.INPUT_VERDICT, names.GUARD_FINDINGS})


def test_a_turn_in_which_nothing_was_found_says_nothing_of_it(kept, tracing):
    tracing.turn(about(new_id("turn"))).end({names.GUARD_FINDINGS: None})
    assert kept.decisions[0].guard_findings is None


def test_a_stage_that_fails_says_which_error_and_not_what_it_said(kept, tracing):
    trace = tracing.turn(about(new_id("turn")))
    with suppress(ValueError), trace.stage(Operation.CHAT, "model"):
        raise ValueError("a person's secret")
    trace.end({})
    assert kept.stages[0].error_type == "ValueError"
    assert "secret" not in repr(kept.stages)


def test_a_clock_that_jumps_back_makes_no_stage_negative(kept, tracing, monkeypatch):
    trace = tracing.turn(about(new_id("turn")))
    monkeypatch.setattr("time.time_ns", lambda: 0)
    with trace.stage(Operation.CHAT, "model"):
        pass
    trace.end({})
    assert all(stage.duration_ms >= 0 for stage in kept.stages)
    assert kept.stages[0].created >= kept.stages[1].created


def test_nothing_is_kept_where_nothing_keeps():
    tracing = Tracing()
    turn = new_id("turn")
    tracing.turn(about(turn)).end({})
    assert tracing.kept(turn) is None


@contextmanager
def collector() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """A local server that takes traces as Jaeger and Tempo do."""
    taken = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                import gzip

                body = gzip.decompress(body)
            taken.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", taken
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_traces_go_to_the_collector_that_is_configured():
    with collector() as (endpoint, taken):
        tracing = Tracing(exporters=[exporter(endpoint)])
        trace = tracing.turn(about("turn-1"))
        with trace.stage(Operation.CHAT, "model"):
            pass
        trace.end({names.OUTPUT_TOKENS: 3})
        tracing.close()
    spans = [s for t in taken for r in t.resource_spans for sc in r.scope_spans for s in sc.spans]
    child, root = sorted(spans, key=lambda span: span.name)
    assert (child.name, root.name) == ("chat model", "invoke_agent jarvis")
    assert child.parent_span_id == root.span_id
    attributes = {attribute.key: attribute.value for attribute in root.attributes}
    assert attributes["gen_ai.operation.name"].string_value == "invoke_agent"
    assert attributes["gen_ai.usage.output_tokens"].int_value == 3


@given(st.lists(st.floats(-20, 0), min_size=1, max_size=50))
def test_confidence_is_the_geometric_mean_of_probabilities(logprobs):
    confidence = Confidence()
    for logprob in logprobs:
        confidence.add((TokenLogprob("a", logprob),))
    assert 0 <= confidence.value <= 1
    assert min(logprobs) - 1e-9 <= _log(confidence.value) <= max(logprobs) + 1e-9


def _log(value):
    import math

    return math.log(value)


def test_without_tokens_there_is_no_confidence():
    assert Confidence().value is None
