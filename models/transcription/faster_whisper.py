"""faster-whisper: every Whisper, and the distilled ones, on the processor or a GPU."""

from importlib.util import find_spec

from models.broken import check_folder
from models.errors import EngineUnavailable
from models.transcription import TranscriberSpec, child

SERVICE = "models.transcription.whisper_service:WhisperService"


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("faster_whisper") and find_spec("ctranslate2"):
        return None
    return EngineUnavailable("faster-whisper isn't installed.", "Run ./scripts/serve again.")


async def load(spec: TranscriberSpec) -> child.ChildTranscriber:
    """Load a model's folder in a child; seconds.

    Raises:
        ModelFileInvalid: it is damaged or incomplete.
        ModelTooLarge: the device has too little room.
        EngineUnavailable: a library that a GPU needs isn't here.
        GenerationFailed: the child died over it.
    """
    check_folder(spec.name, spec.source)
    arguments = {
        "name": spec.name,
        "source": spec.source,
        "device": spec.devices[0] if spec.devices else None,
        "compute": spec.compute_type,
        "languages": list(spec.languages),
    }
    return await child.load(spec, "faster_whisper", SERVICE, arguments)
