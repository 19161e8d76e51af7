"""Street addresses as English writes them: number, name, kind of street, town, postcode."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import Label, said
from jarvis.guardrails.spans import begins

GAP = r"(?:,[ ]?\n?|[ ]?\n|[ ])"
DIRECTION = r"(?:NE|NW|SE|SW|[NSEW]\b|North|South|East|West)\b\.?"
NUMBER = re.compile(r"\d\d{0,4}[A-Za-z]?(?:[-/]\d{1,4})?,?[ ](?=[^\W\d_]|\d{1,3}[a-z])")
STREET = r"""(?:Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace|Crescent|Parkway|Pkwy
    |Highway|Hwy|Mews|Grove|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Way|Close|Circle|Cir|Row|Walk
    |Hill|Gardens|Trail|Alley|Wharf|Quay|Loop)\b(?!-)\.?"""

NO_STREET = r"""(?:Supreme|District|High|Circuit|Federal|Appeals|County|Superior|Crown|Tennis|Food
    |Google|Hard|USB|Flash|Thumb|Disk|Test|The|First|Second|Third|Fourth|Last)"""
NO_STREET_KIND = r"(?:Court|Drive|Way|Place|Row|Walk|Hill|Close)"
"""The Supreme Court, Google Drive, First Place: no streets."""

NAME = r"(?:[A-Z][\w'-]{1,24}|\d{1,3}(?:st|nd|rd|th)|of|the)"
NOT_IN_A_NAME = r"""(?:the|an?|down|up|from|in|on|off|my|this|that|our|your|his|her|minutes?|miles?
    |hours?|days?|weeks?|months?|years?|blocks?|km|metres|meters|feet|houses?|people|men|women
    |cars?|more|other|and|or|to|of|at|with|percent|is|are|was|were|by|for|then)\b"""

TOWN = r"[A-Z][\w'-]{1,24}\.?(?:[ ](?:on|upon|de|[A-Z][\w'-]{1,24})\b){0,3}"
POSTCODE = r"""(?:[A-Z]{2}[ ]\d{5}(?:-\d{4})? | [A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}
    | \d{5}(?:-\d{4})? | [A-Z]{2})\b"""
TOWN_AND_POSTCODE = rf"""
    (?P<town>{GAP}{TOWN}(?=,|[.;)"\n]|[ ]{POSTCODE}|\Z)){{0,2}}
    (?P<postcode>{GAP}{POSTCODE})?"""
TAIL = rf"""
    (?:,?[ ]{DIRECTION})?
    (?:{GAP}(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room)\.?[ ]\#?|\#[ ]?)\w{{1,6}})?
    {TOWN_AND_POSTCODE}"""

STREET_ADDRESS = re.compile(
    rf"""(?!{NO_STREET}[ ]{NO_STREET_KIND}\b)
    (?:{DIRECTION}[ ])? (?:(?:St|Mt|Dr)\.[ ])? (?:{NAME}[ ]){{1,4}} {STREET} {TAIL}""",
    re.VERBOSE,
)
BROADWAY = re.compile(rf"(?:{DIRECTION}[ ])?Broadway\b{TAIL}", re.VERBOSE)
SMALL_LETTERS = re.compile(
    rf"""(?:(?!{NOT_IN_A_NAME})[a-z][\w'-]{{1,24}}[ ]){{1,3}}
    (?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|court|terrace|crescent|close)\b\.?
    (?P<flat>,?[ ](?:(?:apt|apartment|flat|unit|suite|ste|floor)\.?[ ]\#?|\#[ ]?)\w{{1,6}})?
    (?P<postcode>,?[ ](?:[a-z]{{2,24}}[ ]){{0,3}}
        (?:[A-Z]{{2}}[ ]\d{{5}}|[A-Z]{{1,2}}\d[A-Z\d]?[ ]?\d[A-Z]{{2}})\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
"""Believed only where it goes on like an address, or the text says where somebody is."""

SOMEWHERE = re.compile(
    r"(?i)\b(?:i'?m|we'?re|am|are|live|staying|meet|over) (?:(?:up|over|out) )?(?:at|to) \Z"
)
BOX = re.compile(
    rf"\b(?:P\.?[ ]?O\.?|Post[ ]Office)[ ]Box[ ]\d{{1,6}}\b{TOWN_AND_POSTCODE}", re.VERBOSE
)
NEXT_WORD = re.compile(
    r"""[ ](?!(?:and|or|but|in|is|are|was|were|at|near|since|for|with|by|on|to|if|from|when|until
    |where|which|who|because|please|next|opposite|before|after|between|as|has|had|have|will|not
    |my|the|this|that|he|she|we|they|so|then|today|tomorrow|yesterday|last|every|again|now)\b)
    [a-z]{3,}""",
    re.VERBOSE,
)
"""10 Downing Street tours, 100 Rock Hill fans: a noun goes on from it."""

YEAR = re.compile(r"(?:19|20)\d\d[ ]")
IN_A_YEAR = re.compile(
    r"(?i)\b(?:in|since|by|of|from|until|en|desde|early|late|and|spring|summer)\s\Z"
)
ANY_STREET = re.compile(rf"[ ](?:{STREET}|Broadway\b)", re.VERBOSE | re.IGNORECASE)
REACH = 110
"""Characters from the house number within which the kind of street stands."""


def english_addresses(text: str, small: str) -> Iterator[Finding]:
    """House number and street, or a post-office box."""
    for number in NUMBER.finditer(text):
        start, end = number.span()
        if begins(text, start) and ANY_STREET.search(text, end, end + REACH):
            street = _street(text, number)
            if street is not None:
                yield _finding(start, street)
    if "Box" in text:
        for match in BOX.finditer(text):
            yield _finding(match.start(), match)


def _street(text: str, number: re.Match[str]) -> re.Match[str] | None:
    """What goes on from a house number as an address does."""
    start, end = number.span()
    called = said(text, start, Label.ADDRESS)
    street = STREET_ADDRESS.match(text, end) or BROADWAY.match(text, end)
    if street is not None:
        sure = called or street["postcode"] or not NEXT_WORD.match(text, street.end())
        return street if sure and not _is_a_year(text, number) else None
    street = SMALL_LETTERS.match(text, end)
    if street is None:
        return None
    somewhere = SOMEWHERE.search(text[max(0, start - 24) : start])
    return street if called or somewhere or street["flat"] or street["postcode"] else None


def _finding(start: int, match: re.Match[str]) -> Finding:
    end = match.end() - len(match[0]) + len(match[0].rstrip(" ,\n"))
    return Finding(Check.PII, "address", start, end, 0.9, "a street address")


def _is_a_year(text: str, number: re.Match[str]) -> bool:
    """In 2008 Wall Street …"""
    before = text[max(0, number.start() - 12) : number.start()]
    return bool(YEAR.match(number[0]) and IN_A_YEAR.search(before))
