"""What a text is found by: its words without case and accents, and their stems.

The search table has two columns. `words` holds a text as it is, and SQLite's `unicode61` takes it
apart; `stems` holds what `stems` makes of the same text. A question is written for both by
`jarvis.knowledge.question`. Nothing here knows of tables, documents or questions.
"""

import re
import unicodedata
from functools import lru_cache

from jarvis.knowledge.words.stemming import english_stem, spanish_stem
from jarvis.knowledge.words.stop_words import STOPS

LONGEST = 40
"""Characters of a word that has stems; what is longer is a key or a hash, found by itself."""

LONGEST_COMPOUND = 80
"""Characters of a compound that is also joined: "wi-fi" is "wifi", an address isn't one word."""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens and what takes no room: they stand within words and aren't part of them."""

ACCENT = re.compile("[\u0300-\u036f]")
TOKEN = re.compile(
    r"\d{1,3}(?:[.,'’]\d{3})+(?![\w.,]\d)"  # 1,200 and 1.200 are the number 1200
    r"|[^\W_]+(?:[-_][^\W_]+)*"
)
WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"[^\W\d_]+|\d+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def fold(text: str) -> str:
    """The text without case, accents (ñ is n) and invisible characters; compatible forms are one.

    Folding twice changes nothing. The result may be longer or shorter than the text.
    """
    if text.isascii():
        return text.lower()
    plain = ACCENT.sub("", unicodedata.normalize("NFKD", UNSEEN.sub("", text)))
    bare = ACCENT.sub("", unicodedata.normalize("NFKD", plain.casefold()))
    return unicodedata.normalize("NFKC", bare)


def tokens(text: str) -> list[str]:
    """The text's words, folded, in order; taken apart as SQLite's `unicode61` does."""
    return WORD.findall(fold(text))


def stems(text: str) -> str:
    """What the `stems` column holds of a text: words, separated by blanks, in the text's order.

    Of each word but the commonest, its English and its Spanish stem, once if they are the same. Of
    a compound also its parts and the whole: `parseConfig`, `parse_config` and `parse-config` are
    each found by "parse config" and by "parseconfig", 1.200 by 1200, and 10km by "10 km".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    return " ".join(filter(None, map(_found_by, TOKEN.findall(text))))


def stems_of(word: str, language: str = "") -> tuple[str, ...]:
    """The stems of one folded word in "en" or "es", or in both where the language isn't known."""
    if len(word) > LONGEST or not word.isalpha():
        return (word,)
    if language:
        return (english_stem(word) if language == "en" else spanish_stem(word),)
    return tuple(dict.fromkeys((english_stem(word), spanish_stem(word))))


def parts(word: str) -> list[str]:
    """A compound's words, folded: "parse" and "config" of `parseConfig`; one of a plain word."""
    return [
        fold(part)
        for piece in WORD.findall(word)
        for hump in (CAMEL.split(piece) if len(piece) <= LONGEST else [piece])
        for part in (PART.findall(hump) if len(hump) <= LONGEST else [hump])
    ]


@lru_cache(maxsize=65_536)
def _found_by(token: str) -> str:
    """What a token adds to the column; cached, for a collection's words are the same few."""
    if token.isdigit():
        return token
    split = parts(token)
    found = [stem for part in split if part not in STOPS for stem in stems_of(part)]
    if len(split) > 1:
        if found != split:
            found += split  # side by side, for a phrase
        whole = "".join(WORD.findall(fold(token)))
        if len(token) <= LONGEST_COMPOUND:
            found += dict.fromkeys((whole, *stems_of(whole)))
    return " ".join(found)
