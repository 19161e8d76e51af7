"""The voices that are on disk: which one speaks a language, loaded when it first speaks."""

import asyncio
import threading
import time
from dataclasses import dataclass
from functools import partial

import structlog

from jarvis.errors import InvalidRequest
from jarvis.voice.loaded import Loaded
from jarvis.voice_settings import VoiceSettings
from models import speech
from models.catalogue import Card
from models.child.process import ChildDied
from models.errors import GenerationFailed, ModelError, NoVoice, VoiceSteppedDown
from models.speech import Speaker, SpeakerSpec
from models.store import Store
from models.types import Sound

AUTO = "auto"

LOADED = 3
"""Voices in memory at a time; a Piper voice takes some 150 MiB."""

REST_SECONDS = 60.0
"""A voice whose process ended, or that can't be loaded, isn't tried with every sentence."""

ANOTHER = "Another voice speaks meanwhile; this one is tried again soon."

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A text's sound.

    Attributes:
        voice: who said it.
        seconds: that it took.
        note: why not the voice that was wanted; None where it was.
    """

    sound: Sound
    voice: str
    seconds: float
    note: ModelError | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """What a voice failed of, and when, in the seconds of `time.monotonic`.

    Attributes:
        one_text: it may have been that text alone; the voice itself works.
    """

    error: ModelError
    at: float
    one_text: bool


class Voices:
    """Speaks. Safe from any thread."""

    def __init__(self, store: Store, settings: VoiceSettings) -> None:
        self._store = store
        self._settings = settings
        self._lock = threading.Lock()
        self._models = Loaded[Speaker](LOADED)
        self._failed: dict[str, Failed] = {}

    def cards(self) -> tuple[Card, ...]:
        """The voices on disk, best first."""
        found = [card for card in self._store.cards() if card.task == "speech"]
        here = (card for card in found if self._store.path(card) is not None)
        return tuple(sorted(here, key=lambda card: (-card.rank, card.name)))

    def for_language(self, language: str, wanted: str = "") -> str:
        """Which voice speaks a language: the wanted one, config.toml's, or the best; the first of
        these that can and hasn't just failed.

        Raises:
            NoVoice: there is none.
        """
        return self._candidates(self._ranked(language, wanted), language, wanted)[0].name

    def card(self, name: str) -> Card:
        """A voice by its name.

        Raises:
            InvalidRequest: it isn't here; naming those that are.
        """
        cards = {card.name: card for card in self.cards()}
        if name not in cards:
            raise InvalidRequest(
                f"There is no voice {name!r} here.", f"Voices are: {', '.join(cards)}."
            )
        return cards[name]

    def say(self, text: str, language: str, wanted: str = "", speed: float | None = None) -> Said:
        """Say a text. A voice that fails steps down to the next that speaks the language. Blocking.

        Raises:
            NoVoice: no voice is left.
        """
        began = time.perf_counter()
        speed = self._settings.speed if speed is None else speed
        first: ModelError | None = None
        ranked = self._ranked(language, wanted)
        for card in self._candidates(ranked, language, wanted):
            try:
                with self._models.using(card.name, partial(self._load, card)) as speaker:
                    sound = speaker.speak(text, language=language, speed=speed)
            except ModelError as error:
                first = first or error
                self._note_failure(card, error)
                continue
            with self._lock:
                self._failed.pop(card.name, None)
            note = self._why_not(ranked[0], card)
            return Said(sound, card.name, time.perf_counter() - began, note)
        assert first is not None, "each of them failed"
        raise NoVoice(f"No voice works here. {first.message}", first.hint)

    def close(self) -> None:
        """End them all. Idempotent; waits for none that loads."""
        self._models.close()

    def _candidates(self, ranked: list[Card], language: str, wanted: str) -> list[Card]:
        """Best first, those that have just failed last."""
        chosen = {wanted, self._configured(language)}

        def rests(card: Card) -> bool:
            failed = self._failed.get(card.name)
            if failed is None or (failed.one_text and card.name in chosen):
                return False
            return time.monotonic() < failed.at + REST_SECONDS

        return sorted(ranked, key=rests)

    def _ranked(self, language: str, wanted: str) -> list[Card]:
        """Best first, as if none had ever failed."""
        able = [card for card in self.cards() if language in card.languages]
        if not able:
            raise NoVoice(f"No voice here speaks {language!r}.", "Run `jarvis doctor`.")
        configured = self._configured(language)
        return sorted(able, key=lambda card: (card.name != wanted, card.name != configured))

    def _configured(self, language: str) -> str:
        """config.toml's voice for a language."""
        chosen = {"en": self._settings.english_voice, "es": self._settings.spanish_voice}
        return chosen.get(language, AUTO)

    def _load(self, card: Card) -> Speaker:
        began = time.perf_counter()
        spec = SpeakerSpec(card.name, str(self._store.verified_path(card)), card.languages)
        # A loop of its own: this runs in a thread beside the program's.
        speaker = asyncio.run(speech.load(card.engine, spec))
        log.info(
            "voice_ready",
            model=card.name,
            latency_ms=round((time.perf_counter() - began) * 1000),
        )
        return speaker

    def _note_failure(self, card: Card, error: ModelError) -> None:
        log.warning("voice_failed", model=card.name, cause=error.message, hint=error.hint)
        one_text = isinstance(error, GenerationFailed) and not isinstance(error, ChildDied)
        with self._lock:
            self._failed[card.name] = Failed(error, time.monotonic(), one_text)

    def _why_not(self, due: Card, spoke: Card) -> ModelError | None:
        """Why the voice that was due didn't speak; None where it did."""
        failed = self._failed.get(due.name)
        if due == spoke or failed is None:
            return None
        broke_off = isinstance(failed.error, GenerationFailed)
        return VoiceSteppedDown(
            f"{due.title} doesn't speak: {failed.error.message}",
            ANOTHER if broke_off else failed.error.hint,
        )
