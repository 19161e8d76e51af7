"""A voice room with the starter's recogniser and voice, and files for it to hear."""

import wave
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from jarvis.knowledge.words.language import language
from jarvis.voice.companions import candidates
from jarvis.voice.voice import Voice
from jarvis.voice_settings import VoiceSettings
from models.placement import Plan
from models.store import Store
from models.transcription import RATE
from tests.models.transcription.sounds import sound


@contextmanager
def voice_room(*, ears=True, **settings):
    """Closed at the end; without `ears` nothing listens, and what needs none starts sooner."""
    store = Store(Path("no-such-folder"), offline=True)
    room = Voice(VoiceSettings(**settings), store, language)
    try:
        none_planned = Plan(chat=(), embedding=None, transcription=None)
        found = candidates(room, store, none_planned, lambda name: on_the_processor(store, name))
        room.ears.use(list(found) if ears else [])
        yield room
    finally:
        room.close()


def on_the_processor(store, name):
    """Where a recogniser goes on a machine without a GPU."""
    return SimpleNamespace(card=store.find(name), devices=())


def recorded(path, samples):
    """A WAV file of samples between -1 and 1, 16 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound(samples).pcm)
    return path
