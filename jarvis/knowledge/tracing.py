"""What reading a document took, as spans of the ledger. They belong to no turn."""

from collections.abc import Mapping

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.telemetry.tracing import Tracing

OPERATIONS = {
    "read": Operation.READ,
    "embed": Operation.EMBEDDINGS,
    "index": Operation.INDEX,
}
ATTRIBUTES = {"document": names.DOCUMENT, "passages": names.PASSAGES, "bytes": names.BYTES}


def note_stage(tracing: Tracing, stage: str, seconds: float, about: Mapping[str, object]) -> None:
    """Note one stage that a document went through; see `Library`'s `on_stage`."""
    attributes = {ATTRIBUTES[name]: value for name, value in about.items() if name in ATTRIBUTES}
    tracing.background(OPERATIONS[stage], seconds, attributes)
