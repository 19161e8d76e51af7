"""Money, measures and ranges: numbers that belong to a sign or a unit."""

import re
from functools import cache

from jarvis.voice.reading_out.lexicon import Currency, Lexicon
from jarvis.voice.reading_out.numerals import parts, single, spoken, whole

SUBTRACTION = re.compile(r"(?<=[0-9])\s[-−]\s(?=[0-9])")
MILLIONS = re.compile(r"mill(?:ón|ones)$")


def said(text: str, words: Lexicon) -> str:
    """The text with its amounts in words."""
    if not any(map(str.isdecimal, text)):
        return text
    text = SUBTRACTION.sub(f" {words.minus} ", text)
    text = _money_range(words).sub(
        lambda found: f"{spoken(found[2], words)} {words.to} {found[1]}{found[3]}", text
    )
    text = _range(words).sub(lambda found: f"{spoken(found[1], words)} {words.to} ", text)
    text = _negative(words).sub(f"{words.minus} ", text)
    text = _sign_first(words).sub(
        lambda found: _money(found[2], found[3], words.currencies[found[1]], words), text
    )
    text = _sign_last(words).sub(
        lambda found: _money(found[1], found[2], words.currencies[found[3]], words), text
    )
    text = _multiplied(words).sub(
        lambda found: f"{spoken(found[1], words, 'm')} {words.multiples[found[2]]}", text
    )
    return _measure(words).sub(lambda found: _measured(found[1], found[2], words), text)


@cache
def _range(words: Lexicon) -> re.Pattern[str]:
    number = words.number
    return re.compile(rf"(?<![\w.,/–-])({number})(?:\s?–\s?|-)(?={number}(?![\w]*[–-][0-9]))")


@cache
def _money_range(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([$€£¥])({words.number})\s?[–-]\s?[$€£¥]?({words.number})(?![0-9])")


@cache
def _negative(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w).,])[-−](?=[$€£¥]?{words.number})")


@cache
def _sign_first(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([$€£¥])\s?({words.number})(?![0-9])(?:\s?({_many(words)})\b)?")


@cache
def _sign_last(words: Lexicon) -> re.Pattern[str]:
    signs = "|".join(map(re.escape, words.currencies))
    return re.compile(
        rf"(?<![\w.,])({words.number})(?:\s?({_many(words)}))?(?:\sde)?\s?({signs})(?!\w)"
    )


@cache
def _measure(words: Lexicon) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(words.units, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.,])({words.number})\s?({units})(?!\w)(?!/\w)")


@cache
def _multiplied(words: Lexicon) -> re.Pattern[str]:
    """Match "100K" and "5M"; but 4K and 8K are pictures."""
    return re.compile(rf"(?<![\w.,])(?![48]K)({words.number})([kKM])(?!\w)")


def _many(words: Lexicon) -> str:
    return "|".join(sorted(map(re.escape, words.multiples), key=len, reverse=True))


def _money(number: str, multiple: str | None, currency: Currency, words: Lexicon) -> str:
    gender = "f" if currency.feminine else "m"
    if multiple:
        of = " de" if MILLIONS.search(words.multiples[multiple]) else ""
        return f"{spoken(number, words, 'm')} {words.multiples[multiple]}{of} {currency.many}"
    head, tail = parts(number, words)
    if len(tail) not in (0, 2):
        return f"{spoken(number, words)} {currency.many}"
    cents = _counted(tail, currency.part, currency.parts, "m", words) if tail.strip("0") else ""
    if cents and not head.strip("0"):
        return cents
    coins = _counted(head, currency.one, currency.many, gender, words)
    return f"{coins} {words.cents_join} {cents}" if cents else coins


def _counted(digits: str, one: str, many: str, gender: str, words: Lexicon) -> str:
    number = whole(digits, words, gender)
    of = " de" if MILLIONS.search(number) else ""
    return f"{number}{of} {one if int(digits) == 1 else many}"


def _measured(number: str, symbol: str, words: Lexicon) -> str:
    unit = words.units[symbol]
    gender = "" if symbol == "%" else "f" if unit.feminine else "m"
    said_so = spoken(number, words, gender)
    of = " de" if MILLIONS.search(said_so) and gender else ""
    return f"{said_so}{of} {unit.one if single(number, words) else unit.many}"
