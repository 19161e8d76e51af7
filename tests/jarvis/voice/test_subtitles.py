"""Subtitles are read back by a reader of their own, whatever was said."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jarvis.voice.subtitles import srt, vtt
from models.types import Segment

SEGMENTS = [
    Segment(0.0, 1.5, "What's the time?", 0.9),
    Segment(1.5, 1.6, "  ", 0.1),
    Segment(3599.9996, 3725.25, "R&D: <b> --> 7\n\nand on", 0.8),
]

TIME = r"(\d\d+):(\d\d):(\d\d)[.,](\d{3})"
CUE = re.compile(rf"(?:\d+\n)?{TIME} --> {TIME}\n([^\n]+)\n?")

seconds = st.floats(0, 360_000, allow_nan=False)
segments = st.lists(st.builds(Segment, seconds, seconds, st.text(), st.just(1.0)), max_size=5)


def test_subrip():
    assert srt(SEGMENTS) == (
        "1\n00:00:00,000 --> 00:00:01,500\nWhat's the time?\n\n"
        "2\n01:00:00,000 --> 01:02:05,250\nR&D: <b> --> 7 and on\n"
    )


def test_webvtt():
    assert vtt(SEGMENTS) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nWhat's the time?\n\n"
        "01:00:00.000 --> 01:02:05.250\nR&amp;D: &lt;b&gt; --&gt; 7 and on\n"
    )


def test_nothing_heard():
    assert srt([]) == ""
    assert vtt([]) == "WEBVTT\n"


@given(segments)
def test_every_cue_is_read_back_with_its_times(said):
    spoken = [segment for segment in said if segment.text.strip()]
    blocks = srt(said).split("\n\n") if spoken else []
    assert len(blocks) == len(vtt(said).split("\n\n")) - 1 == len(spoken)
    for segment, block in zip(spoken, blocks, strict=True):
        found = CUE.fullmatch(block)
        assert found is not None
        *times, text = found.groups()
        assert (_seconds(times[:4]), _seconds(times[4:])) == (
            round(segment.start * 1000),
            round(segment.end * 1000),
        )
        assert text.split() == segment.text.split()


def _seconds(parts):
    hours, minutes, seconds, milliseconds = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
