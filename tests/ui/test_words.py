"""English and Spanish say the same things."""

from dataclasses import fields
from string import Formatter

import pytest

from ui.english import ENGLISH
from ui.spanish import SPANISH
from ui.words import Words, escaped

SAME_IN_BOTH = {"tab_chat", "speed", "gpu"}
TEXTS = [field.name for field in fields(Words) if isinstance(getattr(ENGLISH, field.name), str)]


def names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


@pytest.mark.parametrize("field", TEXTS)
def test_both_languages_fill_in_the_same_names(field: str) -> None:
    assert names(getattr(ENGLISH, field)) == names(getattr(SPANISH, field))


@pytest.mark.parametrize("field", TEXTS)
def test_nothing_is_left_untranslated(field: str) -> None:
    english, spanish = getattr(ENGLISH, field), getattr(SPANISH, field)
    assert english.strip()
    assert (english == spanish) == (field in SAME_IN_BOTH)


def test_both_name_the_same_languages_and_offer_as_many_examples() -> None:
    assert ENGLISH.language_names.keys() == SPANISH.language_names.keys()
    assert len(ENGLISH.examples) == len(SPANISH.examples)


def test_escaped_words_hold_no_markup() -> None:
    assert all("<" not in getattr(escaped(ENGLISH), field) for field in TEXTS)
    assert escaped(ENGLISH).disconnected == "Jarvis isn’t running"
