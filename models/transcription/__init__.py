"""The Transcriber protocol and the engines that speak it.

An engine is one module here with

- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: TranscriberSpec) -> Transcriber``;

and one line in `ENGINES`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.choosing import usable_module
from models.types import Hearing, Sound, Transcript

ENGINES = {
    "faster_whisper": "models.transcription.faster_whisper",
    "pocketsphinx": "models.transcription.pocketsphinx",
}

RATE = 16_000
"""Samples a second of what recognisers are given."""


def never() -> bool:
    """Somebody waits for as long as it takes."""
    return False


@dataclass(frozen=True, slots=True)
class TranscriberSpec:
    """A recogniser to load, as placement decided.

    Attributes:
        name: what people call it.
        source: the model's folder.
        devices: GPU indexes, most important first; empty is the CPU.
        languages: ISO 639-1 codes that it understands.
        compute_type: CTranslate2's word for how weights are computed: "int8", "float16",
            "int8_float16"; "auto" is int8 on the CPU and float16 on a GPU.
    """

    name: str
    source: str
    devices: tuple[int, ...] = ()
    languages: tuple[str, ...] = ("en",)
    compute_type: str = "auto"


class Listening(Protocol):
    """One person who is speaking. Calls of one come one after the other; all of them block."""

    def feed(self, pcm: bytes) -> Hearing:
        """Take the next sound (16-bit mono at `RATE`), and say what was heard so far.

        Raises:
            GenerationFailed: the engine broke off; nothing more comes of this listening.
        """

    def finish(self) -> Transcript:
        """The end: one last look at it, at most. Raises as `feed` does."""

    def abandon(self) -> None:
        """Forget it. Idempotent; does nothing after `finish`."""


class Transcriber(Protocol):
    """A loaded recogniser. Safe from any thread; several people may be listened to at once."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def engine(self) -> str:
        """Of `ENGINES`."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0"."""

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes that it understands."""

    def listen(self, *, language: str = "", hot_words: Sequence[str] = ()) -> Listening:
        """Begin to listen to somebody.

        Args:
            language: what is spoken; "" is detected where the engine can.
            hot_words: names and terms that are likely.
        """

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str = "",
        hot_words: Sequence[str] = (),
        is_cancelled: Callable[[], bool] = never,
    ) -> Transcript:
        """Recognise all of a sound, at any rate, silence included. Blocking.

        Args:
            is_cancelled: asked every few seconds of the sound whether nobody waits any more.

        Raises:
            GenerationFailed: the engine broke off, or the recogniser is closed.
            ListeningCancelled: nobody waits any more.
        """

    def close(self) -> None:
        """Free memory. Idempotent; what waits is refused."""


async def load(engine: str, spec: TranscriberSpec) -> Transcriber:
    """Load `spec` with `engine`, behind the event loop's back.

    Raises:
        ModelNotFound, EngineUnavailable, ModelFileInvalid, ModelTooLarge: and nothing stays in
            memory.
    """
    model: Transcriber = await usable_module(ENGINES, engine, "recognisers").load(spec)
    return model
