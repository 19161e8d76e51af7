"""An answer that is spoken while it is written: order, how far ahead, and how it ends."""

import asyncio
from contextlib import aclosing

import pytest

from jarvis.voice import speaking as room
from jarvis.voice.speaking import speaking
from jarvis.voice.splitting import Splitter
from jarvis.voice.voices import Said
from models.errors import GenerationFailed, NoModelReady
from models.types import Sound

RATE = 16_000


def tell(text):
    return "en"


class Saying:
    """Says pieces, each so many seconds long, and remembers which."""

    def __init__(self, seconds=0.1):
        self.seconds = seconds
        self.said = []

    async def __call__(self, piece):
        self.said.append(piece.text)
        return Said(Sound(bytes(2 * int(self.seconds * RATE)), RATE), "voice", 0.0)


async def written(*deltas):
    for delta in deltas:
        yield delta


async def test_pieces_come_in_order_and_end_with_the_text():
    text = "Good morning. It is a fine day. What shall we do?"
    say = Saying()
    spoken = [one async for one in speaking(written(*text), Splitter("en", tell), say)]
    assert [one.number for one in spoken] == list(range(len(spoken)))
    assert " ".join(one.piece.text for one in spoken) == text
    assert spoken[-1].piece.end == len(text)
    assert all(one.pause > 0 for one in spoken)


async def test_the_first_words_are_said_while_the_rest_is_being_written():
    more = asyncio.Event()

    async def slowly():
        yield "Good morning. And "
        await more.wait()
        yield "good night."

    async with aclosing(speaking(slowly(), Splitter("en", tell), Saying())) as pieces:
        first = await anext(pieces)
        assert first.piece.text == "Good morning."
        more.set()
        assert [one.piece.text async for one in pieces] == ["And good night."]


async def test_it_is_said_only_a_little_ahead_of_what_is_heard(monkeypatch):
    monkeypatch.setattr(room, "AHEAD_SECONDS", 0.5)
    say = Saying(seconds=60)
    text = " ".join(f"This is sentence number {word}." for word in "abcdefgh")
    async with aclosing(speaking(written(text), Splitter("en", tell), say)) as pieces:
        await anext(pieces)
        waiting = asyncio.ensure_future(anext(pieces))
        await asyncio.sleep(0.2)
        assert len(say.said) == 1
        assert not waiting.done()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting


async def test_closing_it_stops_reading():
    closed = asyncio.Event()

    async def endless():
        try:
            while True:
                yield "And then there was more of it. "
                await asyncio.sleep(0.01)
        finally:
            closed.set()

    say = Saying(seconds=5)
    pieces = speaking(endless(), Splitter("en", tell), say)
    await anext(pieces)
    await pieces.aclose()
    count = len(say.said)
    await asyncio.wait_for(closed.wait(), 10)
    await asyncio.sleep(0.05)
    assert len(say.said) == count


async def test_what_breaks_the_text_off_is_raised_behind_what_was_written():
    async def broken():
        yield "This much was written. "
        raise GenerationFailed("The engine broke off.")

    pieces = speaking(broken(), Splitter("en", tell), Saying())
    assert (await anext(pieces)).piece.text == "This much was written."
    with pytest.raises(GenerationFailed):
        await anext(pieces)


async def test_a_splitter_that_fails_at_the_end_leaves_nobody_waiting():
    class Failing(Splitter):
        def end(self):
            raise ValueError("a fault of ours")

    pieces = speaking(written("Hello there"), Failing("en", tell), Saying())
    with pytest.raises(ValueError, match="a fault"):
        await asyncio.wait_for(anext(pieces), 60)


async def test_without_any_voice_it_says_so():
    async def nobody(piece):
        raise NoModelReady("No voice works.")

    with pytest.raises(NoModelReady):
        await anext(speaking(written("Hello there."), Splitter("en", tell), nobody))


CLAUSES = "In the old house by the sea, there lived a dog, a cat and a bird. They were friends."


async def test_a_quick_model_is_heard_from_its_first_clause_on(monkeypatch):
    monkeypatch.setattr(room, "NEEDED_A_SECOND", 0.0)
    spoken = [one async for one in speaking(written(*CLAUSES), Splitter("en", tell), Saying())]
    assert spoken[0].piece.text == "In the old house by the sea,"
    assert not spoken[0].piece.sentence_end


async def test_a_slow_model_is_silent_between_sentences_only(monkeypatch):
    monkeypatch.setattr(room, "NEEDED_A_SECOND", 1e9)
    spoken = [one async for one in speaking(written(*CLAUSES), Splitter("en", tell), Saying())]
    assert all(one.piece.sentence_end for one in spoken)
    assert " ".join(one.piece.text for one in spoken) == CLAUSES
    assert spoken[-1].piece.end == len(CLAUSES)
