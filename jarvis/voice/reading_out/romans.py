"""Roman numerals behind a noun: "Chapter IV", "Felipe II", "siglo XXI". Nowhere else.

Only numerals of I, V and X are taken: "XL", "MI" or "CD" mostly are something else.
"""

import re
from functools import cache

from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.numerals import ordinal, whole

VALUES = {"I": 1, "V": 5, "X": 10}
NUMERAL = r"(X{0,3}(?:IX|IV|V?I{0,3}))(?![\w'’.-]*\w)"


def said(text: str, words: Lexicon) -> str:
    """The text with its Roman numerals in words."""
    if not any(numeral in text for numeral in VALUES):
        return text
    text = _behind(words.regnal).sub(lambda found: _named(found, words), text)
    text = _behind(words.counted).sub(lambda found: _plain(found, words), text)
    return _elsewhere().sub(lambda found: _plain(found, words), text)


def value(numeral: str) -> int:
    """What a numeral of I, V and X stands for."""
    numbers = [VALUES[sign] for sign in numeral]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-number if number < following else number for number, following in pairs)


@cache
def _behind(noun: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({noun.pattern}\s)(?=[IVX]){NUMERAL}")


@cache
def _elsewhere() -> re.Pattern[str]:
    """Behind any other name, where it has two letters at least: "Final Fantasy VII"."""
    return re.compile(rf"\b([A-ZÁÉÍÓÚÑ][a-záéíóúñ]{{1,30}}\s)(?=[IVX]{{2}}){NUMERAL}")


def _named(found: re.Match[str], words: Lexicon) -> str:
    said_so = ordinal(value(found[2]), words, "f" if _queen(found[1]) else "m")
    return f"{found[1]}{'the ' if words.code == 'en' else ''}{said_so}"


def _plain(found: re.Match[str], words: Lexicon) -> str:
    return found[1] + whole(value(found[2]), words)


def _queen(name: str) -> bool:
    return name.strip() in ("Isabel", "Catalina")
