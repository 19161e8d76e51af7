"""Common words in English and Spanish, so that a question finds a text in the other language.

`bilingual.tsv` is our own: a row is English, a tab, Spanish; several words of one meaning stand
with commas between them. Words of several meanings are given the one that documents use most.
"""

from functools import cache
from importlib.resources import files

from jarvis.knowledge.words import tokens
from jarvis.knowledge.words.stemming import english_stem, spanish_stem

MOST = 3
"""Translations of a word that are looked for."""


def translations(word: str, language: str) -> tuple[str, ...]:
    """What a folded word is in the other language: words, or phrases of two or three.

    Args:
        language: what the word is in: "en" or "es"; in "", either.
    """
    english, spanish = _tables()
    found: list[str] = []
    if language != "es":
        found += english.get(english_stem(word), ())
    if language != "en":
        found += spanish.get(spanish_stem(word), ())
    return tuple(dict.fromkeys(found))[:MOST]


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """From an English stem to Spanish words, and from a Spanish stem to English ones."""
    english: dict[str, tuple[str, ...]] = {}
    spanish: dict[str, tuple[str, ...]] = {}
    for here, there in _rows():
        for word in here:
            _add(english, english_stem(word), there)
        for word in there:
            _add(spanish, spanish_stem(word), here)
    return english, spanish


def _add(table: dict[str, tuple[str, ...]], stem: str, words: tuple[str, ...]) -> None:
    if " " not in stem:  # a phrase is only ever a translation
        table[stem] = tuple(dict.fromkeys((*table.get(stem, ()), *words)))


def _rows() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    text = (files(__package__) / "bilingual.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(_words(english), _words(spanish)) for english, spanish in rows]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(tokens(word)) for word in cell.split(","))
