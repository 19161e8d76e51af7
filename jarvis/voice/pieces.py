"""What the voice passes from hand to hand: plain data."""

from dataclasses import dataclass

from models.types import Sound


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer that is said in one go.

    Attributes:
        text: words, as they are to be said: no markup, numbers and signs spelt out.
        language: "en" or "es".
        end: how many characters of the answer are said once it is; what a piece leaves out (markup,
            code, a thought) counts to the piece behind it.
        sentence_end: whether a sentence ends with it: where a pause is natural.
    """

    text: str
    language: str
    end: int
    sentence_end: bool = True


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece, and its sound.

    Attributes:
        number: counted from 0 in its answer.
        pause: seconds of silence that belong behind it.
        voice: the voice's name.
        seconds: that saying it took the voice.
    """

    piece: Piece
    sound: Sound
    number: int
    pause: float
    voice: str
    seconds: float
