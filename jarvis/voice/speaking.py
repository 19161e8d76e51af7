"""An answer becomes speech while it is written: pieces are said a little ahead of being heard.

Where the text comes from, and where the sound goes, is unknown here.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

from jarvis.voice.pieces import Piece, Spoken
from jarvis.voice.splitting import Splitter
from jarvis.voice.voices import Said

AHEAD_SECONDS = 4.0
"""How much sound is made ahead of what is being heard. What an interruption throws away is no more
than this, and a slow piece has so long to be made.
"""

AFTER_SENTENCE, AFTER_CLAUSE = 0.28, 0.09
"""Seconds of silence behind a piece."""

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
    try:
        async for text in texts:
            for piece in splitter.take(text):
                pieces.put_nowait(piece)
    finally:  # what was written before it broke off is said, too
        for piece in splitter.end():
            pieces.put_nowait(piece)
        pieces.put_nowait(None)
