"""Thoughts between tags, complete and as they stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.reasoning import CLOSE, OPEN, split_reasoning

PLAIN = st.text().filter(lambda text: "<" not in text and text.strip())


@pytest.mark.parametrize(
    ("text", "thought", "answer", "still_open"),
    [
        ("Just an answer.", "", "Just an answer.", False),
        ("<think>Hm.</think>\n\nYes.", "Hm.", "Yes.", False),
        ("\n<think>\nHm.\n</think>Yes.", "Hm.", "Yes.", False),
        ("<think>Hm", "Hm", "", True),
        ("<think>Hm.</thi", "Hm.", "", True),
        ("<thi", "", "", False),
        ("The tag <think> opens a thought.", "", "The tag <think> opens a thought.", False),
        ("", "", "", False),
    ],
)
def test_what_is_thought_and_what_is_said(text, thought, answer, still_open) -> None:
    assert split_reasoning(text) == (thought, answer, still_open)


@given(PLAIN, PLAIN)
def test_however_far_a_stream_has_come_nothing_leaks(thought: str, answer: str) -> None:
    whole = f"{OPEN}{thought}{CLOSE}{answer}"
    for end in range(len(whole) + 1):
        thinks, says, _ = split_reasoning(whole[:end])
        assert thought.strip().startswith(thinks.strip())
        assert answer.lstrip().startswith(says)
    assert split_reasoning(whole) == (thought.strip(), answer.lstrip(), False)
