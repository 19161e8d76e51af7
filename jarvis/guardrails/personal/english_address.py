"""Street addresses as English writes them: number, name, kind of street, town, postcode."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import Label, said
from jarvis.guardrails.spans import begins

GAP = r"(?:,[ ]?\n?|[ ]?\n|[ ])"
DIRECTION = r"(?:NE|NW|SE|SW|[NSEW]\b|North|South|East|West)\b\.?"
NUMBER = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,?[ ]"
STREET = r"""(?:Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace|Crescent|Parkway|Pkwy
    |Highway|Hwy|Mews|Grove|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Way|Close|Circle|Cir|Row|Walk
    |Hill|Gardens|Trail|Alley|Wharf|Quay|Loop)\b\.?"""

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
    (?:{GAP}{TOWN}(?=,|[.;)"\n]|[ ]{POSTCODE}|\Z)){{0,2}}
    (?:{GAP}{POSTCODE})?"""
TAIL = rf"""
    (?:,?[ ]{DIRECTION})?
    (?:{GAP}(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room)\.?[ ]\#?|\#[ ]?)\w{{1,6}})?
    {TOWN_AND_POSTCODE}"""

STREET_ADDRESS = re.compile(
    rf"""{NUMBER} (?!{NO_STREET}[ ]{NO_STREET_KIND}\b)
    (?:{DIRECTION}[ ])? (?:(?:St|Mt|Dr)\.[ ])? (?:{NAME}[ ]){{1,4}} {STREET} {TAIL}""",
    re.VERBOSE,
)
BROADWAY = re.compile(rf"{NUMBER}(?:{DIRECTION}[ ])?Broadway\b{TAIL}", re.VERBOSE)
SMALL_LETTERS = re.compile(
    rf"""{NUMBER} (?:(?!{NOT_IN_A_NAME})[a-z][\w'-]{{1,24}}[ ]){{1,3}}
    (?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|court|terrace|crescent|close)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Believed only where the text speaks of living or sending somewhere."""

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
YEAR = re.compile(r"(?:19|20)\d\d[ ]")
IN_A_YEAR = re.compile(
    r"(?i)\b(?:in|since|by|of|from|until|en|desde|early|late|and|spring|summer)\s\Z"
)
ANY_STREET = re.compile(rf"[ ](?:{STREET}|Broadway\b)", re.VERBOSE | re.IGNORECASE)


def english_addresses(text: str) -> Iterator[Finding]:
    """House number and street, or a post-office box."""
    if ANY_STREET.search(text):
        yield from _streets(text)
    if "Box" in text:
        for match in BOX.finditer(text):
            yield _finding(match, 0.9)


def _streets(text: str) -> Iterator[Finding]:
    for pattern in (STREET_ADDRESS, BROADWAY):
        for match in pattern.finditer(text):
            told = begins(text, match.start()) and not _is_a_year(text, match)
            if told and not _names_something_else(text, match):
                yield _finding(match, 0.9)
    for match in SMALL_LETTERS.finditer(text):
        if begins(text, match.start()) and said(text, match.start(), Label.ADDRESS):
            yield _finding(match, 0.7)


def _finding(match: re.Match[str], score: float) -> Finding:
    end = match.start() + len(match[0].rstrip(" ,\n"))
    return Finding(Check.PII, "address", match.start(), end, score, "a street address")


def _names_something_else(text: str, match: re.Match[str]) -> bool:
    """10 Downing Street tours, 100 Rock Hill fans: a noun goes on from it."""
    noun = NEXT_WORD.match(text, match.end())
    return bool(noun) and not said(text, match.start(), Label.ADDRESS)


def _is_a_year(text: str, match: re.Match[str]) -> bool:
    """In 2008 Wall Street …"""
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(YEAR.match(match[0]) and IN_A_YEAR.search(before))
