"""Which of the passages that were found are shown: none twice, and not all of one document."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jarvis.knowledge.documents import Passage
from jarvis.knowledge.likeness import distinct

COMPARED = 50
"""Of the best, that are held against each other; further down a repetition does no harm."""

SHARE = 3
"""A document gets a third of the places, while others have something to say too."""

FEWEST = 2
"""Places that every document may have."""


def chosen(ranked: Sequence[int], passages: Mapping[int, Passage], limit: int) -> list[int]:
    """At most `limit` of the passages, in the order in which they come.

    Args:
        ranked: best first.
    """
    there = [key for key in ranked if key in passages]
    looked = there[: min(COMPARED, 2 * limit)]
    kept = [looked[index] for index in distinct([passages[key].text for key in looked])]
    rest = [*kept, *there[len(looked) :]]
    most, seen = max(FEWEST, limit // SHARE), Counter[str]()
    within: list[int] = []
    over: list[int] = []
    for key in rest:
        document = passages[key].document
        seen[document] += 1
        (within if seen[document] <= most else over).append(key)
    taken = frozenset([*within, *over][:limit])
    return [key for key in rest if key in taken]
