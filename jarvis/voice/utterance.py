"""One press of the button: sound comes in, words come out, and nothing of it is lost to a crash."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from jarvis.errors import InvalidRequest, SpokeTooLong
from jarvis.voice.ears import Ears
from models.errors import ModelError, RecogniserSteppedDown
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
        self._tried: set[str] = set()
        self._over = False

    def feed(self, number: int, pcm: bytes) -> Hearing:
        """Take the next sound, and say what was heard so far. A number that came before, as when
        a request is sent twice, changes nothing.

        Raises:
            InvalidRequest: sound is missing before it.
            SpokeTooLong: what came before is kept.
            NoModelReady: nobody can listen.
        """
        with self._lock:
            if number < self._next or self._heard or self._over:
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
        self._over = True  # seen by sound that waits behind us
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
            return self._from_the_start(self._lent())
        try:
            return self._listening.feed(pcm)
        except ModelError as error:
            return self._from_the_start(self._next_after(error))

    def _from_the_start(self, transcriber: Transcriber) -> Hearing:
        """Have all the sound listened to; one recogniser after the other."""
        while True:
            listening = transcriber.listen(language=self._language, hot_words=self._hot_words)
            try:
                hearing = listening.feed(bytes(self._sound))
            except ModelError as error:
                transcriber = self._next_after(error)
            else:
                self._listening = listening
                return hearing

    def _finished(self) -> Transcript:
        if not self._sound:
            return Transcript()
        if self._listening is None:  # what came before broke off
            transcriber = self._lent()
        else:
            try:
                return self._listening.finish()
            except ModelError as error:
                transcriber = self._next_after(error)
        sound = Sound(bytes(self._sound), RATE)
        while True:
            try:
                return transcriber.transcribe(
                    sound, language=self._language, hot_words=self._hot_words
                )
            except ModelError as error:
                transcriber = self._next_after(error)

    def _lent(self) -> Transcriber:
        """The best recogniser, for a sound that nobody listens to yet, or any more."""
        self._tried.clear()
        self._note = None
        self._transcriber = self._ears.lend(self._language)
        return self._transcriber

    def _next_after(self, error: ModelError) -> Transcriber:
        """Let the next recogniser listen; once more the same one, where there is no other.

        Raises:
            ModelError: that has been tried.
        """
        broken, self._listening = self._transcriber, None
        assert broken is not None, "it has been listening"
        found = self._ears.after(broken, error, self._language, self._tried)
        self._transcriber = found
        self._note = RecogniserSteppedDown(
            f"{broken.name} broke off; {found.name} listened instead."
            if found.name != broken.name
            else f"{broken.name} broke off, and was started again.",
            "Nothing that was said is lost; the log says why.",
        )
        return found
