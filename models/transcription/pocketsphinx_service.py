"""PocketSphinx in the child: a decoder for each who speaks, as long as there are enough."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from models.broken import loading
from models.transcription import RATE, words
from models.transcription.service import TranscriptionService
from models.transcription.stream import Heard
from models.transcription.words import Word

MOST_DECODERS = 3
"""For parts that are recognised while somebody speaks; each takes 90 MB. One more is shared."""

FRAMES = 100
"""A second."""

HUSH = 0.2
"""Seconds of a hardly open microphone before each part: without it the decoder loses the first word
of half of those who begin at once.
"""

FLOOR, SURE = 0.1, 0.45
"""Confidence below which nothing was heard, and from which a person needn't look at the words."""

FILES = {"hmm": "en-us", "lm": "en-us.lm.bin", "dict": "cmudict-en-us.dict"}


class PocketSphinxService(TranscriptionService):
    """Decoders are handed from one who spoke to the next who speaks.

    Raises:
        ModelFileInvalid: from `load`.
    """

    def __init__(self, name: str, source: str) -> None:
        super().__init__(name)
        self._source = source
        self._free: list[Any] = []
        self._made = 0

    def open(self) -> None:
        """See `TranscriptionService`."""
        with loading(self._name, self._source):
            self._shared = self._decoder()
            self._untouched = self._shared.get_cmn(False)
            self._free.append(self._decoder())
            self._made = 1

    def part(self, hot_words: Sequence[str], language: str) -> "PocketSphinxPart":
        """See `TranscriptionService`. Its words and its language are fixed."""
        return PocketSphinxPart(self)

    def take(self) -> Any | None:
        """A decoder for a part's own, if there is one more."""
        if not self._free and self._made < MOST_DECODERS:
            self._free.append(self._decoder())
            self._made += 1
        return self._started(self._free.pop()) if self._free else None

    def give_back(self, decoder: Any) -> None:
        """Whose utterance is over."""
        self._free.append(decoder)

    def shared(self) -> Any:
        """The decoder of all who have none of their own, for one sound from beginning to end."""
        return self._started(self._shared)

    def _started(self, decoder: Any) -> Any:
        # What it learnt of one person's voice doesn't fit the next one's.
        decoder.set_cmn(self._untouched)
        decoder.start_utt()
        decoder.process_raw(_hush(), no_search=False, full_utt=False)
        return decoder

    def _decoder(self) -> Any:
        from pocketsphinx import Decoder

        folder = Path(self._source)
        # The second pass costs as much as the first; the best path through the lattice costs
        # nothing to speak of, and tells how likely each word is.
        return Decoder(
            **{option: str(folder / path) for option, path in FILES.items()},
            samprate=16000.0,
            fwdflat=False,
            bestpath=True,
            loglevel="FATAL",
        )


class PocketSphinxPart:
    """A part, recognised while it is spoken; at its end where all decoders are taken."""

    def __init__(self, service: PocketSphinxService) -> None:
        self._service = service
        self._decoder = service.take()
        self._waiting = bytearray()

    def feed(self, pcm: bytes) -> None:
        """See `Part`."""
        if self._decoder:
            self._decoder.process_raw(pcm, no_search=False, full_utt=False)
        else:
            self._waiting += pcm

    def pause(self) -> None:
        """See `Part`. The words are known already."""

    @property
    def text(self) -> str:
        """See `Part`."""
        found = self._decoder.hyp() if self._decoder else None
        said = found.hypstr.split() if found else []
        return words.written(" ".join(w.text for w in words.words(Word(0, 0, w, 0) for w in said)))

    def finish(self, *, unchanged: bool) -> Heard:
        """See `Part`."""
        own, decoder = self._decoder, self._decoder or self._service.shared()
        self._decoder = None
        if self._waiting:
            decoder.process_raw(bytes(self._waiting), no_search=False, full_utt=False)
        decoder.end_utt()
        found = words.words(_words(decoder))
        if own:
            self._service.give_back(own)
        confidence = words.confidence(found)
        if confidence < FLOOR:
            return Heard(language="en")
        return Heard(tuple(words.segments(found)), "en", unsure=confidence < SURE)

    def abandon(self) -> None:
        """See `Part`."""
        if self._decoder:
            decoder, self._decoder = self._decoder, None
            decoder.end_utt()
            self._service.give_back(decoder)


def _words(decoder: Any) -> list[Word]:
    return [
        Word(_seconds(s.start_frame), _seconds(s.end_frame + 1), s.word, min(s.prob, 1.0))
        for s in decoder.seg() or ()
    ]


def _seconds(frame: int) -> float:
    """From the part's beginning."""
    return max(0.0, frame / FRAMES - HUSH)


@cache
def _hush() -> bytes:
    noise = np.random.default_rng(0).integers(-1, 2, int(HUSH * RATE))
    return noise.astype("<i2").tobytes()
