"""Guards whose checks are plain words, for tests of what happens around the checks."""

import re

import pytest

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings

EMAIL = re.compile(r"[a-z]{1,20}@[a-z]{1,20}\.org")


def word_check(check, kind, word, **how):
    """A check that finds one word."""

    def look(text, context):
        return [Finding(check, kind, m.start(), m.end(), **how) for m in re.finditer(word, text)]

    return look


PLAIN = {
    "pii": lambda text, context: [
        *word_check(Check.PII, "email", EMAIL.pattern)(text, context),
        *word_check(Check.PII, "card", r"4242 4242")(text, context),
    ],
    "secret": word_check(Check.SECRET, "password", "swordfish"),
    "injection": word_check(Check.INJECTION, "override", "IGNORE ALL"),
    "toxicity": word_check(Check.TOXICITY, "insult", "fiend", severity=2),
}


@pytest.fixture(scope="session")
def plain_guards():
    """Guards that know a few words, by the default policy."""
    guards = Guards(GuardrailSettings(), **PLAIN)
    guards.load()
    return guards


@pytest.fixture(scope="session")
def guards():
    """The guards as they are."""
    real = Guards(GuardrailSettings())
    real.load()
    return real
