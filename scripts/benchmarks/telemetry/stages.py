"""What one stage costs the turn that it is in: begun, ended, and handed to a ledger that writes."""

import time
import uuid

from jarvis.telemetry.names import Operation
from jarvis.telemetry.telemetry import Telemetry
from jarvis.turn import new_turn_id
from scripts.benchmarks.figures import Aim, Figure, percentile, repeated
from scripts.benchmarks.telemetry.recorder import FIGURES, begin, recording

TURNS = 200
STAGES = (Operation.GUARDRAIL, Operation.QUEUE, Operation.RETRIEVAL, Operation.CHAT)
"""Of each turn, one after the other."""


def measure(runs: int, seconds: float) -> list[Figure]:
    """So many runs of `TURNS` turns, or fewer when the seconds are over."""
    with recording() as (telemetry, _):
        _stages(telemetry)  # uncounted: it opens the file and warms the code
        found = repeated(lambda run: _stages(telemetry), runs, seconds)
    return [
        Figure("a stage, p50", "µs", tuple(percentile(run, 50) for run in found)),
        Figure(
            "a stage, p99",
            "µs",
            tuple(percentile(run, 99) for run in found),
            aim=Aim("value", "≤", 50),
        ),
    ]


def _stages(telemetry: Telemetry) -> list[float]:
    """Microseconds that each stage took."""
    return [taken for _ in range(TURNS) for taken in _turn(telemetry)]


def _turn(telemetry: Telemetry) -> list[float]:
    turn = new_turn_id()
    trace = begin(telemetry, turn, uuid.uuid4().hex)
    taken = []
    for operation in STAGES:
        began = time.perf_counter_ns()
        with trace.stage(operation, "smollm2"):
            pass
        taken.append((time.perf_counter_ns() - began) / 1000)
    trace.end(FIGURES)
    telemetry.tracing.kept(turn)
    return taken
