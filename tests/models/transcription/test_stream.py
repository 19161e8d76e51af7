"""How a sound is cut into parts, with an engine that only takes notes."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from models.transcription import RATE
from models.transcription.stream import LEAD_IN, SECOND, Heard, Stream
from models.types import Segment
from tests.models.transcription import sounds

SAID = sounds.from_the_start(sounds.SENTENCES[0])
NOTHING: dict[str, Any] = {
    "segments": [], "language": "", "confidence": 0.0, "speech_seconds": 0, "unsure": False,
}  # fmt: skip


@dataclass
class Notes:
    """A part that says how long it is."""

    language: str
    sound: bytes = b""
    pauses: int = 0
    unchanged: bool | None = None
    abandoned: bool = False

    @property
    def text(self) -> str:
        return f"{self.pauses} pauses"

    def feed(self, pcm: bytes) -> None:
        self.sound += pcm

    def pause(self) -> None:
        self.pauses += 1

    def finish(self, *, unchanged: bool) -> Heard:
        self.unchanged = unchanged
        seconds = len(self.sound) / SECOND
        return Heard((Segment(0, seconds, f"{seconds:.0f} s", 0.5),), "es", unsure=True)

    def abandon(self) -> None:
        self.abandoned = True


@dataclass
class Engine:
    """Begins parts, and keeps them."""

    parts: list[Notes] = field(default_factory=list)

    def begin(self, language: str) -> Notes:
        self.parts.append(Notes(language))
        return self.parts[-1]


def feed(stream: Stream, *samples: sounds.Samples, live: bool = True, step: int = 3200) -> Any:
    pcm = sounds.sound(np.concatenate(samples)).pcm
    last = {}
    for start in range(0, len(pcm), step):
        last = stream.feed(pcm[start : start + step], live=live)
    return last


def test_silence_reaches_no_engine() -> None:
    engine = Engine()
    stream = Stream(engine.begin, "")
    assert feed(stream, sounds.silence(3)) == {"text": "", "speaking": False, "seconds": 3.0}
    assert stream.finish() == NOTHING | {"seconds": 3.0}
    assert engine.parts == []


def test_no_sound_at_all_is_nothing() -> None:
    assert Stream(Engine().begin, "").finish() == NOTHING | {"seconds": 0}
    stream = Stream(Engine().begin, "")
    feed(stream, sounds.silence(0.01))
    assert stream.finish() == NOTHING | {"seconds": 0.01}


def test_a_part_begins_before_speech_does() -> None:
    engine = Engine()
    stream = Stream(engine.begin, "en")
    feed(stream, sounds.silence(2), SAID)
    (part,) = engine.parts
    missing = 2 + len(SAID) / RATE - len(part.sound) / SECOND
    assert 2 - LEAD_IN - 0.3 <= missing <= 2 - LEAD_IN + 0.2
    found = stream.finish()
    assert found["segments"][0]["start"] == pytest.approx(missing, abs=0.01)
    assert (found["language"], found["unsure"]) == ("en", True)


def test_speech_from_the_first_sample_on_is_whole() -> None:
    engine = Engine()
    stream = Stream(engine.begin, "en")
    feed(stream, SAID)
    assert engine.parts[0].sound == sounds.sound(SAID).pcm


def test_one_look_a_pause() -> None:
    engine = Engine()
    stream = Stream(engine.begin, "en")
    heard = feed(stream, SAID, sounds.silence(1))
    assert (heard["text"], heard["speaking"]) == ("1 pauses", False)
    stream.finish()
    assert engine.parts[0].unchanged
    stream = Stream(engine.begin, "en")
    heard = feed(stream, SAID, sounds.silence(1), SAID[:RATE])
    assert (heard["text"], heard["speaking"]) == ("1 pauses", True)
    stream.finish()
    assert engine.parts[1].unchanged is False


def test_nobody_looks_where_nobody_reads_along() -> None:
    engine = Engine()
    feed(Stream(engine.begin, "en"), SAID, sounds.silence(1), live=False)
    assert engine.parts[0].pauses == 0


@pytest.mark.parametrize("step", [320, 3200, 999_999])
def test_a_long_sound_is_cut_at_pauses(step: int) -> None:
    engine = Engine()
    stream = Stream(engine.begin, "")
    feed(stream, *[SAID, sounds.silence(0.8)] * 10, live=False, step=step)
    found = stream.finish()
    assert [part.language for part in engine.parts] == ["", *["es"] * (len(engine.parts) - 1)]
    assert len(engine.parts) == 3
    ends = [(s["start"], s["end"]) for s in found["segments"]]
    assert all(10 <= end - start <= 14 for start, end in ends[:-1])
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert ends[-1][1] <= found["seconds"]


def test_one_who_never_pauses_is_cut_all_the_same() -> None:
    engine = Engine()
    voiced = np.concatenate([SAID[RATE // 4 : RATE]] * 90)
    stream = Stream(engine.begin, "")
    feed(stream, voiced, live=False)
    stream.finish()
    assert all(len(part.sound) <= 62 * SECOND for part in engine.parts)
    assert sum(len(part.sound) for part in engine.parts) >= 2 * len(voiced) - SECOND


def test_half_a_sample_waits_for_its_other_half() -> None:
    engine = Engine()
    feed(Stream(engine.begin, "en"), SAID, step=1601)
    assert sounds.sound(SAID).pcm.startswith(engine.parts[0].sound)


def test_a_forgotten_one_forgets_its_part() -> None:
    engine = Engine()
    stream = Stream(engine.begin, "en")
    stream.abandon()
    feed(stream, SAID)
    stream.abandon()
    assert engine.parts[0].abandoned
