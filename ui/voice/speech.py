"""A text's sound for one listener, in the voices that they chose."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from functools import partial

from jarvis.errors import JarvisError
from jarvis.voice.pieces import Piece, Spoken
from jarvis.voice.speaking import speaking
from jarvis.voice.splitting import Splitter
from jarvis.voice.voice import Voice
from jarvis.voice.voices import Said


@dataclass(frozen=True, slots=True)
class Choice:
    """What a listener chose; "" and None leave it to config.toml."""

    english: str = ""
    spanish: str = ""
    speed: float | None = None


class Speech:
    """Speaks one answer.

    Attributes:
        note: why a piece wasn't said by the voice that was wanted; None where all were.
    """

    def __init__(self, voice: Voice, choice: Choice) -> None:
        self.note: JarvisError | None = None
        self._voice = voice
        self._choice = choice

    def of(self, texts: AsyncIterator[str], splitter: Splitter) -> AsyncGenerator[Spoken, None]:
        """The sound, piece by piece, as `speaking` makes it."""
        return speaking(texts, splitter, self._say)

    async def _say(self, piece: Piece) -> Said:
        wanted = self._choice.spanish if piece.language == "es" else self._choice.english
        say = self._voice.voices.say
        said = await asyncio.get_running_loop().run_in_executor(
            self._voice.threads,
            partial(say, piece.text, piece.language, wanted, self._choice.speed),
        )
        self.note = self.note or said.note
        return said


async def whole(text: str) -> AsyncIterator[str]:
    """A text that is there already, as the stream that `Speech.of` takes."""
    yield text
