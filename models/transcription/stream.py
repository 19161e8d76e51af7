"""One person's sound in the child, cut into parts where they pause.

Engines recognise parts. A part begins a moment before speech does, so silence is never recognised,
and is done at a pause once it is long enough: a long sound takes little memory, and little is left
to do when its last part ends. Knows no engine.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.transcription import RATE
from models.transcription.voice_activity import VoiceActivity
from models.types import Segment

SECOND = 2 * RATE
"""Bytes."""

STEP = SECOND // 8
"""Bytes after which a pause is looked for."""

LEAD_IN, MOST_LEAD_IN = 0.5, 5.0
"""Seconds before speech that belong to it: soft beginnings are noticed late, and what was unclear
for a while may turn out to be speech.
"""

PAUSE = 0.3
"""Seconds of silence after which what there is may be recognised early."""

CUTS = ((10.0, 0.5), (20.0, 0.2), (60.0, 0.0))
"""A part of at least so many seconds ends at a silence of so many."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an engine made of a part; times are from the part's beginning."""

    segments: tuple[Segment, ...] = ()
    language: str = ""
    unsure: bool = False


def samples(pcm: bytes) -> NDArray[np.float32]:
    """16-bit sound as numbers between -1 and 1."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)


class Part(Protocol):
    """A part that an engine recognises."""

    def feed(self, pcm: bytes) -> None:
        """More sound."""

    def pause(self) -> None:
        """Nobody speaks for a moment: time to look at what there is, for engines that wait."""

    @property
    def text(self) -> str:
        """The words so far, as far as they are known."""

    def finish(self, *, unchanged: bool) -> Heard:
        """It is over; `unchanged` says that nobody spoke since the last `pause`."""

    def abandon(self) -> None:
        """Forget it."""


class Stream:
    """One person's sound.

    Args:
        begin: makes a part for speech in a language, which is "" where it isn't known.
        language: what is spoken; "" is what the first part turns out to be.
    """

    def __init__(self, begin: Callable[[str], Part], language: str) -> None:
        self._begin = begin
        self._language = language
        self._activity = VoiceActivity()
        self._received = 0
        self._odd = b""
        self._lead_in = b""
        self._part: Part | None = None
        self._part_start = 0.0
        self._done = 0.0
        self._looked = 0.0
        self._segments: list[Segment] = []
        self._unsure = False

    def feed(self, pcm: bytes, *, live: bool) -> dict[str, Any]:
        """Take sound; `live` says that somebody reads along. Returns a `Hearing`'s fields."""
        pcm = self._odd + pcm
        whole = len(pcm) // 2 * 2
        pcm, self._odd = pcm[:whole], pcm[whole:]
        for start in range(0, len(pcm), STEP):
            self._take(pcm[start : start + STEP], live=live)
        words = [segment.text for segment in self._segments]
        words += [self._part.text] if self._part else []
        return {
            "text": " ".join(filter(None, words)),
            "speaking": self._activity.speaking,
            "seconds": self._seconds,
        }

    def finish(self) -> dict[str, Any]:
        """Take no more. Returns a `Transcript`'s fields, without the text and the model."""
        self._activity.end()
        if self._part is None and self._activity.speech(self._done):
            self._open()
        self._commit()
        lasting = [s.end - s.start for s in self._segments]
        weighted = sum(s.confidence * t for s, t in zip(self._segments, lasting, strict=True))
        return {
            "segments": [asdict(segment) for segment in self._segments],
            "language": self._language if self._segments else "",
            "confidence": weighted / sum(lasting) if self._segments else 0.0,
            "seconds": self._seconds,
            "speech_seconds": sum(s.end - s.start for s in self._activity.speech()),
            "unsure": self._unsure and bool(self._segments),
        }

    def abandon(self) -> None:
        """Forget it."""
        if self._part:
            self._part.abandon()
            self._part = None

    @property
    def _seconds(self) -> float:
        return self._received / SECOND

    def _take(self, pcm: bytes, *, live: bool) -> None:
        self._received += len(pcm)
        self._activity.feed(samples(pcm))
        if self._part:
            self._part.feed(pcm)
        else:
            unclear = self._seconds - self._activity.unclear_since
            keep = 2 * int(min(LEAD_IN + unclear, MOST_LEAD_IN) * RATE)
            self._lead_in = (self._lead_in + pcm)[-keep:]
            if not self._activity.speaking:
                return
            self._open()
        self._look(live=live)

    def _open(self) -> None:
        self._part = self._begin(self._language)
        self._part_start = self._seconds - len(self._lead_in) / SECOND
        self._part.feed(self._lead_in)
        self._lead_in = b""

    def _look(self, *, live: bool) -> None:
        assert self._part
        last = self._activity.last_end
        silent = 0.0 if self._activity.speaking else self._activity.seconds - last
        lasts = self._seconds - self._part_start
        if any(lasts >= length and silent >= silence for length, silence in CUTS):
            self._commit()
        elif live and silent >= PAUSE and last > self._looked:
            self._looked = last
            self._part.pause()

    def _commit(self) -> None:
        """The part is over, and its words stay as they are."""
        if self._part is None:
            return
        part, self._part = self._part, None
        self._done = self._seconds
        heard = part.finish(unchanged=self._activity.last_end <= self._looked)
        self._language = self._language or heard.language
        self._unsure |= heard.unsure
        self._segments += [
            Segment(
                round(self._part_start + s.start, 2),
                round(min(self._part_start + s.end, self._seconds), 2),
                s.text,
                s.confidence,
            )
            for s in heard.segments
        ]
