"""What is said, as a sound file's bytes: piece behind piece, each as soon as it was spoken."""

from collections.abc import Iterable, Iterator
from itertools import chain

from jarvis.errors import InvalidRequest
from jarvis.voice.pieces import Spoken
from models.speech.encoding import Encoder, resampled


def begun(pieces: Iterator[Spoken]) -> tuple[int, Iterator[Spoken]]:
    """Wait for the first piece, so that what goes wrong before it can still be told. Blocking.

    Returns:
        The first piece's samples a second, and all the pieces.

    Raises:
        InvalidRequest: there is nothing in the text that could be said.
        JarvisError: as the voice does.
    """
    first = next(pieces, None)
    if first is None:
        raise InvalidRequest(
            "There is nothing to say in that text.", "It needs words: signs alone aren't said."
        )
    return first.sound.rate, chain([first], pieces)


def samples(pieces: Iterable[Spoken], rate: int) -> Iterator[bytes]:
    """The pieces as 16-bit little-endian mono at `rate`, each with its pause behind it."""
    for spoken in pieces:
        silence = bytes(2 * round(spoken.pause * rate))
        yield resampled(spoken.sound, rate).pcm + silence


def encoded(pieces: Iterable[Spoken], form: str, rate: int) -> Iterator[bytes]:
    """The pieces in one of `models.speech.encoding.FORMATS`; bytes come as they are ready.

    Args:
        rate: samples a second; a piece in another voice may have others.
    """
    encoder = Encoder(form, rate)
    for pcm in samples(pieces, rate):
        if ready := encoder.add(pcm):
            yield ready
    yield encoder.end()
