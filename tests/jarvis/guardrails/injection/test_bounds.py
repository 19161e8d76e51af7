"""Texts that are made to take for ever are read all the same."""

import random

import pytest

from jarvis.guardrails.injection import injection

SIZE = 200_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@pytest.mark.parametrize(
    "unit",
    ["ignore ", "ignore all previous ", "<|", "(((", "[](", "![x](http://", '"', "'a", "`", "«",
     "i g n o r e ", "49 ", "aGVsbG8g", "system:\n", "<!-- ", "\n", ". ", "a" * 400 + " ", "@",
     "not not never ", "act as ", "vtaber ", "style=display:none ", "{{", "= "],
)  # fmt: skip
def test_a_long_text_of_one_thing_is_read(unit: str) -> None:
    for one in injection((unit * (SIZE // len(unit) + 1))[:SIZE]):
        assert 0 <= one.start < one.end <= SIZE


def test_a_long_text_that_looks_encoded_is_read() -> None:
    text = "".join(random.Random(1).choices(LETTERS, k=SIZE))
    assert all(one.score < 0.5 for one in injection(text))
