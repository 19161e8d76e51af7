"""An answer becomes speech while it is written: pieces are said a little ahead of being heard.
Where the model can't keep up, there is silence between sentences, not within them.

Where the text comes from, and where the sound goes, is unknown here.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import replace

from jarvis.voice.pieces import Piece, Spoken
from jarvis.voice.splitting import Splitter
from jarvis.voice.voices import Said

AHEAD_SECONDS = 4.0
"""How much sound is made ahead of what is being heard. What an interruption throws away is no more
than this, and a slow piece has so long to be made.
"""

AFTER_SENTENCE, AFTER_CLAUSE = 0.28, 0.09
"""Seconds of silence behind a piece."""

NEEDED_A_SECOND = 25.0
"""Characters that a model must write in a second for the rest of a sentence to be there in time:
voices say some 15, and twice as many at their quickest.
"""

Say = Callable[[Piece], Awaitable[Said]]


async def speaking(
    texts: AsyncIterator[str], splitter: Splitter, say: Say
) -> AsyncGenerator[Spoken, None]:
    """The sound of a text that is still growing. Closing it says nothing more.

    Args:
        texts: the text's deltas.
        say: makes the sound of a piece.

    Raises:
        ModelError: no voice is left; and what `texts` raises.
    """
    pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
    reading = asyncio.create_task(_read(texts, splitter, pieces))
    heard_until = 0.0
    number = 0
    try:
        while (piece := await pieces.get()) is not None:
            await asyncio.sleep(max(0.0, heard_until - time.perf_counter() - AHEAD_SECONDS))
            said = await say(piece)
            spoken = spoken_of(piece, said, number)
            lasts = said.sound.seconds + spoken.pause
            heard_until = max(heard_until, time.perf_counter()) + lasts
            number += 1
            yield spoken
        await reading  # raises what the text broke off with
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


def spoken_of(piece: Piece, said: Said, number: int) -> Spoken:
    """A piece and its sound, with the pause that belongs behind it."""
    pause = AFTER_SENTENCE if piece.sentence_end else AFTER_CLAUSE
    return Spoken(piece, said.sound, number, pause, said.voice, said.seconds)


async def _read(
    texts: AsyncIterator[str], splitter: Splitter, pieces: "asyncio.Queue[Piece | None]"
) -> None:
    pace, held = Pace(), list[Piece]()
    try:
        async for text in texts:
            pace.note(text)
            held += splitter.take(text)
            while held and (pace.keeps_up or any(piece.sentence_end for piece in held)):
                pieces.put_nowait(_next(held, whole=not pace.keeps_up))
    finally:
        try:  # what was written before it broke off is said, too
            held += splitter.end()
            while held:
                pieces.put_nowait(_next(held, whole=not pace.keeps_up))
        finally:  # whatever happened: somebody waits for the next piece
            pieces.put_nowait(None)


def _next(held: list[Piece], *, whole: bool) -> Piece:
    """Take the first piece; or, `whole`, all up to the end of its sentence."""
    piece = held.pop(0)
    while whole and not piece.sentence_end and held:
        more = held.pop(0)
        piece = replace(more, text=f"{piece.text} {more.text}")
    return piece


class Pace:
    """How quickly a text is written: at least so many characters a second.

    The first delta waited for the prompt, and for the guards, who let whole clauses through. So it
    is quick enough if it was so from the question on, or has been since the first delta.
    """

    def __init__(self) -> None:
        self._asked = time.perf_counter()
        self._first: float | None = None
        self._beginning = self._later = 0

    @property
    def keeps_up(self) -> bool:
        """Whether a clause may be said before the rest of its sentence is there."""
        if self._first is None:
            return False
        now = time.perf_counter()
        whole = self._beginning + self._later
        return whole >= NEEDED_A_SECOND * (now - self._asked) or self._later > NEEDED_A_SECOND * (
            now - self._first
        )

    def note(self, text: str) -> None:
        """The next delta."""
        if self._first is None:
            self._first = time.perf_counter()
            self._beginning = len(text)
        else:
            self._later += len(text)
