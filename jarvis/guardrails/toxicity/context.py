"""What stands around a finding and speaks against it: a quotation, a report, a game, prevention.

A score is multiplied by a factor for each kind of context, so that two weak signs weigh as much
as a strong one. What a kind of finding is not excused by is not in its row: help with making a
bomb stays that in a novel, and a threat stays one beside a doctor's name.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from jarvis.guardrails.toxicity.grammar import PUNCTUATION, Grammar, Match

NEAR = 4
"""Words to either side within which a compound ("bath bomb") counts for what it is."""

BEFORE = 6
"""Words before a finding within which somebody is named who said it."""

AROUND_CHARACTERS = 160
QUOTED = re.compile(
    r"\"[^\"\n]{2,400}\"|«[^»\n]{2,400}»|“[^”\n]{2,400}”|(?<!\w)'[^'\n]{2,300}'(?!\w)"
)
WORDS = re.compile(r"[^\W\d_]{2,}")

SAID = {"insult": 0.5, "hate": 0.5, "threat": 0.4, "violence": 0.45, "self_harm": 0.5, "harm": 0.55,
        "sexual": 0.6}  # fmt: skip
"""For words in quotation marks among others, and words that somebody is said to have said."""

OPINIONS = ("insult", "hate")
"""What is said of people: here a verb of saying may stand within the finding."""

NEGATED = {"insult": 0.4, "hate": 0.4, "threat": 0.3, "violence": 0.3, "self_harm": 0.3,
           "harm": 0.4}  # fmt: skip

FACTORS: Mapping[str, Mapping[str, float]] = {
    "insult": {"META": 0.5, "FICTION": 0.7, "GAME": 0.8, "JOKE": 0.7, "NEWS": 0.7},
    "hate": {"META": 0.4, "NEWS": 0.5, "FICTION": 0.6, "PREVENT": 0.6},
    "threat": {"NEWS": 0.5, "FICTION": 0.5, "GAME": 0.4, "JOKE": 0.5, "META": 0.4},
    "violence": {"NEWS": 0.5, "FICTION": 0.5, "GAME": 0.4, "JOKE": 0.5, "META": 0.4},
    "self_harm": {"SUPPORT": 0.4, "GAME": 0.5, "NEWS": 0.5, "META": 0.4, "PREVENT": 0.4},
    "sexual": {"MEDICAL": 0.4, "NEWS": 0.4, "META": 0.5, "PREVENT": 0.5, "DISCUSS": 0.6},
    "harm": {"PREVENT": 0.5, "DISCUSS": 0.6, "GAME": 0.5, "NEWS": 0.5},
}
"""By kind of finding, what the same sentence may speak of."""


class Surroundings:
    """A folded text, for looking around in. Quotations are looked for once, if at all."""

    def __init__(self, plain: str) -> None:
        self.plain = plain

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [match.span() for match in QUOTED.finditer(self.plain)]

    def quoted(self, start: int, end: int) -> bool:
        """Whether a place lies within quotation marks, and other words outside of them."""
        at = bisect_right(self._quotations, start, key=itemgetter(0)) - 1
        if at < 0 or self._quotations[at][1] < end:
            return False
        since, to = self._quotations[at]
        before = self.plain[max(0, since - AROUND_CHARACTERS) : since]
        after = self.plain[to : to + AROUND_CHARACTERS]
        return len(WORDS.findall(f"{before} {after}")) >= 2


def weighed(grammar: Grammar, match: Match, around: Surroundings) -> float:
    """The score of a match, in its context."""
    rule = match.rule
    score = rule.score
    for role, factor in FACTORS.get(rule.kind, {}).items():
        if match.sentence.mask & grammar.mask(role):
            score *= factor
    if _reported(grammar, match) or around.quoted(*match.span):
        score *= SAID.get(rule.kind, 1.0)
    if rule.negatable and _negated(grammar, match):
        score *= NEGATED.get(rule.kind, 1.0)
    if rule.kind not in OPINIONS and _plays(
        grammar, match, "SAFE", match.first - NEAR, match.last + NEAR
    ):
        score *= 0.4
    return score


def _plays(grammar: Grammar, match: Match, role: str, first: int, last: int) -> bool:
    """Whether one of some words of the sentence plays a role."""
    bit = grammar.mask(role)
    return any(grammar.masks.get(s, 0) & bit for s in match.sentence.tags[max(0, first) : last])


def _reported(grammar: Grammar, match: Match) -> bool:
    """Whether somebody other than the writer is named as having said it.

    Right before ("she said that …"), within ("they were said to be …"), or after a comma or a
    dash ("…, roared the pirate").
    """
    tags, report, writer = match.sentence.tags, grammar.mask("REPORT"), grammar.mask("I")
    first = max(0, match.first - BEFORE)
    last = match.last if match.rule.kind in OPINIONS else match.first
    for at in range(first, last):
        by_writer = at > 0 and grammar.masks.get(tags[at - 1], 0) & writer
        if grammar.masks.get(tags[at], 0) & report and not by_writer:
            return True
    after = tags[match.last : match.last + NEAR]
    return any(
        sign in PUNCTUATION and grammar.masks.get(word, 0) & report
        for sign, word in pairwise(after)
    )


def _negated(grammar: Grammar, match: Match) -> bool:
    """Whether a "not" stands in the finding, or before it in the same clause."""
    clause = match.sentence.tags[: match.first]
    since = max(clause.rfind(sign) for sign in PUNCTUATION) + 1
    return _plays(grammar, match, "NEG", max(since, match.first - NEAR), match.last)
