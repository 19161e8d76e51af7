"""What the starter's recogniser makes of a sound file, for tests of what was said aloud."""

import asyncio
import io
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from models import transcription
from models.store import Store
from models.transcription import TranscriberSpec
from models.types import Sound

STARTER = "pocketsphinx-en-us"


def understood(wav: bytes) -> set[str]:
    """The words, lower case."""
    with wave.open(io.BytesIO(wav)) as file:
        sound = Sound(file.readframes(file.getnframes()), file.getframerate())
    store = Store(Path("no-such-folder"), offline=True)
    card = store.find(STARTER)
    spec = TranscriberSpec(STARTER, str(store.verified_path(card)))
    # A thread of its own: the caller may be inside an event loop.
    with ThreadPoolExecutor(1) as thread:
        load = lambda: asyncio.run(transcription.load("pocketsphinx", spec))  # noqa: E731
        recogniser = thread.submit(load).result()
    try:
        text = recogniser.transcribe(sound).text
    finally:
        recogniser.close()
    return {word.strip("?.,!").lower() for word in text.split()}
