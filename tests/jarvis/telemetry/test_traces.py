from datetime import UTC, datetime, timedelta

import pytest

from jarvis.errors import DecisionNotFound
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.records import Decision, Stage
from jarvis.telemetry.traces import trace_of
from jarvis.telemetry.writing import insert, stage_row

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TRACE = "ab" * 16


def turn(trace: str | None = TRACE) -> Decision:
    return Decision(
        new_id("turn", NOON),
        NOON,
        "turn",
        "jarvis",
        "chat",
        confidence=0.9,
        execution_ms=812.5,
        trace=trace,
        model="small",
        input_tokens=31,
        input_verdict="flag",
        guard_findings=("input:pii:email:flag:2",),
    )


def stage(id_: str, parent: str | None, after_ms: int, operation: str, **more: object) -> Stage:
    created = NOON + timedelta(milliseconds=after_ms)
    return Stage(TRACE, id_, parent, created, 5.5, operation, operation, None, {**more})


def test_a_turn_comes_with_its_stages_in_the_order_in_which_they_began(reader) -> None:
    whole = stage("00", None, 0, "invoke_agent")
    guard, chat = stage("02", "00", 0, "guardrail"), stage("01", "00", 7, "chat", cached=12)
    other = Stage("cd" * 16, "03", None, NOON, 1.0, "chat", "chat", None, {})
    reader.add(mine := turn())
    insert(reader.connection, "span", [stage_row(s) for s in (other, chat, guard, whole)])
    trace = trace_of(reader, mine.id)
    assert trace.decision == mine
    assert trace.stages == (whole, guard, chat)


def test_a_report_has_no_stages(reader) -> None:
    reader.add(report := turn(trace=None))
    assert trace_of(reader, report.id).stages == ()


@pytest.mark.parametrize(
    "id_", ["turn-" + "0" * 32, "nonsense", "", pytest.param(new_id("turn", NOON), id="ours")]
)
def test_an_unknown_turn_is_said_to_be_unknown(reader, id_) -> None:
    reader.add(turn())
    with pytest.raises(DecisionNotFound):
        trace_of(reader, id_)
