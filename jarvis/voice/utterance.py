"""One press of the button: sound comes in, words come out, and nothing of it is lost to a crash."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from jarvis.errors import InvalidRequest, SpokeTooLong
from jarvis.voice.ears import Ears
from models.errors import GenerationFailed, ModelError
from models.transcription import RATE, Listening, Transcriber
from models.types import Hearing, Sound, Transcript

BYTES_A_SECOND = 2 * RATE


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said.

    Attributes:
        began: when its speaker let go, in the seconds of `time.perf_counter`.
        seconds: from then to the transcript.
        note: what stepped down over it; None where all went well.
    """

    transcript: Transcript
    began: float
    seconds: float
    note: ModelError | None = None


class Utterance:
    """Listens to one person. Safe from any thread; calls take turns.

    Args:
        language: what is spoken, ISO 639-1; "" is detected where that is possible.
        hot_words: names and terms that are likely.
        most_seconds: longest that somebody may speak.
    """

    def __init__(
        self,
        ears: Ears,
        *,
        language: str = "",
        hot_words: Sequence[str] = (),
        most_seconds: float = 180,
    ) -> None:
        self._ears = ears
        self._language = language
        self._hot_words = tuple(hot_words)
        self._most = int(most_seconds * BYTES_A_SECOND)
        self._lock = threading.Lock()
        self._sound = bytearray()
        self._next = 0
        self._hearing = Hearing()
        self._transcriber: Transcriber | None = None
        self._listening: Listening | None = None
        self._heard: Heard | None = None
        self._note: ModelError | None = None

    def feed(self, number: int, pcm: bytes) -> Hearing:
        """Take the next sound, and say what was heard so far. A number that came before, as when
        a request is sent twice, changes nothing.

        Raises:
            InvalidRequest: sound is missing before it.
            SpokeTooLong: what came before is kept.
            NoModelReady: nobody can listen.
        """
        with self._lock:
            if number < self._next or self._heard:
                return self._hearing
            self._check(number, pcm)
            self._next += 1
            self._sound += pcm
            self._hearing = self._fed(pcm)
            return self._hearing

    def finish(self) -> Heard:
        """What was said; the same each time it is asked.

        Raises:
            ModelError: it can't be recognised; the sound is kept, so that asking again tries again.
        """
        with self._lock:
            if self._heard is None:
                began = time.perf_counter()
                transcript = self._finished()
                seconds = time.perf_counter() - began
                self._heard = Heard(transcript, began, seconds, self._note)
                self._listening = None
            return self._heard

    def abandon(self) -> None:
        """Forget it. Idempotent."""
        with self._lock:
            if self._listening is not None:
                self._listening.abandon()
                self._listening = None
            self._sound.clear()

    def _check(self, number: int, pcm: bytes) -> None:
        if number > self._next:
            raise InvalidRequest(
                f"Sound {number} came where {self._next} was due.",
                "Hold the button and say it again.",
            )
        if len(pcm) % 2:
            raise InvalidRequest("The sound isn't 16-bit samples.", "Send signed 16-bit mono PCM.")
        if len(self._sound) + len(pcm) > self._most:
            raise SpokeTooLong(
                f"That is longer than {self._most // BYTES_A_SECOND} seconds.",
                "Say it in parts, or raise utterance_max_seconds in config.toml.",
            )

    def _fed(self, pcm: bytes) -> Hearing:
        if self._listening is None:
            self._transcriber = self._transcriber or self._ears.lend(self._language)
            return self._from_the_start()
        try:
            return self._listening.feed(pcm)
        except GenerationFailed as error:
            self._step_down(error)
            return self._from_the_start()

    def _from_the_start(self) -> Hearing:
        """Have all the sound listened to; one recogniser after the other."""
        while True:
            assert self._transcriber is not None, "chosen before"
            try:
                self._listening = self._transcriber.listen(
                    language=self._language, hot_words=self._hot_words
                )
                return self._listening.feed(bytes(self._sound))
            except GenerationFailed as error:
                self._step_down(error)

    def _finished(self) -> Transcript:
        if self._listening is None:
            return Transcript()
        try:
            return self._listening.finish()
        except GenerationFailed as error:
            self._step_down(error)
        assert self._transcriber is not None, "it has been listening"
        return self._transcriber.transcribe(
            Sound(bytes(self._sound), RATE), language=self._language, hot_words=self._hot_words
        )

    def _step_down(self, error: GenerationFailed) -> None:
        """Let the next recogniser listen; once more the same one, where there is no other.

        Raises:
            GenerationFailed: that has been tried.
        """
        assert self._transcriber is not None, "it has been listening"
        broken, self._listening = self._transcriber, None
        self._transcriber = self._ears.after(broken, error, self._language)
        if self._transcriber is broken and self._note is not None:
            raise error
        self._note = ModelError(
            f"{broken.name} broke off; {self._transcriber.name} listened instead."
            if self._transcriber is not broken
            else f"{broken.name} broke off, and was started again.",
            error.hint,
        )
