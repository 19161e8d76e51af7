"""Piper's voices: natural, quick on a processor, one language each."""

from importlib.util import find_spec
from pathlib import Path

from models.broken import invalid
from models.errors import EngineUnavailable
from models.speech import SpeakerSpec
from models.speech.child_speaker import ChildSpeaker, start

SERVICE = "models.speech.piper_voice:PiperVoice"


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("piper") and find_spec("onnxruntime"):
        return None
    return EngineUnavailable("piper isn't installed.", "Run ./scripts/serve again.")


async def load(spec: SpeakerSpec) -> ChildSpeaker:
    """Load a voice in a child, and have it say a word; some two seconds.

    Raises:
        ModelFileInvalid: one of its two files is missing, damaged, or no voice.
        ModelTooLarge: memory ran out.
        GenerationFailed: the child died over it.
    """
    for file in (Path(spec.source), Path(f"{spec.source}.json")):
        if not file.is_file():
            raise invalid(spec.name, spec.source, f"{file.name} isn't there")
    return await start("piper", SERVICE, spec)
