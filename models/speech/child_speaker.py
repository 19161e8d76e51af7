"""A voice that lives in a child process. Which library speaks there is its service's matter."""

import math

from models.background import in_daemon_thread
from models.child.keeper import Keeper
from models.errors import GenerationFailed
from models.speech import SpeakerSpec
from models.speech.plain import LONGEST, plain, stretches
from models.types import Sound

SLOWEST, QUICKEST = 0.5, 2.0


async def start(engine: str, service: str, spec: SpeakerSpec) -> "ChildSpeaker":
    """Start a child with the voice in it.

    Args:
        service: "module:Class", with ``ready() -> rate`` and ``speak(text, language, speed) ->
            16-bit samples``. Calls come from one thread, of normal priority: somebody listens.

    Raises:
        ModelFileInvalid: the voice is damaged.
        GenerationFailed: the child died over it.
    """
    keeper = Keeper(spec.name, service, {"name": spec.name, "source": spec.source})
    try:
        reply = await in_daemon_thread(lambda: keeper.call("ready", urgent=True).result(), "voice")
    except BaseException:
        keeper.close()
        raise
    return ChildSpeaker(engine, spec, keeper, reply.value)


class ChildSpeaker:
    """Speaks the Speaker protocol. A child that died is replaced by the next call.

    Args:
        rate: samples a second that the voice makes.
    """

    def __init__(self, engine: str, spec: SpeakerSpec, keeper: Keeper, rate: int) -> None:
        self.name = spec.name
        self.engine = engine
        self.languages = spec.languages
        self._keeper = keeper
        self._rate = rate

    def speak(self, text: str, *, language: str, speed: float = 1.0) -> Sound:
        """See `Speaker`. A speed beyond the limits is the nearest within them.

        Raises:
            GenerationFailed: also for a language that it doesn't speak, or a text beyond `LONGEST`.
        """
        if language not in self.languages:
            raise GenerationFailed(
                f"{self.name} doesn't speak {language!r}.",
                f"It speaks {', '.join(self.languages)}; choose another voice.",
            )
        parts = stretches(_checked(plain(text)))
        within = 1.0 if math.isnan(speed) else min(QUICKEST, max(SLOWEST, speed))
        return Sound(b"".join(self._said(part, language, within) for part in parts), self._rate)

    def close(self) -> None:
        """See `Speaker`."""
        self._keeper.close()

    def _said(self, text: str, language: str, speed: float) -> bytes:
        future = self._keeper.call("speak", urgent=True, text=text, language=language, speed=speed)
        pcm: bytes = future.result().value
        return pcm


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise GenerationFailed(
            f"A text of {len(text):,} characters is too long to be said in one go.",
            f"Have it read in parts of at most {LONGEST:,} characters.",
        )
    return text
