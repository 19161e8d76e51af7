"""Ordinals, fractions, powers, and every number that nothing else has put into words."""

import re
from functools import cache

from jarvis.voice.reading_out.gender import gender_behind
from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.numerals import by_digits, ordinal, spoken, whole

ENGLISH_ORDINAL = re.compile(
    r"(?<![\w.,])([0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:st|nd|rd|th)\b"
)
SPANISH_ORDINAL = re.compile(
    r"(?<![\w.,])([0-9]{1,4})(?:\.?([ºªº])|\.?(er)|\.?(?:r?o|do|to|mo)|\.?(ra|da|ta|ma))(?!\w)"
)
VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅖": "2/5",
          "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8",
          "⅞": "7/8"}  # fmt: skip
MIXED = re.compile(rf"(?<![\w.,])([0-9]{{1,6}})?\s?([{''.join(VULGAR)}])(?![\w])")
FRACTION = re.compile(r"(?<![\w.,/])([0-9]{1,4})/([0-9]{1,4})(?![\w/])(?![.,][0-9])")
ROUND_THE_CLOCK = ("24", "7")
POWER = re.compile(r"\s?\^\{?([23])\}?(?![0-9])")
SQUARED = re.compile(r"(?<=\w)([²³])")
LEFT = re.compile(r"[0-9]{1,4000}")


def said(text: str, words: Lexicon) -> str:
    """The text without figures: each number in words."""
    text = SQUARED.sub(lambda found: f" {words.signs[found[1]]}", text)
    text = MIXED.sub(lambda found: _mixed(found, words), text)
    if not any(map(str.isdecimal, text)):
        return text
    text = POWER.sub(lambda found: f" {words.signs['²' if found[1] == '2' else '³']}", text)
    text = _ordinals(text, words)
    text = FRACTION.sub(lambda found: _fraction(found, words), text)
    text = _number(words).sub(lambda found: _bare(found, words), text)
    return LEFT.sub(lambda found: f" {by_digits(found[0], words)} ", text)


@cache
def _number(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){words.number}(?![\w])")


def _bare(found: re.Match[str], words: Lexicon) -> str:
    gender = gender_behind(found.string, found.end()) if words.code == "es" else ""
    return spoken(found[0], words, gender)


def _ordinals(text: str, words: Lexicon) -> str:
    if words.code == "en":
        return ENGLISH_ORDINAL.sub(
            lambda found: ordinal(int(found[1].replace(",", "")), words), text
        )
    return SPANISH_ORDINAL.sub(lambda found: _spanish_ordinal(found, words), text)


def _spanish_ordinal(found: re.Match[str], words: Lexicon) -> str:
    """Its gender is in the mark; "1.er" and "3.er" lose their last letter."""
    said_so = ordinal(int(found[1]), words, "f" if found[2] == "ª" or found[4] else "m")
    short = found[3] and said_so in ("primero", "tercero")
    return said_so[:-1] if short else said_so


def _mixed(found: re.Match[str], words: Lexicon) -> str:
    part = words.fractions[VULGAR[found[2]]]
    if not found[1]:
        return part
    number = whole(found[1], words)
    if part in ("one half", "one quarter"):
        return f"{number} and a {part[4:]}"
    half = words.code == "es" and found[2] == "½"
    return f"{number} {words.and_} {'medio' if half else part}"


def _fraction(found: re.Match[str], words: Lexicon) -> str:
    top, bottom = found[1], found[2]
    if known := words.fractions.get(f"{top}/{bottom}"):
        return known
    if (top, bottom) == ROUND_THE_CLOCK:
        return f"{whole(top, words)} {whole(bottom, words)}"
    over = {"en": "over", "es": "entre"}[words.code]
    return f"{whole(top, words)} {over} {whole(bottom, words)}"
