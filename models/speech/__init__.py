"""The Speaker protocol and the engines that speak it.

An engine is one module here with

- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: SpeakerSpec) -> Speaker``;

and one line in `ENGINES`.
"""

from dataclasses import dataclass
from typing import Protocol

from models.choosing import usable_module
from models.types import Sound

ENGINES = {"piper": "models.speech.piper", "espeak": "models.speech.espeak"}


@dataclass(frozen=True, slots=True)
class SpeakerSpec:
    """A voice to load.

    Attributes:
        name: what people call it.
        source: the voice's `.onnx` file (its `.onnx.json` lies beside it), or the folder
            `espeak-ng-data`.
        languages: ISO 639-1 codes that it speaks.
    """

    name: str
    source: str
    languages: tuple[str, ...] = ("en",)


class Speaker(Protocol):
    """A loaded voice. Safe from any thread."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def engine(self) -> str:
        """Of `ENGINES`."""

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes that it speaks."""

    def speak(self, text: str, *, language: str, speed: float = 1.0) -> Sound:
        """Say a sentence or a part of one; silence around it is cut off. Blocking.

        Args:
            text: words, as they are to be said; a text without any gives no sound.
            language: one of `languages`.
            speed: 0.5 (slow) to 2 (quick); 1 is the voice's own.

        Raises:
            GenerationFailed: the engine broke off, or the voice is closed.
        """

    def close(self) -> None:
        """Free memory. Idempotent; what waits is refused."""


async def load(engine: str, spec: SpeakerSpec) -> Speaker:
    """Load `spec` with `engine`, behind the event loop's back.

    Raises:
        ModelNotFound, EngineUnavailable, ModelFileInvalid: and nothing stays in memory.
    """
    model: Speaker = await usable_module(ENGINES, engine, "voices").load(spec)
    return model
