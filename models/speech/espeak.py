"""espeak-ng as it comes inside Piper's wheel: robotic, at once, in many languages, no download."""

from models.errors import EngineUnavailable
from models.local import package_folder
from models.speech import SpeakerSpec
from models.speech.child_speaker import ChildSpeaker, start
from models.speech.espeak_library import library_in, opened

SERVICE = "models.speech.espeak_voice:EspeakVoice"


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    package = package_folder("piper")
    library = package and library_in(package)
    if not library:
        return EngineUnavailable("espeak-ng isn't installed.", "Run ./scripts/serve again.")
    try:
        opened(library)
    except (OSError, AttributeError):
        return EngineUnavailable(
            "This system's build of Piper keeps espeak-ng to itself.",
            "Fetch a Piper voice: `jarvis models list` names them.",
        )
    return None


async def load(spec: SpeakerSpec) -> ChildSpeaker:
    """Open it in a child; some 0.3 seconds.

    Raises:
        ModelFileInvalid: its library or its data are damaged.
        GenerationFailed: the child died over it.
    """
    return await start("espeak", SERVICE, spec)
