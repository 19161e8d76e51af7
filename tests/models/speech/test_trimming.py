"""Silence around a sound."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.speech.trimming import AUDIBLE, FADE_SECONDS, KEPT_SECONDS, faded, tidy, trimmed

RATE = 8_000
KEPT = int(KEPT_SECONDS * RATE)

quiet = arrays(np.int16, st.integers(0, 600), elements=st.integers(-AUDIBLE + 1, AUDIBLE - 1))
any_sound = arrays(np.int16, st.integers(0, 1200))


@given(quiet, any_sound, quiet)
def test_what_is_audible_stays_and_little_silence_with_it(
    before: np.ndarray, sound: np.ndarray, after: np.ndarray
) -> None:
    whole = np.concatenate([before, sound, after])
    left = trimmed(whole, RATE)
    loud = np.flatnonzero(np.abs(whole.astype(int)) >= AUDIBLE)
    found = np.flatnonzero(np.abs(left.astype(int)) >= AUDIBLE)
    assert np.array_equal(left[found], whole[loud])
    if loud.size:
        assert found[0] <= KEPT
        assert left.size - 1 - found[-1] <= KEPT
    else:
        assert not left.size
    assert np.array_equal(trimmed(left, RATE), left)


@given(any_sound)
def test_fading_softens_the_ends_and_touches_nothing_else(sound: np.ndarray) -> None:
    soft = faded(sound, RATE)
    length = int(FADE_SECONDS * RATE)
    assert soft.size == sound.size
    assert (np.abs(soft.astype(int)) <= np.abs(sound.astype(int))).all()
    assert np.array_equal(soft[length : soft.size - length], sound[length : sound.size - length])
    if sound.size > 1:
        assert soft[0] == soft[-1] == 0


def test_a_tone_in_silence_comes_out_alone() -> None:
    tone = np.full(RATE, 5_000, np.int16)
    silence = np.zeros(RATE, np.int16)
    pcm = tidy(np.concatenate([silence, tone, silence]), RATE)
    assert len(pcm) == 2 * (RATE + 2 * KEPT)


def test_silence_alone_is_no_sound() -> None:
    assert tidy(np.zeros(RATE, np.int16), RATE) == b""
    assert tidy(np.zeros(0, np.int16), RATE) == b""
