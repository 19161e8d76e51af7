"""PocketSphinx: English with no download, because its model comes with its package.

It hears while somebody speaks, and so is done a moment after they are. It holds Python's lock
while it computes, which is one more reason for a process of its own.
"""

from importlib.util import find_spec

from models.errors import EngineUnavailable
from models.transcription import TranscriberSpec, child

SERVICE = "models.transcription.pocketsphinx_service:PocketSphinxService"


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("pocketsphinx") and find_spec("faster_whisper"):
        return None
    return EngineUnavailable("pocketsphinx isn't installed.", "Run ./scripts/serve again.")


async def load(spec: TranscriberSpec) -> child.ChildTranscriber:
    """Load the model's folder in a child; a second.

    Raises:
        ModelFileInvalid: it is damaged.
        GenerationFailed: the child died over it.
    """
    return await child.load(
        spec, "pocketsphinx", SERVICE, {"name": spec.name, "source": spec.source}
    )
