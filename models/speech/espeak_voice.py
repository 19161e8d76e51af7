"""What espeak's child serves: text in, 16-bit samples out."""

from pathlib import Path

from models.broken import first_line
from models.errors import ModelFileInvalid
from models.speech.espeak_library import PITCH, RATE, VOLUME, Espeak
from models.speech.trimming import tidy

WORDS_A_MINUTE = 165
VARIANT = "f2"
"""Of the nineteen tried the one that is understood best: of the words of five sentences,
pocketsphinx got a third wrong; of those of the plain voice, more than four fifths.
"""

LOWERED = 40
"""Pitch, 0 to 100. 50 is the voice's own; a little below, it is calmer and no less clear."""

LOUDNESS = 95
"""Volume, 0 to 100. At 100 the loudest vowels of Spanish come within a hair of clipping."""

VOICES = {"en": "en-us", "pt": "pt-br"}
"""What espeak calls a language, where it isn't the language's own code."""


class EspeakVoice:
    """A voice in many languages. The library is opened by the first call, in its thread.

    Args:
        name: what people call it.
        source: the folder `espeak-ng-data`, in Piper's package folder.
    """

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source
        self._espeak: Espeak | None = None

    def ready(self) -> int:
        """Open it, and tell how many samples a second it makes.

        Raises:
            ModelFileInvalid: its library or its data are damaged.
        """
        return self._opened().rate

    def speak(self, text: str, language: str, speed: float) -> bytes:
        """A plain text's sound, without silence around it."""
        import numpy as np

        espeak = self._opened()
        espeak.choose(f"{VOICES.get(language, language)}+{VARIANT}")
        espeak.set(RATE, round(WORDS_A_MINUTE * speed))
        espeak.set(PITCH, LOWERED)
        espeak.set(VOLUME, LOUDNESS)
        return tidy(np.frombuffer(espeak.say(text), np.int16), espeak.rate)

    def _opened(self) -> Espeak:
        if self._espeak is None:
            try:
                self._espeak = Espeak(Path(self._source).parent)
            except (OSError, AttributeError, RuntimeError) as error:
                raise ModelFileInvalid(
                    f"{self._name} can't be loaded from {self._source}: {first_line(error)}.",
                    "Install it again: pip install --no-deps --force-reinstall piper-tts",
                ) from error
        return self._espeak
