"""Numbers in words, by num2words, with what it leaves to us: decimals, genders, long digit rows."""

import re
from functools import lru_cache

from jarvis.voice.reading_out.lexicon import Lexicon

MOST_DIGITS = 15
"""Digits that are still said as one number; longer ones are read digit by digit."""

DIGITS = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
}
SHORTENED = (
    (re.compile(r"veintiuno (?=mil|bill|trill)"), "veintiún "),
    (re.compile(r"\buno (?=mil|bill|trill)"), "un "),
)
MASCULINE = ((re.compile(r"veintiuno$"), "veintiún"), (re.compile(r"\buno$"), "un"))
FEMININE = ((re.compile(r"uno$"), "una"), (re.compile(r"ientos\b(?!.*\bmill)"), "ientas"))
"""Millions stay masculine, whatever is counted."""


@lru_cache(maxsize=4096)
def whole(number: int | str, words: Lexicon, gender: str = "") -> str:
    """A whole number in words.

    Args:
        gender: of the Spanish noun behind it: "m", "f", or "" where none follows.
    """
    digits = str(number)
    if len(digits.lstrip("-0")) > MOST_DIGITS:
        return by_digits(digits.lstrip("-"), words)
    from num2words import num2words

    said = str(num2words(int(digits), lang=words.code)).replace(",", "")
    if words.code == "en":
        return said
    for pattern, short in SHORTENED:
        said = pattern.sub(short, said)
    for pattern, form in {"m": MASCULINE, "f": FEMININE}.get(gender, ()):
        said = pattern.sub(form, said)
    return said


def by_digits(digits: str, words: Lexicon) -> str:
    """Each digit by itself; what isn't one is passed over."""
    return " ".join(DIGITS[words.code][int(digit)] for digit in digits if digit in "0123456789")


def parts(written: str, words: Lexicon) -> tuple[str, str]:
    """A number's digits before and behind its decimal mark, without group marks."""
    if words.code == "en":
        head, _, tail = written.replace(",", "").partition(".")
        return head, tail
    if "," in written and "." in written:
        group = min(",.", key=written.index)
        written = written.replace(group, "")
    elif re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", written):
        written = written.replace(".", "")
    head, _, tail = written.replace(",", ".").partition(".")
    return head, tail


def spoken(written: str, words: Lexicon, gender: str = "") -> str:
    """A number as it is written, in words; its decimals one by one, or two as a number in Spanish.

    A Spanish text that writes 3.14 hears "punto"; 3,14 is "coma".
    """
    head, tail = parts(written, words)
    zeros = len(head) > 1 and head.startswith("0")
    said = by_digits(head, words) if zeros else whole(head, words, "" if tail else gender)
    if not tail:
        return said
    point = words.point
    if words.code == "es" and written.rfind(".") > written.rfind(","):
        point = "punto"
    together = words.code == "es" and len(tail) == 2 and tail[0] != "0"
    return f"{said} {point} {whole(tail, words) if together else by_digits(tail, words)}"


def single(written: str, words: Lexicon) -> bool:
    """Whether a number is exactly one, so that its noun is in the singular."""
    return parts(written, words) == ("1", "")


def ordinal(number: int, words: Lexicon, gender: str = "m") -> str:
    """Its ordinal in words; Spanish ones from the eleventh on are said as plain numbers."""
    from num2words import num2words

    if words.code == "en":
        return str(num2words(number, lang="en", to="ordinal")).replace(",", "")
    if not 1 <= number <= 10:
        return whole(number, words)
    said = str(num2words(number, lang="es", to="ordinal"))
    return f"{said[:-1]}a" if gender == "f" else said


def year(number: int, words: Lexicon) -> str:
    """A year as people say it: "nineteen ninety-nine", "mil novecientos noventa y nueve"."""
    from num2words import num2words

    if words.code == "es" or not 1100 <= number <= 2099:
        return whole(number, words)
    return str(num2words(number, lang="en", to="year"))


def two_at_a_time(number: int, words: Lexicon) -> str:
    """Minutes, with the nought that English says: "oh five"."""
    said = whole(number, words)
    return f"oh {said}" if words.code == "en" and number < 10 else said
