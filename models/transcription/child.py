"""A recogniser whose model lives in a child process, whatever the engine.

Somebody waits for every answer, so all calls are urgent. A child that died is replaced by the next
call; what it had heard is lost, and said to be.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

from models.background import in_daemon_thread
from models.chat import device_name
from models.child.keeper import Keeper
from models.errors import GenerationFailed, ListeningCancelled
from models.transcription import RATE, TranscriberSpec, never
from models.types import Hearing, Segment, Sound, Transcript

STEP = 4 * RATE
"""Bytes of a long sound that are recognised at once: people who speak are served in between."""


async def load(
    spec: TranscriberSpec, engine: str, service: str, arguments: Mapping[str, Any]
) -> "ChildTranscriber":
    """Start the child, and load the model in it.

    Args:
        service, arguments: as `Keeper` takes them; the service is a `TranscriptionService`.

    Raises:
        ModelFileInvalid, ModelTooLarge, EngineUnavailable: as the service says.
        GenerationFailed: the child died over it.
    """
    keeper = Keeper(spec.name, service, arguments, gpus=bool(spec.devices))
    try:
        await in_daemon_thread(lambda: keeper.call("load", urgent=True).result(), "recogniser")
    except BaseException:
        keeper.close()
        raise
    return ChildTranscriber(spec, engine, keeper)


class ChildTranscriber:
    """Speaks the Transcriber protocol."""

    def __init__(self, spec: TranscriberSpec, engine: str, keeper: Keeper) -> None:
        self.name = spec.name
        self.engine = engine
        self.device = device_name(spec.devices[:1])
        self.languages = spec.languages
        self._keeper = keeper

    def listen(self, *, language: str = "", hot_words: Sequence[str] = ()) -> "ChildListening":
        """See `Transcriber`. A language that isn't among `languages` counts as unknown."""
        known = language if language in self.languages else ""
        return ChildListening(self._keeper, self.name, known, hot_words)

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str = "",
        hot_words: Sequence[str] = (),
        is_cancelled: Callable[[], bool] = never,
    ) -> Transcript:
        """See `Transcriber`."""
        if sound.rate != RATE:
            from models.speech.encoding import resampled

            sound = resampled(sound, RATE)
        listening = self.listen(language=language, hot_words=hot_words)
        for start in range(0, len(sound.pcm), STEP):
            if is_cancelled():
                listening.abandon()
                raise ListeningCancelled(f"{self.name} was told to stop.", "Send the file again.")
            listening.feed(sound.pcm[start : start + STEP], live=False)
        return listening.finish()

    def close(self) -> None:
        """See `Transcriber`."""
        self._keeper.close()


class ChildListening:
    """Speaks the Listening protocol: one stream of the child's."""

    def __init__(self, keeper: Keeper, model: str, language: str, hot_words: Sequence[str]) -> None:
        self._keeper = keeper
        self._model = model
        self._language = language
        self._hot_words = list(hot_words)
        self._stream = ""
        self._over = False

    def feed(self, pcm: bytes, *, live: bool = True) -> Hearing:
        """See `Listening`; without `live`, nobody wants to see words before the end."""
        return Hearing(**self._call("feed", payload=pcm, live=live))

    def finish(self) -> Transcript:
        """See `Listening`."""
        found = self._call("finish")
        self._over = True
        segments = tuple(Segment(**segment) for segment in found.pop("segments"))
        text = " ".join(segment.text for segment in segments)
        return Transcript(text=text, segments=segments, model=self._model, **found)

    def abandon(self) -> None:
        """See `Listening`."""
        if self._stream and not self._over:
            with suppress(GenerationFailed):  # closed: it is forgotten already
                self._keeper.call("abandon", urgent=True, stream=self._stream)
        self._over = True

    def _call(self, call: str, **arguments: Any) -> Any:
        if not self._stream:
            self._stream = uuid4().hex
            self._begin()
        future = self._keeper.call(call, urgent=True, stream=self._stream, **arguments)
        return future.result().value

    def _begin(self) -> None:
        self._keeper.call(
            "begin",
            urgent=True,
            stream=self._stream,
            language=self._language,
            hot_words=self._hot_words,
        ).result()
