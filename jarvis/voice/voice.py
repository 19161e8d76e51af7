"""The voice room put together: what the page, the HTTP edge and commands are handed."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jarvis.voice.ears import Ears
from jarvis.voice.pieces import Piece, Spoken
from jarvis.voice.speaking import spoken_of
from jarvis.voice.splitting import Splitter
from jarvis.voice.utterance import Utterance
from jarvis.voice.utterances import Utterances
from jarvis.voice.voices import Voices
from jarvis.voice_settings import VoiceSettings
from models.errors import GenerationFailed
from models.store import Store
from models.transcription.files import SoundFiles
from models.types import Transcript

PATIENCE_SECONDS = 20.0
"""How long somebody waits for the recogniser of a Jarvis that has just started."""

THREADS = 16
"""Calls that block beside the event loop: people who speak, or hear an answer, at the same time."""


class Voice:
    """Hears and speaks.

    Attributes:
        utterances: who is speaking now.
        threads: for its calls, which block.

    Args:
        tell: which language a text is in: "en", "es", or "" where it can't be told.
    """

    def __init__(
        self, settings: VoiceSettings, store: Store, tell: Callable[[str], str] = lambda text: ""
    ) -> None:
        self.settings = settings
        self.ears = Ears()
        self.voices = Voices(store, settings)
        self.utterances = Utterances(self._utterance)
        self.threads = ThreadPoolExecutor(THREADS, "voice")
        self._tell = tell
        self._files = SoundFiles()

    def transcribe(
        self, path: Path, *, language: str = "", hot_words: Sequence[str] = ()
    ) -> Transcript:
        """What is said in a sound file. A recogniser that breaks off steps down to the next.
        Blocking.

        Args:
            language: ISO 639-1; "" is config.toml's, or detected.
            hot_words: names and terms that are likely, beside config.toml's.

        Raises:
            SoundInvalid, NoModelReady, GenerationFailed
        """
        sound = self._files.decode(path, self.settings.file_max_minutes * 60)
        language = language or self._spoken
        words = (*self.settings.hot_words, *hot_words)
        self.ears.ready(PATIENCE_SECONDS)
        transcriber = self.ears.best(language)
        try:
            return transcriber.transcribe(sound, language=language, hot_words=words)
        except GenerationFailed as error:
            transcriber = self.ears.after(transcriber, error, language)
            return transcriber.transcribe(sound, language=language, hot_words=words)

    def say(
        self, text: str, *, voice: str = "", language: str = "", speed: float | None = None
    ) -> Iterator[Spoken]:
        """A whole text, piece by piece. Blocking.

        Args:
            voice: its name; "" is the best for each piece's language.
            language: of the text, where it can't be told; "" is the voice's own.

        Raises:
            InvalidRequest: there is no such voice.
            NoModelReady: no voice works.
        """
        if voice:
            language = language or self.voices.card(voice).languages[0]
        splitter = self.splitter(language)
        for number, piece in enumerate([*splitter.take(text), *splitter.end()]):
            yield self.spoken(piece, number, voice, speed)

    def spoken(self, piece: Piece, number: int, voice: str, speed: float | None) -> Spoken:
        """One piece and its sound. Blocking."""
        return spoken_of(piece, self.voices.say(piece.text, piece.language, voice, speed), number)

    def splitter(self, language: str = "") -> Splitter:
        """What cuts an answer into pieces; its language, where the answer doesn't tell."""
        return Splitter(language if language in ("en", "es") else "en", self._tell)

    def close(self) -> None:
        """End every process; what waits is refused."""
        self.ears.close()
        self.voices.close()
        self._files.close()
        self.threads.shutdown(wait=False, cancel_futures=True)

    @property
    def _spoken(self) -> str:
        """The language that config.toml pins."""
        return "" if self.settings.language == "auto" else self.settings.language

    def _utterance(self, language: str) -> Utterance:
        self.ears.ready(PATIENCE_SECONDS)
        return Utterance(
            self.ears,
            language=language or self._spoken,
            hot_words=self.settings.hot_words,
            most_seconds=self.settings.utterance_max_seconds,
        )
