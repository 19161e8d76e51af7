"""Personal data in a text: who somebody is, how to reach them, where their money is.

Checksums decide where a number has one; elsewhere its form and the words around it do. Who the
person is, and whether they mind, is unknown here: the policy says what becomes of a finding.
"""

from collections.abc import Callable, Iterable

from jarvis.guardrails.finding import Finding
from jarvis.guardrails.personal.birth import births
from jarvis.guardrails.personal.email import emails
from jarvis.guardrails.personal.english_address import english_addresses
from jarvis.guardrails.personal.identity import identities
from jarvis.guardrails.personal.network import addresses
from jarvis.guardrails.personal.payment import cards, ibans
from jarvis.guardrails.personal.phone import phones
from jarvis.guardrails.personal.spanish_address import spanish_addresses
from jarvis.guardrails.spans import first_come, folded

DETECTORS: tuple[Callable[[str, str], Iterable[Finding]], ...] = (
    ibans,
    cards,
    emails,
    identities,
    addresses,
    births,
    spanish_addresses,
    english_addresses,
    phones,
)
"""The surest first: what one has found, those after it don't find again.

Each takes a text, and the same in small letters: most look for a word before anything else."""


def personal(text: str) -> list[Finding]:
    """Personal data in a normalised text, by place, with offsets in it; none overlaps another."""
    small = folded(text)
    return first_come(text, (one for detector in DETECTORS for one in detector(text, small)))
