"""Telephone numbers: international ones, Spain's, North America's, and what is called a phone.

Form and surroundings choose the candidates, phonenumbers judges them. Numbers kept free for
fiction (555, 07700 900…), which no exchange knows, count as well: people use them as their own.
"""

import re
from collections.abc import Callable, Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.amounts import counts
from jarvis.guardrails.personal.judging import possible_and_valid
from jarvis.guardrails.personal.labels import Label, label_before
from jarvis.guardrails.spans import alone, ends, in_word

STRETCH = re.compile(r"[+(0-9](?:[ ().\-/]{0,3}\d){5,18}")
"""Digits with what may stand between those of one number."""

SPANISH = re.compile(
    r"""
    [6-9]\d{2} (?P<thirds>[ .-]) \d{3} (?P=thirds) \d{3}
  | [6-9]\d{2} (?P<pairs>[ .-]) \d{2} (?P=pairs) \d{2} (?P=pairs) \d{2}
  | [89]\d (?P<town>[ .-]) \d{3} (?P=town) \d{2} (?P=town) \d{2}
  | [89]\d [ ] \d{3} [ ] \d{4}
    """,
    re.VERBOSE,
)
AMERICAN = re.compile(r"(?:1[ .-]?)?(?:\(\d{3}\) ?-?|\d{3}[ .-])\d{3}[ .-]\d{4}")
TRUNK = re.compile(r"\(?0\d{1,4}\)?(?:[ -]\d{2,7}){1,4}|\d{2} \d{4} \d{4}")
"""With the 0 that many countries dial before the area; Mexico's without."""

BARE = re.compile(r"\d{9,11}")
FICTITIOUS = re.compile(r"555[ .-]01\d{2}")
TRUNK_REGIONS = ("GB", "FR", "DE", "IT", "MX")

DATE = re.compile(r"\b(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{2,4})\b")
THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[ .])\d{3}(?:(?P=mark)\d{3}){0,4}")
GOES_ON_BEFORE = re.compile(r"\d \Z")
GOES_ON_AFTER = re.compile(r" \d")
MILLIONS = ("000000", "000 000", "000.000", "000-000")
EXTENSION = re.compile(r"[ ,;]{0,2}(?:extensi[óo]n|extn?|int|x)\.? ?\d{1,6}\b", re.IGNORECASE)
CALLED_AFTER = re.compile(
    r"[ ,]{0,2}\(?(?:is my |es mi |es el )?"
    r"(?:phone|mobile|cell|tel\b|m[óo]vil|fijo|tel[ée]fono|number|n[úu]mero)",
    re.IGNORECASE,
)
HINTS = (
    *("@", "ph", "tel", "tlf", "tfn", "mob", "cel", "line", "fax", "what", "asap", "sms", "call"),
    *("dial", "ring", "rang", "contact", "text", "reach", "number", "móvil", "movil", "fijo"),
    *("llam", "llám", "marc", "marque", "número", "numero", "escr", "bizum", "centralita"),
)
"""Parts of every word that calls a number a phone's: a quick no for a text without any."""

BESIDE = 60
"""Characters from an e-mail address within which a number in one piece passes for a phone's."""

SURE, LIKELY, POSSIBLE, NO = 0.95, 0.8, 0.6, 0.0
NO_OTHER_THING = (None, Label.PHONE, Label.EMAIL, Label.ADDRESS, Label.IP)

Span = tuple[int, int, float]


def phones(text: str, small: str) -> Iterator[Finding]:
    """Telephone numbers, with their extension.

    The score is higher for numbers that exist than for those that only look like one.
    """
    forms = FORMS if _speaks_of_phones(small) else FORMS_ANYWHERE
    at = 0
    while match := STRETCH.search(text, at):
        found = _international(text, *match.span()) or _national(text, *match.span(), forms)
        if found is None:
            at = match.end()
            continue
        start, end, score = found
        extension = EXTENSION.match(text, end)
        at = extension.end() if extension else end
        yield Finding(Check.PII, "phone", start, at, score, "a telephone number")


def _international(text: str, start: int, stop: int) -> Span | None:
    """+34 …, 0034 …: the longest run of groups that the country's plan allows."""
    dialled = text.startswith("00", start) and text[start + 2] != "0"
    if not (text[start] == "+" or dialled) or (start and in_word(text[start - 1])):
        return None
    if counts(text, start, stop):
        return None
    if dialled and label_before(text, start, Label.PHONE) not in NO_OTHER_THING:
        return None
    for end in _ends(text, start, stop):
        written = text[start:end]
        number = "+" + written[2:] if dialled else written
        possible, valid = possible_and_valid(number, None)
        if valid or (possible and not number[1:].isdigit()):
            return start, end, SURE if valid else LIKELY
    return _called(text, start, stop) if text[start] == "+" else None


