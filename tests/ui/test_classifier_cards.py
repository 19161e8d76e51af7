"""Classifiers on the Models tab: under a heading of their own, to be fetched and never chosen."""

import pytest

from jarvis.shelf import Entry, Fit
from models.catalogue import catalogue
from ui.english import ENGLISH
from ui.header import Standing
from ui.shelf_cards import card, shelf_cards
from ui.spanish import SPANISH
from ui.words import Words

CARD = next(card for card in catalogue() if card.task == "classification")
ENTRY = Entry(CARD, Fit(True, 1_000_000_000), on_disk=False, active=False)
HERE = Entry(CARD, Fit(True, 1_000_000_000), on_disk=True, active=False)


def test_one_that_is_not_here_can_be_fetched() -> None:
    assert 'data-do="pull"' in card(ENTRY, "", False, ENGLISH)


def test_one_that_is_here_is_not_chosen_for_chat() -> None:
    drawn = card(HERE, "", False, ENGLISH)
    assert CARD.title in drawn
    assert "data-do" not in drawn


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_they_stand_under_a_heading_of_their_own(words: Words) -> None:
    drawn = shelf_cards([HERE], Standing(None, None, ()), words)
    assert words.guardrails.title in drawn
    assert words.models_here not in drawn
