"""What reading aloud has to know of a language: plain tables, filled in `english` and `spanish`."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in words: of one, of several, and whether it's feminine where that shows."""

    one: str
    many: str
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency in words, with its hundredth part."""

    one: str
    many: str
    part: str
    parts: str
    feminine: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language's words for what is written in figures and signs.

    Attributes:
        code: "en" or "es".
        number: how a number is written, as a pattern without groups or sign.
        thousands: the mark between groups of three digits.
        signs: what a sign is called, where it stands for a word.
        abbreviations: as written in lower case, to what is said.
        numbered: abbreviations that are ones only before a number.
        before_capital: abbreviations that are ones only before a name.
        letters: capital words that have vowels and are said by letters all the same.
        regnal: names that a Roman numeral follows as an ordinal.
        counted: nouns that a Roman numeral follows as a plain number.
    """

    code: str
    number: str
    thousands: str
    minus: str
    point: str
    to: str
    and_: str
    signs: Mapping[str, str]
    months: tuple[str, ...]
    units: Mapping[str, Unit]
    currencies: Mapping[str, Currency]
    multiples: Mapping[str, str]
    cents_join: str
    abbreviations: Mapping[str, str]
    numbered: Mapping[str, str]
    before_capital: Mapping[str, str]
    fractions: Mapping[str, str]
    letters: frozenset[str]
    regnal: Pattern[str]
    counted: Pattern[str]
    link: str
    number_sign: str
