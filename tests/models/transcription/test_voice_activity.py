"""Whether somebody speaks, as sound comes in pieces of any size."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.transcription import RATE
from models.transcription.voice_activity import VoiceActivity
from tests.models.transcription import sounds


def judged(samples: sounds.Samples, *cuts: int) -> VoiceActivity:
    activity = VoiceActivity()
    for start, end in pairwise([0, *sorted(cuts), len(samples)]):
        activity.feed(samples[start:end].astype(np.float32))
    activity.end()
    return activity


@pytest.mark.parametrize("kind", sounds.KINDS)
def test_nobody_speaks_in_silence_noise_or_music(kind: str) -> None:
    for samples in sounds.nobody_spoke(kind):
        assert judged(samples).speech() == []


@pytest.mark.parametrize("voice", sounds.VOICES)
def test_speech_is_found_where_it_is(voice: str) -> None:
    said = sounds.from_the_start(sounds.SENTENCES[0], voice)
    activity = judged(np.concatenate([sounds.silence(1), said, sounds.silence(1)]))
    found = activity.speech()
    assert found[0].start == pytest.approx(1, abs=0.15)
    assert activity.last_end == found[-1].end == pytest.approx(1 + len(said) / RATE, abs=0.4)
    assert not activity.speaking
    assert activity.speech(found[-1].end) == []


def test_it_is_told_while_somebody_speaks() -> None:
    said = sounds.from_the_start(sounds.SENTENCES[0])
    activity = VoiceActivity()
    assert (activity.speaking, activity.last_end) == (False, 0)
    activity.feed(said[: RATE // 2].astype(np.float32))
    assert activity.speaking
    assert activity.unclear_since < 0.2


@settings(max_examples=25)
@given(st.lists(st.integers(0, 3 * RATE), max_size=8))
def test_the_size_of_the_pieces_changes_nothing(cuts: list[int]) -> None:
    said = np.concatenate([sounds.say(sounds.SENTENCES[1]), sounds.silence(1)])
    cut, whole = judged(said, *(min(c, len(said)) for c in cuts)), judged(said)
    assert cut.seconds == whole.seconds
    for mine, other in zip(cut.speech(), whole.speech(), strict=True):
        assert (mine.start, mine.end) == (other.start, other.end)
        assert mine.peak == pytest.approx(other.peak, abs=1e-4)
