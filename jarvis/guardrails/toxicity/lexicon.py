"""Words sorted for the grammar: by what roles they play, and phrases by one of their words."""

import re
from collections.abc import Iterable, Mapping

from jarvis.guardrails.toxicity.folding import folded
from jarvis.guardrails.toxicity.rule import Rule

FIRST_SYMBOL = 0xE000
"""Symbols come from the private use area: no text has them, no expression gives them meaning."""


def roles_of(
    words: Mapping[str, Iterable[str]], rules: Iterable[Rule]
) -> dict[str, frozenset[str]]:
    """The roles of each word; one that a rule names plays itself."""
    roles: dict[str, set[str]] = {}
    for role, members in words.items():
        for word in members:
            roles.setdefault(folded(word), set()).add(role)
    for rule in rules:
        for atom in re.split(r"[ |!?*]+", rule.pattern):
            if atom.islower():
                roles.setdefault(atom, set()).add(atom)
    return {word: frozenset(played) for word, played in roles.items()}


def all_roles(roles: Mapping[str, frozenset[str]]) -> set[str]:
    """Every role that some word plays."""
    return {role for played in roles.values() for role in played}


def symbols_of(roles: Mapping[str, frozenset[str]]) -> dict[frozenset[str], str]:
    """A symbol for each set of roles that some word plays."""
    distinct = sorted(set(roles.values()), key=sorted)
    return {played: chr(FIRST_SYMBOL + at) for at, played in enumerate(distinct)}


def by_first(symbols: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, symbol in sorted(symbols.items(), key=lambda item: -len(item[0])):
        first, *rest = phrase.split("_")
        found.setdefault(first, []).append((tuple(rest), symbol))
    return found


def by_longest(phrases: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """The words of phrases by the longest, as the rarest of them."""
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        parts = [part for part in phrase.split("_") if part.isalpha()]
        found.setdefault(max(parts, key=len), []).append(frozenset(parts))
    return found
