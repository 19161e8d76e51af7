"""English and Spanish say the same things of talking."""

from dataclasses import fields
from string import Formatter
from typing import Any

from ui.english import ENGLISH
from ui.spanish import SPANISH


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
        where: text for key, part in parts for where, text in texts(part, f"{at}.{key}").items()
    }


def names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


def test_nothing_is_left_untranslated_and_both_fill_in_the_same_names() -> None:
    english, spanish = texts(ENGLISH.voice), texts(SPANISH.voice)
    assert english.keys() == spanish.keys()
    for at, text in english.items():
        nothing_goes_on = at in (".states.idle.said", ".states.idle.stop")
        assert bool(text.strip()) != nothing_goes_on, at
        assert (text == spanish[at]) == nothing_goes_on, at
        assert names(text) == names(spanish[at]), at
