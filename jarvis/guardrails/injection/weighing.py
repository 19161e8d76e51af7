"""From signs to findings: which of them, taken together, make an injection."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.injection.signal import Signal

FLOOR = 0.3
"""What is less sure isn't told; a threshold in config.toml that is lower changes nothing."""

SURE = 0.5
"""From here on a sentence stands by itself, and speaks for those beside it."""

NEAR = (-2, -1, 1, 2)
"""Which sentences speak for one another, counted from each."""

SHARE = 0.5
"""How much of a neighbour's certainty counts."""

COMPANIONS = frozenset({"then"})
"""Groups that say something only beside other signs: everybody gives orders."""

LONGEST_CHARACTERS = 600
"""A sentence that is longer is cut this far from what was found in it."""

MOST_REASONS = 3


@dataclass(slots=True)
class Suspect:
    """A sentence with signs in it."""

    start: int
    end: int
    signals: list[Signal] = field(default_factory=list)


def weighed(suspects: Mapping[int, Suspect]) -> list[Finding]:
    """A finding for each sentence that is worth telling.

    Signs are taken as independent. A sentence's certainty is 1 - the product of their doubts, the
    strongest of each group alone; half of the surest neighbour's comes to it in the same way:
    1 - (1 - own) * (1 - 0.5 * neighbour). Two signs of 0.3 make 0.51, and so does one of 0.4
    beside a sentence of 0.4.

    Args:
        suspects: by the number of their sentence.
    """
    own = {number: certainty(s.signals, COMPANIONS) for number, s in suspects.items()}
    found = []
    for number, suspect in sorted(suspects.items()):
        near = max(own.get(number + step, 0.0) for step in NEAR)
        certain = own[number]
        if certain >= FLOOR or near >= SURE:
            certain = certainty(suspect.signals)
        score = 1.0 - (1.0 - certain) * (1.0 - SHARE * near)
        if certain and score >= FLOOR:
            found.append(_finding(suspect, score))
    return found


def certainty(signals: Iterable[Signal], without: frozenset[str] = frozenset()) -> float:
    """What signs come to together, those of some groups left out."""
    best: dict[str, float] = defaultdict(float)
    for signal in signals:
        if signal.group not in without:
            best[signal.group] = max(best[signal.group], signal.weight)
    doubt = 1.0
    for weight in best.values():
        doubt *= 1.0 - weight
    return 1.0 - doubt


def _finding(suspect: Suspect, score: float) -> Finding:
    signals = sorted(suspect.signals, key=lambda signal: -signal.weight)
    reasons = list(dict.fromkeys(signal.reason for signal in signals))
    start = max(suspect.start, min(s.start for s in signals) - LONGEST_CHARACTERS)
    end = min(suspect.end, max(s.end for s in signals) + LONGEST_CHARACTERS)
    return Finding(
        Check.INJECTION,
        signals[0].kind,
        start,
        end,
        round(min(score, 0.99), 2),
        "; ".join(reasons[:MOST_REASONS]),
    )
