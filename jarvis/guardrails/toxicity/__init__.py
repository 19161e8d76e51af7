"""Hate, threats, insults, and help with doing harm, in English and Spanish.

No model: what words do to each other in a sentence is read by rules (`grammar`), the words come
from `english` and `spanish`, and what surrounds a finding weighs on its score (`context`). It
reads one sentence at a time, and knows nothing of policy: mild findings are told as well.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.toxicity import english, spanish
from jarvis.guardrails.toxicity.context import Surroundings, weighed
from jarvis.guardrails.toxicity.folding import Disguises, folded
from jarvis.guardrails.toxicity.grammar import WORD, Grammar

SENTENCE = re.compile(r"[^.!?\n¡¿…]+")
LEAST_SCORE = 0.25
"""What is less sure than this isn't told at all."""


def toxicity(text: str) -> list[Finding]:
    """Toxic or harmful passages of a normalised text, with offsets, score and severity.

    Takes time in proportion to the text's length; the first call builds the rules (0.1 s).
    """
    grammars, disguises = _grammars()
    plain = disguises.undone(folded(text))
    around = Surroundings(plain)
    found: list[Finding] = []
    for sentence in SENTENCE.finditer(plain):
        words = WORD.findall(sentence[0])
        for grammar in grammars:
            if grammar.concerns(words):
                found += _findings(grammar, around, *sentence.span())
    return _apart(found)


@cache
def _grammars() -> tuple[tuple[Grammar, ...], Disguises]:
    grammars = (
        Grammar(english.WORDS, english.SPLIT, english.CORE, english.RULES),
        Grammar(spanish.WORDS, spanish.SPLIT, spanish.CORE, spanish.RULES),
    )
    known = frozenset().union(*(grammar.known for grammar in grammars))
    telling = frozenset().union(*(grammar.core for grammar in grammars))
    return grammars, Disguises(known, telling)


def _findings(grammar: Grammar, around: Surroundings, start: int, end: int) -> Iterator[Finding]:
    for match in grammar.matches(grammar.tagged(around.plain, start, end)):
        score = weighed(grammar, match, around)
        if score >= LEAST_SCORE:
            rule = match.rule
            yield Finding(Check.TOXICITY, rule.kind, *match.span, score, rule.reason, rule.severity)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap the gravest that is sure, by place."""
    taken: list[Finding] = []
    for one in sorted(found, key=_weight, reverse=True):
        at = bisect_left(taken, one.end, key=_start)
        if at == 0 or taken[at - 1].end <= one.start:
            taken.insert(at, one)
    return taken


def _start(found: Finding) -> int:
    return found.start


def _weight(found: Finding) -> tuple[bool, int, float]:
    return found.score >= 0.5, found.severity, found.score
