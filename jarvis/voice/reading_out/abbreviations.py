"""Abbreviations in full: "e.g.", "Dr." before a name, "p. ej.", "n.º 5".

`ends_nothing` is for who cuts sentences: whether a full stop may belong to an abbreviation.
"""

import re
from functools import cache

from jarvis.voice.reading_out.english import ENGLISH
from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.spanish import SPANISH

ENDING = frozenset({"etc.", "a.m.", "p.m.", "m.", "uu.", "c.", "al."})
"""Abbreviations that often are a sentence's last word, too."""

CLOSING = re.compile(r"\s+[A-ZÁÉÍÓÚÑ¿¡]|\s*$")


def said(text: str, words: Lexicon) -> str:
    """The text with its abbreviations in words; one that ends a sentence keeps the full stop."""
    if "." not in text and "º" not in text and "°" not in text and "c/" not in text:
        return text
    text = _plain(words).sub(lambda found: _full(found, words), text)
    text = _pattern(tuple(words.before_capital), r"(?=\s?[A-ZÁÉÍÓÚÑ])").sub(
        lambda found: words.before_capital[found[0].lower()], text
    )
    return _pattern(tuple(words.numbered), r"(?=\s?[0-9])").sub(
        lambda found: _like(found[0], words.numbered[found[0].lower()]), text
    )


def ends_nothing(word: str, following: str) -> bool:
    """Whether `word` (with its full stop) is an abbreviation that goes on, by what follows it.

    Args:
        word: as written, from the last blank to the full stop.
        following: the next visible character.
    """
    initial = len(word) == 2 and word[0].isupper() and word != "I."
    word = word.lower().lstrip("(¿¡\"'“‘«[")
    if word in _goes_on():
        return word not in ENDING or not following.isupper()
    if word in _only_numbered():
        return following.isdecimal()
    return initial


@cache
def _goes_on() -> frozenset[str]:
    tables = (lexicon.abbreviations for lexicon in (ENGLISH, SPANISH))
    plain = {word for table in tables for name in table for word in name.split()}
    names = {name for lexicon in (ENGLISH, SPANISH) for name in lexicon.before_capital}
    return frozenset(word for word in plain | names if word.endswith("."))


@cache
def _only_numbered() -> frozenset[str]:
    return frozenset(name for lexicon in (ENGLISH, SPANISH) for name in lexicon.numbered)


def _plain(words: Lexicon) -> re.Pattern[str]:
    return _pattern(tuple(words.abbreviations), r"(?!\w)")


@cache
def _pattern(names: tuple[str, ...], behind: str) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first)
    return re.compile(rf"(?<![\w.])(?:{either}){behind}", re.IGNORECASE)


def _full(found: re.Match[str], words: Lexicon) -> str:
    name = re.sub(r"\s", " ", found[0].lower())
    full = _like(found[0], words.abbreviations[name])
    stop = name.endswith(".") and name.split()[-1] in ENDING
    return f"{full}." if stop and CLOSING.match(found.string, found.end()) else full


def _like(written: str, full: str) -> str:
    """With a capital where the abbreviation, at a sentence's beginning, has one."""
    first = written[:1].isupper() and written[1:2].islower()
    return full[:1].upper() + full[1:] if first else full
