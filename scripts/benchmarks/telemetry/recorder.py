"""Jarvis's own telemetry in this process, without the rest of Jarvis, and turns made by hand."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jarvis.telemetry import names
from jarvis.telemetry.telemetry import Telemetry
from jarvis.telemetry.tracing import TurnTrace
from jarvis.telemetry_settings import TelemetrySettings
from models.residents import Residents

FIGURES: dict[str, Any] = {
    names.REQUEST_MODEL: "smollm2-135m-instruct-q4_1",
    names.PROVIDER: "llama_cpp",
    names.DEVICE: "cpu",
    names.PROMPT_NAME: "assistant",
    names.PROMPT_VERSION: "8f14e45f",
    names.INPUT_TOKENS: 57,
    names.OUTPUT_TOKENS: 211,
    names.CACHED_TOKENS: 12,
    names.DROPPED_MESSAGES: 0,
    names.FINISH_REASON: "stop",
}
"""What the assistant notes at a turn's end, but for its times."""


@contextmanager
def recording() -> Iterator[tuple[Telemetry, Path]]:
    """Telemetry with a ledger in a new folder, and that folder. No stage is dropped in it."""
    with tempfile.TemporaryDirectory(prefix="jarvis-bench-") as folder:
        settings = TelemetrySettings(queue_size=1_000_000)
        telemetry = Telemetry(settings, Path(folder), Residents(), lambda: 0)
        telemetry.ledger.start()
        try:
            yield telemetry, Path(folder)
        finally:
            telemetry.ledger.close()


def begin(telemetry: Telemetry, turn: str, conversation: str) -> TurnTrace:
    """A turn's root span."""
    return telemetry.tracing.turn(
        {
            names.TURN: turn,
            names.TASK_TYPE: "chat",
            names.PERSON: "guest-00000000000000000000000000000000",
            names.CONVERSATION: conversation,
        }
    )