def _national(text: str, start: int, stop: int, forms: "Forms") -> Span | None:
    """As one dials it at home."""
    for form, judge in forms:
        for match in form.finditer(text, start, stop):
            if not alone(text, *match.span()) or counts(text, *match.span()):
                continue
            label = _label(text, *match.span())
            if label in NO_OTHER_THING:
                score = judge(text, match, label is Label.PHONE)
                if score:
                    return *match.span(), score
    return _called(text, start, stop) if forms is FORMS else None


def _label(text: str, start: int, end: int) -> Label | None:
    label = label_before(text, start, Label.PHONE)
    return Label.PHONE if label is None and CALLED_AFTER.match(text, end) else label


def _spanish(text: str, match: re.Match[str], called: bool) -> float:
    """Spain's nine digits in groups; 612.345.678 is rather a sum of money."""
    before = text[max(0, match.start() - 2) : match.start()]
    a_sum = match[0].endswith(MILLIONS) or ("." in match[0] and THOUSANDS.fullmatch(match[0]))
    if not called and (a_sum or GOES_ON_BEFORE.search(before)):
        return NO
    return SURE if possible_and_valid(match[0], "ES")[1] else NO


def _american(text: str, match: re.Match[str], called: bool) -> float:
    possible, valid = possible_and_valid(match[0], "US")
    if valid:
        return SURE
    return LIKELY if possible and (called or "555" in match[0] or ")" in match[0]) else NO


def _trunk(text: str, match: re.Match[str], called: bool) -> float:
    if DATE.search(match[0]) or not (called or _dialled_so(text, match)):
        return NO
    known = any(possible_and_valid(match[0], region)[1] for region in TRUNK_REGIONS)
    return LIKELY if known else NO


def _dialled_so(text: str, match: re.Match[str]) -> bool:
    """Whether it is grouped as one dials, and is no part of a longer row of groups."""
    groups = re.findall(r"\d+", match[0])
    pairs = {len(group) for group in groups} == {2}
    before = text[max(0, match.start() - 2) : match.start()]
    in_a_row = GOES_ON_BEFORE.search(before) or GOES_ON_AFTER.match(text, match.end())
    return " " in match[0] and not in_a_row and (pairs or len(groups[-1]) > 2)


def _bare(text: str, match: re.Match[str], called: bool) -> float:
    """All digits in one piece: a phone only where the text says so, or beside an address."""
    beside = "@" in text[max(0, match.start() - BESIDE) : match.end() + BESIDE]
    if not (called or beside):
        return NO
    if any(possible_and_valid(match[0], region)[1] for region in ("ES", "US")):
        return SURE if called else POSSIBLE
    return LIKELY if called else NO


def _fictitious(text: str, match: re.Match[str], called: bool) -> float:
    """555-0123, of films and examples, without an area."""
    return LIKELY


Forms = tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], bool], float]], ...]
"""A form, and how likely it is a phone's: the text, the match, whether it is called a phone."""

FORMS_ANYWHERE: Forms = (
    (SPANISH, _spanish),
    (AMERICAN, _american),
    (TRUNK, _trunk),
    (FICTITIOUS, _fictitious),
)
FORMS: Forms = (*FORMS_ANYWHERE, (BARE, _bare))


def _speaks_of_phones(small: str) -> bool:
    """Whether any number of the text may be called a phone's, or stand beside an address."""
    return any(hint in small for hint in HINTS)


def _called(text: str, start: int, stop: int) -> Span | None:
    """Any other number that the text calls a phone's: 7 to 15 digits (ITU-T E.164)."""
    number = text[start:stop]
    digits = sum(map(str.isdigit, number))
    if not 7 <= digits <= 15 or DATE.search(number) or THOUSANDS.fullmatch(number):
        return None
    if not alone(text, start, stop) or counts(text, start, stop):
        return None
    return (start, stop, POSSIBLE) if _label(text, start, stop) is Label.PHONE else None


def _ends(text: str, start: int, stop: int) -> list[int]:
    """Where a number may end: after each of its groups, the last first."""
    return [at for at in range(stop, start + 6, -1) if text[at - 1].isdigit() and ends(text, at)]
