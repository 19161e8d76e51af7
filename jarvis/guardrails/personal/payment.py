"""Card numbers and IBANs: both carry a checksum, which decides."""

import re
from collections.abc import Iterator
from functools import cache

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.personal.labels import BESIDE, NEAR, Label, label_before
from jarvis.guardrails.spans import alone, begins

CARD = re.compile(
    r"""
    (?P<head>\d{4})
    (?: (?P<whole> \d{9,15} )
      | [ .-]{1,2} \d{6} [ .-]{1,2} \d{4,5}
      | [ .-]{1,2} \d{4} [ .-]{1,2} \d{4} [ .-]{1,2} (?P<last>\d{2,4}) (?: [ .-]{1,2} \d{3} )?
    )
    """,
    re.VERBOSE,
)
"""13 to 19 digits (ISO/IEC 7812-1), in one piece or in the groups that cards are printed in."""

ISSUERS: tuple[tuple[int, int, frozenset[int], frozenset[int]], ...] = tuple(
    (first, last, frozenset(usual), frozenset(rare))
    for first, last, usual, rare in (
        (4, 4, (16,), (13, 19)),  # Visa
        (51, 55, (16,), ()),  # Mastercard
        (2221, 2720, (16,), ()),  # Mastercard, since 2017
        (34, 34, (15,), ()),  # American Express
        (37, 37, (15,), ()),
        (6011, 6011, (16,), (17, 18, 19)),  # Discover
        (644, 659, (16,), (17, 18, 19)),
        (62, 62, (16,), (17, 18, 19)),  # UnionPay
        (300, 305, (14,), (16, 17, 18, 19)),  # Diners Club
        (36, 36, (14,), (15, 16, 17, 18, 19)),
        (38, 39, (14,), (16, 17, 18, 19)),
        (3528, 3589, (16,), (17, 18, 19)),  # JCB
        (2200, 2204, (16,), (17, 18, 19)),  # Mir
        (50, 50, (16,), (13, 14, 15, 17, 18, 19)),  # Maestro and its national sisters
        (56, 61, (16,), (13, 14, 15, 17, 18, 19)),
        (63, 63, (16,), (13, 14, 15, 17, 18, 19)),
        (66, 69, (16,), (13, 14, 15, 17, 18, 19)),
    )
)
"""First and last prefix, usual and other lengths, as Wikipedia's "Payment card number" collects
them from the schemes. Other lengths need the word card before them: many things are numbered so."""

IBAN_START = re.compile(r"\d\d(?<=[A-Za-z]{2}\d\d)(?=[ -]?[A-Za-z0-9])")
IBAN_LENGTHS = range(15, 35)  # Norway's to the longest that ISO 13616-1 allows
IBAN_WRITTEN = IBAN_LENGTHS.stop + 12  # with a separator between groups
GROUP = re.compile(r"[A-Za-z0-9]{1,34}")


def cards(text: str, small: str) -> Iterator[Finding]:
    """Card numbers: Luhn's check digit, and a prefix and a length that an issuer uses."""
    at = 0
    while match := CARD.search(text, at):
        start = match.start()
        end = next((end for end in _ends(match) if _is_card(text, start, end)), None)
        if end is not None:
            yield Finding(Check.PII, "card", start, end, 1.0, "a card number: its check digit fits")
        # Groups that are no card together may be one with those after them.
        at = end or match.end("whole" if match["whole"] else "head")


def _ends(match: re.Match[str]) -> tuple[int, ...]:
    """Where it may end: three digits at the end may be the card's verification code."""
    return (match.end(), match.end("last")) if match["last"] else (match.end(),)


def _is_card(text: str, start: int, end: int) -> bool:
    usual, rare = _lengths(text[start : start + 4])
    if not usual:
        return False
    digits = re.sub(r"\D", "", text[start:end])
    if len(digits) not in usual | rare or not alone(text, start, end) or not _luhn(digits):
        return False
    if len(digits) in rare:
        return label_before(text, start, Label.CARD) is Label.CARD
    # In the groups that cards are printed in, only the noun beside it says otherwise.
    within = BESIDE if end - start > len(digits) else NEAR
    return label_before(text, start, Label.CARD, within) is not Label.REFERENCE


@cache
def _lengths(prefix: str) -> tuple[frozenset[int], frozenset[int]]:
    """The usual and other lengths of cards that begin with these four digits."""
    for first, last, usual, rare in ISSUERS:
        if first <= int(prefix[: len(str(first))]) <= last:
            return usual, rare
    return frozenset(), frozenset()


def _luhn(digits: str) -> bool:
    from stdnum import luhn

    return bool(luhn.checksum(digits) == 0)


def ibans(text: str, small: str) -> Iterator[Finding]:
    """International bank account numbers, spaced or not, in either case."""
    for match in IBAN_START.finditer(text):
        start = match.start() - 2
        end = _iban_end(text, start) if begins(text, start) else None
        if end is not None:
            yield Finding(Check.PII, "iban", start, end, 1.0, "an IBAN: its checksum fits")


def _iban_end(text: str, start: int) -> int | None:
    """Where the IBAN that starts here ends: after which group its checksum fits."""
    from stdnum import iban
    from stdnum.iso7064 import mod_97_10

    compact, end = "", start
    for group in GROUP.finditer(text, start, start + IBAN_WRITTEN):
        if text[end : group.start()] not in ("", " ", "-"):
            return None
        compact, end = compact + group[0], group.end()
        # Whether the bank numbers its accounts rightly is not asked: invented ones don't.
        if len(compact) not in IBAN_LENGTHS:
            continue
        checksum = mod_97_10.checksum(compact[4:] + compact[:4])
        if checksum == 1 and iban.is_valid(compact, check_country=False):
            return end
    return None
