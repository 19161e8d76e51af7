"""Classes of words: what the rules' lexicons say that a word does, the same in both languages.

A cue over classes holds for words that no labelled text has: whoever learns that "ignore the rules"
is bad knows of "disregard the guidelines", and of «olvida las normas».
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from jarvis.guardrails.finding import Check
from jarvis.guardrails.injection.lexicon import CLASS_OF
from jarvis.guardrails.toxicity import english, spanish
from jarvis.guardrails.toxicity.folding import folded
from jarvis.guardrails.toxicity.lexicon import roles_of

BORROWED = "="
"""Stands before a class of the other check's lexicon, where both may use one name."""


@cache
def classes_of(check: Check) -> Mapping[str, str]:
    """The class of each word in one check's lexicon, without case and accents."""
    return _orders() if check is Check.INJECTION else _harm()


def _orders() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, name in CLASS_OF.items():
        found.setdefault(folded(word), name)
    return found


def _harm() -> dict[str, str]:
    """The most telling role of each word: a rare one that rules need, played by few words.

    Words without a role have their class among orders: "tell me how", "write a text that".
    """
    roles = _roles()
    often = Counter(role for played in roles.values() for role in played)
    core = english.CORE | spanish.CORE
    telling = {
        word: min(played, key=lambda role: (role not in core, often[role], role))
        for word, played in roles.items()
    }
    return {word: f"{BORROWED}{name}" for word, name in _orders().items()} | telling


def _roles() -> dict[str, set[str]]:
    """What each word may be, in either language; a word that plays only itself left out."""
    found: dict[str, set[str]] = {}
    for language in (english, spanish):
        for word, played in roles_of(language.WORDS, language.RULES).items():
            if names := {role for role in played if role.isupper()}:
                found.setdefault(word, set()).update(names)
    return found
