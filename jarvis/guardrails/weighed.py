"""Rules and cues, weighed together: two checks of harm, each by what it says and how it sounds.

Rules are exact where their author thought of something, and silent elsewhere; cues have an opinion
about every sentence, and are sure of few. Their log-odds are added, so that both may be unsure and
right together, and cues speak against a rule that a harmless sentence set off.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.injection import injection
from jarvis.guardrails.learnt.kinds import kind
from jarvis.guardrails.learnt.suspicion import Suspicion, suspicions
from jarvis.guardrails.learnt.table import Table, table_of
from jarvis.guardrails.toxicity import toxicity

SURE = 0.9
"""Score of a rule's finding that cues don't speak against."""

THRESHOLD = 0.5
"""Score from which a finding counts, by default (config.toml)."""

FLOOR = 0.3
"""What is less sure isn't told."""

CALM = -2.5
"""Log-odds of a sentence's cues below which rules needn't read it. Of 1,900 labelled texts in which
something counts as found, this passes over five, all but one of them harmless; of ordinary texts
rules then read a quarter."""

AROUND = 1
"""Sentences on either side that rules read too: what surrounds a sentence weighs on it."""

MOST = 0.99
SERIOUS = 2
"""Severity of what cues find, and from which on a rule's finding is evidence for it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one check's rules and cues are weighed.

    Attributes:
        rules: what they find in a text.
        evidence: log-odds that a rule's finding adds, at a score of 1.
        doubt: log-odds that are taken off, because harm is rarer than among labelled texts. Chosen
            with whole sets held out, so that at a score of 0.5 about one ordinary text in a hundred
            is suspected: less finds more, in harmful texts and in others.
        severity: of what cues find; 0 where that has no meaning.
        reason: why, where cues alone found it.
    """

    check: Check
    rules: Callable[[str], list[Finding]]
    evidence: float
    doubt: float
    severity: int
    reason: str


INJECTION = Manner(
    Check.INJECTION,
    injection,
    evidence=6.0,
    doubt=1.25,
    severity=0,
    reason="it reads like an attempt to take the assistant over, judged by its words",
)
TOXICITY = Manner(
    Check.TOXICITY,
    toxicity,
    evidence=5.0,
    doubt=1.0,
    severity=SERIOUS,
    reason="it reads like abuse or a wish to do harm, judged by its words",
)


def weighed(text: str, manner: Manner, table: Table | None = None) -> list[Finding]:
    """What is found in a normalised text, by place. Time in proportion to the text's length.

    A rule's finding keeps its place, kind and reason; its score becomes that of both together,
    unless it is mild or sure. Where no rule finds anything that counts, a sentence that cues are
    sure of is found.

    Args:
        table: the cues; those that come with Jarvis if left out.
    """
    table = table or table_of(manner.check)
    sentences = suspicions(text, table)
    ruled = [(one, _touched(one, sentences)) for one in _ruled(text, sentences, manner.rules)]
    evidence = _most(((one, at) for one, at in ruled if serious(one)), len(sentences))
    added = [manner.evidence * score - manner.doubt for score in evidence]
    chances = [_chance(one.log_odds + more) for one, more in zip(sentences, added, strict=True)]
    ruled = [(_rescored(one, at, chances), at) for one, at in ruled]
    found = [one for one, _ in ruled if one.score >= FLOOR]
    told = _most(ruled, len(sentences))
    for number, (one, chance) in enumerate(zip(sentences, chances, strict=True)):
        if chance >= FLOOR and chance > told[number]:
            found.append(_finding(text, one, chance, manner, table))
    return sorted(found, key=lambda one: (one.start, one.end))


def _ruled(
    text: str, sentences: Sequence[Suspicion], rules: Callable[[str], list[Finding]]
) -> Iterator[Finding]:
    """What rules find where words give them a reason to look."""
    for start, end in _stirred(sentences):
        for one in rules(text[start:end]):
            yield replace(one, start=one.start + start, end=one.end + start)


def _stirred(sentences: Sequence[Suspicion]) -> Iterator[tuple[int, int]]:
    """The stretches of a text around sentences that aren't calm."""
    start = after = 0  # numbers of sentences
    for number, one in enumerate(sentences):
        if one.log_odds < CALM:
            continue
        if number - AROUND > after and after:
            yield sentences[start].start, sentences[after - 1].end
        if number - AROUND > after or not after:
            start = max(0, number - AROUND)
        after = min(len(sentences), number + AROUND + 1)
    if after:
        yield sentences[start].start, sentences[after - 1].end


def _touched(found: Finding, sentences: Sequence[Suspicion]) -> range:
    """The numbers of the sentences that a finding reaches into."""
    first = bisect_right(sentences, found.start, key=lambda one: one.end)
    return range(first, bisect_left(sentences, found.end, key=lambda one: one.start))


def _most(found: Iterable[tuple[Finding, range]], count: int) -> list[float]:
    """The highest score of a finding in each sentence, 0 where there is none."""
    best = [0.0] * count
    for one, places in found:
        for at in places:
            best[at] = max(best[at], one.score)
    return best


def serious(found: Finding) -> bool:
    """Whether a finding is grave enough to be evidence; severity has no meaning for injection."""
    return not found.severity or found.severity >= SERIOUS


def _rescored(found: Finding, places: range, chances: Sequence[float]) -> Finding:
    """A rule's finding with the score that rules and cues come to where it stands."""
    if found.score >= SURE or not serious(found) or not places:
        return found
    return replace(found, score=max(chances[at] for at in places))


def _finding(text: str, one: Suspicion, chance: float, manner: Manner, table: Table) -> Finding:
    name = kind(manner.check, text[one.start : one.end], table.classes)
    return Finding(manner.check, name, one.start, one.end, chance, manner.reason, manner.severity)


def _chance(log_odds: float) -> float:
    """The probability that log-odds stand for (the logistic function), rounded."""
    return min(MOST, round(0.5 * (1.0 + math.tanh(0.5 * log_odds)), 2))
