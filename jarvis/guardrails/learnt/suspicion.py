"""How much each sentence of a text reads like those that were labelled as harmful.

Logistic regression over cues. The log-odds of a sentence of n words are, in points: always + (the
sum of its cues' points) / √n. The root keeps long sentences from winning by their length, and
short ones from losing by theirs.
"""

import math
from typing import NamedTuple

from jarvis.guardrails.learnt.reading import sentences
from jarvis.guardrails.learnt.table import POINT, Table


class Suspicion(NamedTuple):
    """A sentence, and what its cues come to.

    Attributes:
        start, end: where, in characters.
        log_odds: of harm, natural logarithm; 0 is one in two.
    """

    start: int
    end: int
    log_odds: float


def suspicions(text: str, table: Table) -> list[Suspicion]:
    """Each sentence of a normalised text, by place. Time in proportion to the text's length."""
    read = sentences(text)
    return [
        Suspicion(one.start, one.end, log_odds(points, len(one.words), table))
        for one, points in zip(read, table.worths(read), strict=True)
    ]


def log_odds(points: int, words: int, table: Table) -> float:
    """What the points of so many words come to."""
    return POINT * (table.always + points * share(words))


def share(words: int) -> float:
    """What is left of each point in a sentence of so many words."""
    return 1 / math.sqrt(max(words, 1))
