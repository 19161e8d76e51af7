"""What a rule of the grammar is, and the little language in which it is written.

A rule's pattern is a line of atoms: `ROLE` in capitals, a `word` itself, `a|B` either, `~3` up to
three words, `!a|B` any word but these, `,` a comma. `?` after an atom makes it optional, `*` lets
it come up to four times; `^` and `$` are a sentence's ends, `a|$` one of them or a word.
Gaps are bounded and don't cross quotation marks, so that matching takes linear time.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Words in roles that together mean something.

    Attributes:
        severity: 1 (mild) to 3 (grave).
        score: how sure it is without any context that speaks for or against.
        reason: in plain English; it repeats none of the words.
        negatable: whether "not" before it turns it around.
    """

    kind: str
    severity: int
    score: float
    pattern: str
    reason: str
    negatable: bool = True


def rules(
    kind: str,
    severity: int,
    reason: str,
    *patterns: tuple[float, str],
    negatable: bool = True,
) -> tuple[Rule, ...]:
    """Rules that find the same, each with a score of its own."""
    return tuple(
        Rule(kind, severity, score, pattern, reason, negatable) for score, pattern in patterns
    )
