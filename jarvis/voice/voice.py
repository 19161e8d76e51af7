"""The voice room put together: what the page, the HTTP edge and commands are handed."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jarvis.telemetry import names
from jarvis.telemetry.names import Operation
from jarvis.voice.ears import Ears
from jarvis.voice.pieces import Spoken
from jarvis.voice.speaking import spoken_of
from jarvis.voice.splitting import Splitter
from jarvis.voice.utterance import Utterance
from jarvis.voice.utterances import Utterances
from jarvis.voice.voices import Voices
from jarvis.voice_settings import VoiceSettings
from models.errors import ListeningCancelled, ModelError
from models.store import Store
from models.transcription import never
from models.transcription.files import SoundFiles
from models.types import Transcript

THREADS = 16
"""Calls that block beside the event loop: people who speak, or hear an answer, at the same time."""


OnStage = Callable[[Operation, float, Mapping[str, Any], str], None]
"""Told of work that belongs to no turn: what it was, its seconds, its figures, the model."""


def no_stage(operation: Operation, seconds: float, figures: Mapping[str, Any], model: str) -> None:
    """Nobody wants to know."""


class Voice:
    """Hears and speaks.

    Attributes:
        utterances: who is speaking now.
        threads: for its calls, which block.

    Args:
        tell: which language a text is in: "en", "es", or "" where it can't be told.
        on_stage: told of each file that was heard and each text that was said.
    """

    def __init__(
        self,
        settings: VoiceSettings,
        store: Store,
        tell: Callable[[str], str] = lambda text: "",
        on_stage: OnStage = no_stage,
    ) -> None:
        self.settings = settings
        self.ears = Ears()
        self.voices = Voices(store, settings)
        self.utterances = Utterances(self._utterance)
        self.threads = ThreadPoolExecutor(THREADS, "voice")
        self._tell = tell
        self._on_stage = on_stage
        self._files = SoundFiles()

    def transcribe(
        self,
        path: Path,
        *,
        language: str = "",
        hot_words: Sequence[str] = (),
        is_cancelled: Callable[[], bool] = never,
    ) -> Transcript:
        """What is said in a sound file. A recogniser that breaks off steps down to the next.
        Blocking.

        Args:
            language: ISO 639-1; "" is config.toml's, or detected.
            hot_words: names and terms that are likely, beside config.toml's.
            is_cancelled: asked again and again whether nobody waits any more; from any thread.

        Raises:
            SoundInvalid, NoModelReady, LanguageUnavailable, GenerationFailed, ListeningCancelled
        """
        began = time.perf_counter()
        sound = self._files.decode(path, self.settings.file_max_minutes * 60)
        language = language or self._spoken
        words = (*self.settings.hot_words, *hot_words)
        transcriber, tried = self.ears.lend(language), set[str]()
        while True:
            try:
                heard = transcriber.transcribe(
                    sound, language=language, hot_words=words, is_cancelled=is_cancelled
                )
                break
            except ListeningCancelled:
                raise
            except ModelError as error:
                transcriber = self.ears.after(transcriber, error, language, tried)
        figures = {
            names.SPEECH_SECONDS: heard.speech_seconds,
            names.SPEECH_CONFIDENCE: heard.confidence,
        }
        seconds = time.perf_counter() - began
        self._on_stage(Operation.SPEECH_TO_TEXT, seconds, figures, heard.model)
        return heard

    def say(
        self, text: str, *, voice: str = "", language: str = "", speed: float | None = None
    ) -> Iterator[Spoken]:
        """A whole text, piece by piece. Blocking.

        Args:
            voice: its name; "" is the best for each piece's language.
            language: of the text, where it can't be told; "" is the voice's own.

        Raises:
            InvalidRequest: there is no such voice.
            NoVoice: no voice works.
        """
        own = self.voices.card(voice).languages[0] if voice else ""
        splitter = self.splitter(language or own)
        for number, piece in enumerate([*splitter.take(text), *splitter.end()]):
            said = self.voices.say(piece.text, piece.language, voice, speed)
            figures = {names.SPEECH_SECONDS: said.sound.seconds}
            self._on_stage(Operation.TEXT_TO_SPEECH, said.seconds, figures, said.voice)
            yield spoken_of(piece, said, number)

    def splitter(self, language: str = "") -> Splitter:
        """What cuts an answer into pieces; its language, where the answer doesn't tell."""
        return Splitter(language if language in ("en", "es") else "en", self._tell)

    def close(self) -> None:
        """End every process; what waits is refused."""
        self.utterances.close()
        self.ears.close()
        self.voices.close()
        self._files.close()
        self.threads.shutdown(wait=False, cancel_futures=True)

    @property
    def _spoken(self) -> str:
        """The language that config.toml pins."""
        return "" if self.settings.language == "auto" else self.settings.language

    def _utterance(self, language: str) -> Utterance:
        return Utterance(
            self.ears,
            language=language or self._spoken,
            hot_words=self.settings.hot_words,
            most_seconds=self.settings.utterance_max_seconds,
        )
