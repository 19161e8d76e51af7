"""Numbers that states give people and firms: DNI, NIE and CIF, SSN, passports."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import BESIDE, Label, label_before, said
from jarvis.guardrails.spans import alone, begins

DNI = re.compile(r"\d(?:\d{7}|\d?\.\d{3}\.\d{3})[ -]{0,2}[A-Za-z]")
DNI_WITHOUT_LETTER = re.compile(r"\d(?:\d{6,7}|\d?\.\d{3}\.\d{3})(?![ -]{0,2}[A-Za-z]\b)")
AFTER_A_LETTER = r"\d\d(?:(?<=[A-Za-z]\d\d)|(?<=[A-Za-z][ -]\d\d))"
NIE_OR_CIF = re.compile(
    AFTER_A_LETTER + r"(?:\d{5}[ -]{0,2}[A-Za-z]|\.?\d{3}\.?\d{2}[ -]?[0-9A-J])"
)
LETTERS_OF_NIE = "XYZxyz"
LETTERS_OF_CIF = "ABCDEFGHJNPQRSUVW"
LETTER_BEFORE = re.compile(r"[A-Za-z][ -]?\Z")
SSN = re.compile(r"\d\d{2}-\d{2}-\d{4}")
MY_SOCIAL = re.compile(
    r"social\b[\W_]{1,3}(?:(?:no|num|number|is|was|here|here's)[\W_]{1,3}){0,3}\Z", re.IGNORECASE
)
"""As people call it: "my social is …"."""

SSN_UNMARKED = re.compile(r"\d\d{2} ?\d{2} ?\d{4}")
PASSPORT_WORD = re.compile(r"passport|pasaporte", re.IGNORECASE)
PASSPORT = re.compile(
    r"""\b(?: (?:[A-Z]{1,3}-?|(?-i:[A-Z]{1,3})[ ])\d{6,9}[A-Z]?
      | [A-Z]\d{2}[A-Z0-9]{6} | (?!(?:19|20)\d{6}\b)\d{8,9} )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Spain's AAA123456, the nine digits of the USA and the United Kingdom, Germany's C01X00T47 …"""

PASSPORT_OF_DIGITS = re.compile(
    r"""(?:passport|pasaporte)s?[\W_]{0,4}
    (?:(?:no|nr|num|number|n[ºo°]|n|número|numero|id|book|card|is|es|was|era|the|my|el|de|of|with|con
      |issued|usa?|uk|american|british)[\W_]{1,4}){0,6}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Nine digits may be any number: only these words stand between them and the word."""

PASSPORT_NEAR = 60
SSN_REASON = "a social security number"
OTHER_THINGS = (Label.REFERENCE, Label.PASSPORT, Label.VERSION)


def identities(text: str, small: str) -> Iterator[Finding]:
    """Numbers of persons and firms, with their checksum where they have one."""
    yield from _dnis(text)
    yield from _with_a_letter_before(text)
    yield from _ssns(text)
    if "dni" in small or "nif" in small:
        yield from _dnis_without_letter(text)
    if "ssn" in small or "social" in small:
        yield from _unmarked_ssns(text)
    if "passport" in small or "pasaporte" in small:
        yield from _passports(text)


def _dnis(text: str) -> Iterator[Finding]:
    """Spain's identity card: eight digits, and a letter that is their rest by 23."""
    from stdnum.es import dni

    for match in DNI.finditer(text):
        digits = re.sub(r"\D", "", match[0]).zfill(8)
        start, end = match.span()
        fits = (alone(text, start, end) or _glued_to_its_name(text, start, end)) and dni.is_valid(
            digits + match[0][-1]
        )
        if fits and not _is_another_thing(text, match.start()):
            yield Finding(Check.PII, "dni", *match.span(), 1.0, "a DNI: its letter fits")


def _glued_to_its_name(text: str, start: int, end: int) -> bool:
    """DNI12345678Z."""
    return text[max(0, start - 3) : start].upper() in ("DNI", "NIF") and alone(text, start - 3, end)


