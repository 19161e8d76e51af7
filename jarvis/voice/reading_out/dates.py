"""Dates, times of day and years in words."""

import re
from functools import cache

from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.numerals import ordinal, two_at_a_time, whole, year

ISO = re.compile(r"(?<![\w-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T(?=[0-9]{2}:[0-9]{2})|(?![\w-]))")
SLASHED = re.compile(r"(?<![\w/])([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?![\w/])")
TIME = re.compile(
    r"(?<![\w:.,])([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]{1,9})?)?(?![\w:])(?!\.[0-9])"
    r"(?:\s?([ap])\s?m\b|\s?(h)\b|Z\b)?",
    re.IGNORECASE,
)
HOUR = re.compile(r"(?<![\w:.,])([0-9]{1,2})\s?([ap])\s?m\b", re.IGNORECASE)
RATIO = re.compile(r"(?<![\w:.,])([0-9]{1,4}):([0-9]{1,4})(?![\w:])(?!\.[0-9])")
DECADE = re.compile(r"(?<![\w.,'’])(['’]?)((?:1[0-9]|20)?[0-9]0)['’]?s\b")
YEARS = re.compile(
    r"(?<![\w.,-])((?:1[1-9]|20)[0-9]{2})\s?[–-]\s?((?:1[1-9]|20)[0-9]{2})(?![\w-])(?![.,][0-9])"
)
YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Oo]f|[Ff]rom|[Bb]y|[Uu]ntil|[Yy]ear|[Bb]efore|[Aa]fter|[Dd]uring|"
    r"[Aa]round|[Ee]arly|[Ll]ate|[Mm]id|[Tt]o|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\s|"
    r"[(©]\s?)((?:1[1-9]|20)[0-9]{2})(?![\w%])(?![.,-][0-9])(?!\s[a-zµ°%€£$])"
)
THE_YEAR = re.compile(r"\b([Tt]he\s)((?:19|20)[0-9]{2})(?=\s[a-z])")


def said(text: str, words: Lexicon) -> str:
    """The text with its dates, times and years in words."""
    if not any(map(str.isdecimal, text)):
        return text
    text = ISO.sub(lambda found: _iso(found, words), text)
    text = SLASHED.sub(lambda found: _slashed(found, words), text)
    text = TIME.sub(lambda found: _time(found, words), text)
    text = HOUR.sub(lambda found: _hour(found, words), text)
    text = RATIO.sub(
        lambda found: f"{whole(found[1], words)} {words.to} {whole(found[2], words)}", text
    )
    return _english(text, words) if words.code == "en" else text


def _english(text: str, words: Lexicon) -> str:
    """What only English says otherwise than as a number: days, decades, years."""
    text = _month_day().sub(lambda found: _day_behind(found, words), text)
    text = _day_month().sub(lambda found: _day_before(found, words), text)
    text = DECADE.sub(lambda found: _decade(found, words), text)
    text = YEARS.sub(
        lambda found: f"{year(int(found[1]), words)} to {year(int(found[2]), words)}", text
    )
    text = YEAR.sub(lambda found: found[0][:-4] + year(int(found[1]), words), text)
    return THE_YEAR.sub(lambda found: found[1] + year(int(found[2]), words), text)


@cache
def _month_day() -> re.Pattern[str]:
    months = _months()
    return re.compile(
        rf"\b({months})\s([0-9]{{1,2}})(?:st|nd|rd|th)?(?:,?\s((?:1[1-9]|20)[0-9]{{2}}))?"
        r"(?![\w%])(?![.,:–-][0-9])"
    )


@cache
def _day_month() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/-])([Tt]he\s)?([0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?({_months()})"
        r"(?:,?\s((?:1[1-9]|20)[0-9]{2})(?![\w%]))?\b"
    )


def _months() -> str:
    from jarvis.voice.reading_out.english import ENGLISH

    return "|".join(f"{month}|{month[:3]}\\." for month in ENGLISH.months)


def _full(month: str, words: Lexicon) -> str:
    return next(name for name in words.months if name.startswith(month[:3]))


def _day_behind(found: re.Match[str], words: Lexicon) -> str:
    if not 1 <= int(found[2]) <= 31:
        return found[0]
    behind = f", {year(int(found[3]), words)}" if found[3] else ""
    return f"{_full(found[1], words)} {ordinal(int(found[2]), words)}{behind}"


def _day_before(found: re.Match[str], words: Lexicon) -> str:
    if not 1 <= int(found[2]) <= 31:
        return found[0]
    the = found[1] or "the "
    behind = f", {year(int(found[4]), words)}" if found[4] else ""
    return f"{the}{ordinal(int(found[2]), words)} of {_full(found[3], words)}{behind}"


def _iso(found: re.Match[str], words: Lexicon) -> str:
    date = _date(int(found[3]), int(found[2]), int(found[1]), words)
    return f"{date}, " if date and found[0].endswith("T") else date or found[0]


def _slashed(found: re.Match[str], words: Lexicon) -> str:
    """Month first in English, day first in Spanish, unless only the other can be meant."""
    first, second = int(found[1]), int(found[2])
    month_first = words.code == "en" and "/" in found[0]
    day, month = (second, first) if month_first else (first, second)
    if month > 12:
        day, month = month, day
    return _date(day, month, int(found[3]), words) or found[0]


def _date(day: int, month: int, full_year: int, words: Lexicon) -> str:
    """A date in words; "" for one that isn't in the calendar."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    name, said_year = words.months[month - 1], year(full_year, words)
    if words.code == "en":
        return f"{name} {ordinal(day, words)}, {said_year}"
    return f"{whole(day, words)} de {name} de {said_year}"


def _time(found: re.Match[str], words: Lexicon) -> str:
    hour, minute = int(found[1]), int(found[2])
    if hour > 24:
        return found[0]
    said_so = _clock(hour, minute, bare=not (found[4] or found[5]), words=words)
    if found[3]:
        seconds = two_at_a_time(int(found[3]), words)
        said_so = f"{said_so} {words.and_} {seconds}"
        said_so += {"en": " seconds", "es": " segundos"}[words.code]
    return said_so + _half(found[4], words)


def _clock(hour: int, minute: int, *, bare: bool, words: Lexicon) -> str:
    hours = whole(hour, words, "f")
    if minute:
        between = " " if words.code == "en" else " y "
        return f"{hours}{between}{two_at_a_time(minute, words)}"
    if words.code == "es":
        return hours if bare else f"{hours} horas" if hour > 12 else hours
    return hours if not bare else f"{hours} o'clock" if 1 <= hour <= 12 else f"{hours} hundred"


def _hour(found: re.Match[str], words: Lexicon) -> str:
    if int(found[1]) > 12:
        return found[0]
    return whole(found[1], words, "f") + _half(found[2], words)


def _half(letter: str | None, words: Lexicon) -> str:
    """Which half of the day an "a" or "p" stands for."""
    if not letter:
        return ""
    if words.code == "en":
        return f" {letter.lower()} m"
    return {"a": " de la mañana", "p": " de la tarde"}[letter.lower()]


def _decade(found: re.Match[str], words: Lexicon) -> str:
    """Say "the 1990s", "the '80s"; what could be seconds as well ("20s") isn't taken for one."""
    digits = found[2]
    if len(digits) < 4 and not found[1]:
        return found[0]
    said_so = year(int(digits), words) if len(digits) == 4 else whole(digits, words)
    return f"{said_so[:-1]}ies" if said_so.endswith("y") else f"{said_so}s"
