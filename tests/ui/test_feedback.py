"""The thumbs' cards."""

from typing import get_args

import pytest

from ui.english import ENGLISH
from ui.feedback import Bad, Good, feedback_cards
from ui.spanish import SPANISH


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_every_reason_has_its_words(words) -> None:
    assert set(get_args(Bad) + get_args(Good)) == set(words.rate_reasons)
    card = feedback_cards(words)
    for reason in get_args(Bad):
        assert f'value="{reason}"' in card


def test_reasons_for_both_thumbs_are_offered_apart() -> None:
    bad, good = feedback_cards(ENGLISH).split('class="reasons good"')
    assert "Too long" in bad
    assert "Too long" not in good
    assert "Accurate" in good
