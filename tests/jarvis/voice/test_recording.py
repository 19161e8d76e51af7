"""What is said becomes a file's bytes, piece behind piece."""

import pytest

from jarvis.errors import InvalidRequest
from jarvis.voice.pieces import Piece, Spoken
from jarvis.voice.recording import begun, encoded, samples
from models.types import Sound

RATE = 16_000


def spoken(number, seconds=0.5, rate=RATE, pause=0.25):
    sound = Sound(b"\x00\x10" * round(seconds * rate), rate)
    return Spoken(Piece("word", "en", 4), sound, number, pause, "one", 0.01)


def test_each_piece_has_its_pause_behind_it():
    pcm = b"".join(samples([spoken(0), spoken(1)], RATE))
    piece, pause = b"\x00\x10" * (RATE // 2), bytes(RATE // 2)
    assert pcm == (piece + pause) * 2


def test_a_piece_in_another_voice_is_brought_to_the_first_ones_rate():
    other = spoken(1, rate=22_050, pause=0)
    pcm = b"".join(samples([spoken(0, pause=0), other], RATE))
    assert Sound(pcm, RATE).seconds == pytest.approx(1.0, abs=0.005)


@pytest.mark.parametrize("form", ["wav", "pcm", "mp3", "flac"])
def test_bytes_come_before_the_next_piece_is_made(form):
    made = []

    def pieces():
        for number in range(3):
            made.append(number)
            yield spoken(number, seconds=2)

    rate, said = begun(pieces())
    assert (rate, made) == (RATE, [0])
    sound = encoded(said, form, rate)
    assert next(sound)
    assert made == [0]
    assert b"".join(sound)
    assert made == [0, 1, 2]


def test_a_text_without_words_is_told():
    with pytest.raises(InvalidRequest, match="nothing to say"):
        begun(iter(()))