def _dnis_without_letter(text: str) -> Iterator[Finding]:
    for match in DNI_WITHOUT_LETTER.finditer(text):
        called = label_before(text, match.start(), Label.DNI) is Label.DNI
        if called and alone(text, *match.span()):
            yield Finding(Check.PII, "dni", *match.span(), 0.6, "a DNI without its letter")


def _is_another_thing(text: str, start: int) -> bool:
    """A checksum speaks for itself: only a noun beside it says otherwise, if none says DNI."""
    beside = label_before(text, start, Label.DNI, BESIDE)
    return beside in OTHER_THINGS and not said(text, start, Label.DNI)


def _with_a_letter_before(text: str) -> Iterator[Finding]:
    """NIE of foreigners in Spain, and CIF of firms: their first letters tell them apart."""
    from stdnum.es import cif, nie

    for match in NIE_OR_CIF.finditer(text):
        letter = LETTER_BEFORE.search(text[max(0, match.start() - 2) : match.start()])
        if letter is None or letter[0][0] not in LETTERS_OF_NIE + LETTERS_OF_CIF:
            continue
        start, end = match.start() - len(letter[0]), match.end()
        compact = re.sub(r"[. -]", "", text[start:end])
        of_a_person = letter[0][0] in LETTERS_OF_NIE
        if not _alone_or_of_spain(text, start, end) or _is_another_thing(text, start):
            continue
        if of_a_person and nie.is_valid(compact):
            yield Finding(Check.PII, "nie", start, end, 1.0, "an NIE: its letter fits")
        if not of_a_person and cif.is_valid(compact):
            yield Finding(Check.PII, "cif", start, end, 1.0, "a CIF: its check digit fits")


def _alone_or_of_spain(text: str, start: int, end: int) -> bool:
    """A VAT number has the country before it: ESB58818501."""
    if text[max(0, start - 2) : start] == "ES":
        return begins(text, start - 2) and alone(text, start - 2, end)
    return alone(text, start, end)


def _ssns(text: str) -> Iterator[Finding]:
    """Of the USA, with its hyphens."""
    for match in SSN.finditer(text):
        if alone(text, *match.span()) and _is_ssn(match[0]):
            label = label_before(text, match.start(), Label.SSN)
            if label not in (Label.REFERENCE, Label.VERSION):
                score = 0.95 if label is Label.SSN else 0.85
                yield Finding(Check.PII, "ssn", *match.span(), score, SSN_REASON)


def _unmarked_ssns(text: str) -> Iterator[Finding]:
    """Nine digits, which the words social security before them must make one."""
    for match in SSN_UNMARKED.finditer(text):
        before = text[max(0, match.start() - 32) : match.start()]
        label = label_before(text, match.start(), Label.SSN)
        called = label is Label.SSN or MY_SOCIAL.search(before)
        if called and alone(text, *match.span()) and _is_ssn(match[0]):
            yield Finding(Check.PII, "ssn", *match.span(), 0.9, SSN_REASON)


def _is_ssn(written: str) -> bool:
    """Which numbers are never given out: Social Security Administration, POMS RM 10201.035."""
    digits = re.sub(r"\D", "", written)
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def _passports(text: str) -> Iterator[Finding]:
    """Near the word; no checksum helps."""
    seen = 0
    for word in PASSPORT_WORD.finditer(text):
        stretch = max(seen, word.start() - PASSPORT_NEAR // 2), word.end() + PASSPORT_NEAR
        for match in PASSPORT.finditer(text, *stretch):
            if _is_passport(text, match):
                seen = match.end()
                yield Finding(Check.PII, "passport", *match.span(), 0.85, "a passport's number")
                break


def _is_passport(text: str, match: re.Match[str]) -> bool:
    if not alone(text, *match.span()):
        return False
    after = PASSPORT_WORD.match(text, match.end() + 2) or PASSPORT_WORD.match(text, match.end() + 1)
    before = text[max(0, match.start() - PASSPORT_NEAR) : match.start()]
    if match[0].isdigit() and not (after or PASSPORT_OF_DIGITS.search(before)):
        return False
    return bool(after) or label_before(text, match.start(), Label.PASSPORT) is Label.PASSPORT
