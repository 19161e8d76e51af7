"""What programs wait for when they record decisions into a ledger that holds a million."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from jarvis.api.telemetry import BASE
from jarvis.telemetry.telemetry import FOLDER as LEDGER
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import Served, served
from scripts.benchmarks.telemetry.load import CONNECTIONS, Load, post

UNLIMITED = "[telemetry]\nburst_per_minute = 1_000_000_000\nsustained_per_hour = 1_000_000_000\n"
RATE = 500
"""Requests a second."""
ROUND_SECONDS = 10.0
BODIES = 500


def measure(runs: int, seconds: float, ledger: Path) -> list[Figure]:
    """Rounds at a steady rate, then as many of all that the server can take."""
    bodies = [_body(number) for number in range(BODIES)]
    with served("--engine", "scripted", config=UNLIMITED, copied={LEDGER: ledger}) as jarvis:
        jarvis.wait_for(page="ready")
        _post(jarvis, bodies, RATE)  # uncounted
        steady = repeated(lambda run: _post(jarvis, bodies, RATE), runs, seconds)
        full = repeated(lambda run: _post(jarvis, bodies, None), runs, seconds)
    return [
        *_figures(f"record, {RATE}/s asked", steady, Aim("value", "≤", 30)),
        *_figures(f"record, {CONNECTIONS} at once", full, None),
    ]


@dataclass(frozen=True, slots=True)
class Round:
    """A load, and the milliseconds of the cores that Jarvis took for each answer."""

    load: Load
    processor_ms: float


def _post(jarvis: Served, bodies: list[bytes], rate: float | None) -> Round:
    before = jarvis.processor_seconds()
    load = post(jarvis.address, f"{BASE}/record/", bodies, seconds=ROUND_SECONDS, rate=rate)
    return Round(load, 1000 * (jarvis.processor_seconds() - before) / load.answers)


def _figures(name: str, rounds: list[Round], aim: Aim | None) -> list[Figure]:
    enough = Aim("value", "≥", RATE * 0.99)  # the last of a round ends after it
    loads = [each.load for each in rounds]
    return [
        Figure(f"{name}: p95", "ms", tuple(1000 * each.p95_seconds for each in loads), aim=aim),
        Figure("… answered", "a second", tuple(each.per_second for each in loads), aim=enough),
        Figure("… processor, Jarvis", "ms each", tuple(each.processor_ms for each in rounds)),
        Figure("… processor, asking", "ms each", tuple(each.processor_ms for each in loads)),
    ]


def _body(number: int) -> bytes:
    """The contract's example, by one of seven agents."""
    return json.dumps(
        {
            "agent_id": f"agent-{number % 7}",
            "task_type": random.choice(["deployment_risk", "code_review", "diagnosis"]),
            "decision": {"action": "approve", "risk_score": 0.15, "recommendations": ["wait"]},
            "confidence": random.random(),
            "execution_time_ms": random.randint(1, 2000),
            "metadata": {"model_version": "v1.2.3", "features_used": number},
        }
    ).encode()
