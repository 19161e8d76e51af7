"""English and Spanish say the same things of documents."""

from dataclasses import fields
from string import Formatter
from typing import Any, get_args

from jarvis.knowledge.documents import Status
from ui.english import ENGLISH
from ui.knowledge.document_cards import Shown
from ui.spanish import SPANISH

IN_SPANISH_ONLY = {"refusals", "formats"}
SAME_IN_BOTH: set[str] = set()


def texts(words: Any, at: str = "") -> dict[str, str]:
    """Every text, by where it stands."""
    if isinstance(words, str):
        return {at: words}
    if isinstance(words, tuple):
        parts: Any = enumerate(words)
    elif isinstance(words, dict):
        parts = words.items()
    else:
        parts = ((f.name, getattr(words, f.name)) for f in fields(words))
    return {
        where: text
        for key, part in parts
        if key not in IN_SPANISH_ONLY
        for where, text in texts(part, f"{at}.{key}").items()
    }


def names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


def test_nothing_is_left_untranslated_and_both_fill_in_the_same_names() -> None:
    english, spanish = texts(ENGLISH.knowledge), texts(SPANISH.knowledge)
    assert english.keys() == spanish.keys()
    for at, text in english.items():
        assert text.strip(), at
        assert (text == spanish[at]) == (at in SAME_IN_BOTH), at
        assert names(text) == names(spanish[at]), at


def test_every_state_and_every_filter_has_a_word() -> None:
    for words in (ENGLISH, SPANISH):
        assert set(words.knowledge.states) == set(Status)
        assert set(words.knowledge.shown) == set(get_args(Shown))
