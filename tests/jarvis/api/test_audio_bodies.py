"""What /v1/audio makes of what it is asked, and of what was heard."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.api.audio_bodies import (
    OPENAI_VOICES,
    WRITTEN,
    SpeechRequest,
    TranscriptionForm,
)
from models.types import Segment, Transcript

HEARD = Transcript("Hello.", "en", 0.8, 1.2, 0.9, (Segment(0.1, 1.0, "Hello.", 0.8),), model="one")


def test_a_prompts_terms_are_hot_words():
    assert TranscriptionForm(prompt="Zaragoza, Ebro;\nEbro , ").hot_words == ("Zaragoza", "Ebro")
    assert TranscriptionForm().hot_words == ()


def test_openais_voices_are_the_default_one():
    assert {SpeechRequest(input="a", voice=name).chosen_voice for name in OPENAI_VOICES} == {""}
    assert SpeechRequest(input="a", voice="espeak-ng").chosen_voice == "espeak-ng"


@pytest.mark.parametrize(("asked", "here"), [(0.25, 0.5), (0.5, 0.5), (1.3, 1.3), (4, 2)])
def test_a_speed_goes_as_far_as_our_voices(asked, here):
    assert SpeechRequest(input="a", speed=asked).speed_here == here


def test_a_transcript_in_words():
    assert WRITTEN["text"](HEARD) == "Hello.\n"
    assert WRITTEN["json"](HEARD) == {"text": "Hello.", "usage": {"type": "duration", "seconds": 2}}


@given(st.floats(0, 1))
def test_a_verbose_segment_has_a_finite_log_probability(confidence):
    segment = Segment(0.0, 1.0, "Hello.", confidence)
    (told,) = WRITTEN["verbose_json"](Transcript("Hello.", segments=(segment,)))["segments"]
    assert math.isfinite(told["avg_logprob"])
    assert told["avg_logprob"] <= 0
