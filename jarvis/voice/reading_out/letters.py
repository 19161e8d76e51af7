"""Capitals that are said by letters, and the names that programs give things."""

import re

from jarvis.voice.reading_out.lexicon import Lexicon

DOTTED = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,6})(?!\w)")
CAPITALS = re.compile(r"(?<![\w-])([A-Z]{2,6})(s)?(?![\w'’]*[\wÁÉÍÓÚÑáéíóúñ])")
VOWELS = frozenset("AEIOUY")
MOST = 5
"""Letters without a vowel that are spelt; more of them are an outcry."""

CALL = re.compile(r"(?<=\w)\(\)")
SNAKE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
DOT_INSIDE = re.compile(r"(?<=[A-Za-z_)])\.(?=[A-Za-z]{2})")


def said(text: str, words: Lexicon) -> str:
    """The text with its capital words spelt where people spell them."""
    text = SNAKE.sub(" ", CALL.sub("", text))
    text = DOTTED.sub(_dotted, text)
    text = DOT_INSIDE.sub(f" {words.signs['.']} ", text)
    return CAPITALS.sub(lambda found: _capitals(found, words), text)


def spelt(capitals: str, words: Lexicon) -> bool:
    """Whether a word in capitals is said by its letters."""
    return capitals in words.letters or (len(capitals) <= MOST and not VOWELS & set(capitals))


def _dotted(found: re.Match[str]) -> str:
    """Say "U.S." as "U S"; the full stop stays where a sentence may have ended."""
    behind = found.string[found.end() :].lstrip()[:1]
    stop = "." if not behind or (behind.isupper() and found[0][0] != behind) else ""
    return " ".join(found[1].replace(".", "")) + stop


def _capitals(found: re.Match[str], words: Lexicon) -> str:
    word = found[1]
    if not spelt(word, words):
        return found[0]
    return " ".join(word) + ("'s" if found[2] and words.code == "en" else "")
