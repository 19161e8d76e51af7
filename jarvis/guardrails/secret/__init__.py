"""Secrets in a text: keys, tokens, passwords.

What an issuer's form gives away is found anywhere; what only its name does, where it is assigned
or told. Whether a secret is still valid is never asked.
"""

from collections.abc import Callable, Iterable

from jarvis.guardrails.finding import Finding
from jarvis.guardrails.secret.api_keys import api_keys
from jarvis.guardrails.secret.connection import connection_strings
from jarvis.guardrails.secret.credentials import credentials
from jarvis.guardrails.secret.passwords import passwords
from jarvis.guardrails.secret.pem import private_keys
from jarvis.guardrails.secret.tokens import tokens
from jarvis.guardrails.spans import first_come, folded

DETECTORS: tuple[Callable[[str, str], Iterable[Finding]], ...] = (
    private_keys,
    tokens,
    connection_strings,
    api_keys,
    credentials,
    passwords,
)
"""The surest first: what one has found, those after it don't find again.

Each takes a text, and the same in small letters: most look for a word before anything else."""


def secrets(text: str) -> list[Finding]:
    """Secrets in a normalised text, by place, with offsets in it; none overlaps another."""
    small = folded(text)
    return first_come(text, (one for detector in DETECTORS for one in detector(text, small)))
