"""Speech that flite made, and the starter's recogniser."""

import asyncio
import subprocess
import wave
from functools import cache
from pathlib import Path

import pytest

from jarvis.voice.ears import Candidate
from models import transcription
from models.store import Store
from models.transcription import TranscriberSpec

STARTER = "pocketsphinx-en-us"


@pytest.fixture(scope="session")
def speech(tmp_path_factory):
    """Makes a text's PCM: 16-bit mono, 16 kHz."""
    folder = tmp_path_factory.mktemp("speech")

    @cache
    def say(text: str, voice: str = "slt") -> bytes:
        path = folder / f"{len(list(folder.iterdir()))}.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as sound:
            return sound.readframes(sound.getnframes())

    return say


@pytest.fixture
def recogniser():
    """Makes candidates that are the starter under any name; all are closed in the end."""
    store = Store(Path("no-such-folder"), offline=True)
    card = store.find(STARTER)
    loaded = {}

    def make(name=STARTER, languages=("en",)):
        def load():
            spec = TranscriberSpec(name, str(store.verified_path(card)), (), languages)
            loaded[name] = asyncio.run(transcription.load("pocketsphinx", spec))
            return loaded[name]

        return Candidate(name, languages, load)

    make.loaded = loaded
    yield make
    for one in loaded.values():
        one.close()
