"""What a turn takes on the disk: many turns with the stages that the assistant gives them."""

import random
import uuid
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from jarvis.telemetry import names
from jarvis.telemetry.files import FILE
from jarvis.telemetry.names import Operation
from jarvis.telemetry.telemetry import FOLDER, Telemetry
from jarvis.turn import new_turn_id
from scripts.benchmarks.figures import Figure
from scripts.benchmarks.telemetry.recorder import FIGURES, begin, recording

TURNS = 20_000
A_CONVERSATION = 8
"""Turns."""
TOGETHER = 500
"""Turns that wait for their commit together."""


def measure(runs: int, seconds: float) -> list[Figure]:
    """Once: it is always the same. The rest of an empty file is taken off."""
    bytes_ = (_size(TURNS) - _size(0)) / TURNS
    return [Figure(f"a turn with 3 stages, of {TURNS:,}", "bytes", (bytes_,))]


def _size(turns: int) -> int:
    """Bytes of a closed ledger with so many turns."""
    with recording() as (telemetry, folder):
        for first in range(0, turns, TOGETHER):
            for kept in [_turn(telemetry, first + number) for number in range(TOGETHER)]:
                kept.result()
        telemetry.ledger.close()
        return _closed(folder / FOLDER)


def _turn(telemetry: Telemetry, number: int) -> "Future[Any]":
    turn = new_turn_id()
    conversation = uuid.uuid5(uuid.NAMESPACE_OID, str(number // A_CONVERSATION)).hex
    trace = begin(telemetry, turn, conversation)
    for operation in (Operation.QUEUE, Operation.CHAT):
        with trace.stage(operation, "smollm2-135m-instruct-q4_1"):
            pass
    trace.end(FIGURES | _times())
    kept = telemetry.tracing.kept(turn)
    assert kept is not None, "a turn that has ended is on its way into the ledger"
    return kept


def _times() -> dict[str, float]:
    """Figures as they come: no two alike, so that nothing is compressed that wouldn't be."""
    return {
        names.CONFIDENCE: random.random(),
        names.QUEUE_MS: random.random(),
        names.FIRST_TOKEN_MS: random.uniform(80, 200),
        names.TOKENS_PER_SECOND: random.uniform(60, 120),
    }


def _closed(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob(f"{FILE}*"))
