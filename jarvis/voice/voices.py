"""The voices that are on disk: which one speaks a language, loaded when it first speaks."""

import asyncio
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import structlog

from jarvis.errors import InvalidRequest
from jarvis.voice_settings import VoiceSettings
from models import speech
from models.catalogue import Card
from models.errors import ModelError, NoModelReady
from models.speech import Speaker, SpeakerSpec
from models.store import Store
from models.types import Sound

AUTO = "auto"

LOADED = 3
"""Voices in memory at a time; a Piper voice takes some 150 MiB."""

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


class Voices:
    """Speaks. Safe from any thread."""

    def __init__(self, store: Store, settings: VoiceSettings) -> None:
        self._store = store
        self._settings = settings
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, Speaker] = OrderedDict()
        self._failed: set[str] = set()
        self._closed = False

    def cards(self) -> tuple[Card, ...]:
        """The voices on disk, best first."""
        found = [card for card in self._store.cards() if card.task == "speech"]
        here = (card for card in found if self._store.path(card) is not None)
        return tuple(sorted(here, key=lambda card: (-card.rank, card.name)))

    def for_language(self, language: str, wanted: str = "") -> str:
        """Which voice speaks a language: the wanted one, config.toml's, or the best; the first of
        these that can and hasn't failed.

        Raises:
            NoModelReady: there is none.
        """
        return self._candidates(language, wanted)[0].name

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
            NoModelReady: no voice is left.
        """
        began = time.perf_counter()
        note: ModelError | None = None
        speed = self._settings.speed if speed is None else speed
        for card in self._candidates(language, wanted):
            try:
                sound = self._speaker(card).speak(text, language=language, speed=speed)
                return Said(sound, card.name, time.perf_counter() - began, note)
            except ModelError as error:
                note = note or self._stepped_down(card, error)
        raise note or NoModelReady(f"No voice here speaks {language!r}.", "Run `jarvis doctor`.")

    def close(self) -> None:
        """End them all. Idempotent."""
        with self._lock:
            self._closed = True
            for speaker in self._loaded.values():
                speaker.close()
            self._loaded.clear()

    def _candidates(self, language: str, wanted: str) -> list[Card]:
        """Best first, those that have failed before last."""
        able = [card for card in self.cards() if language in card.languages]
        if not able:
            raise NoModelReady(f"No voice here speaks {language!r}.", "Run `jarvis doctor`.")
        configured = {
            "en": self._settings.english_voice,
            "es": self._settings.spanish_voice,
        }.get(language, AUTO)

        def order(card: Card) -> tuple[bool, bool, bool]:
            return card.name in self._failed, card.name != wanted, card.name != configured

        return sorted(able, key=order)

    def _speaker(self, card: Card) -> Speaker:
        with self._lock:
            if self._closed:
                raise NoModelReady("Jarvis is stopping.", "Start it again.")
            if (here := self._loaded.get(card.name)) is not None:
                self._loaded.move_to_end(card.name)
                return here
            began = time.perf_counter()
            spec = SpeakerSpec(card.name, str(self._store.verified_path(card)), card.languages)
            # A loop of its own: whoever calls is in a thread beside the program's.
            speaker = self._loaded[card.name] = asyncio.run(speech.load(card.engine, spec))
            if len(self._loaded) > LOADED:
                self._loaded.popitem(last=False)[1].close()
        log.info(
            "voice_ready",
            model=card.name,
            latency_ms=round((time.perf_counter() - began) * 1000),
        )
        return speaker

    def _stepped_down(self, card: Card, error: ModelError) -> ModelError:
        log.warning("voice_failed", model=card.name, cause=error.message, hint=error.hint)
        self._failed.add(card.name)
        return ModelError(f"{card.title} doesn't speak: {error.message}", error.hint)
