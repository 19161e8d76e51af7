"""Passages that say the same word for word, or nearly: the same page of two versions of a file.

It compares words, not meanings, and knows nothing of passages: texts go in, indexes come out.
"""

from collections import Counter
from collections.abc import Sequence

from jarvis.knowledge.words import tokens

RUN = 3
"""Words of a run. Two texts are alike when they share most of their runs."""

ALIKE = 0.8
"""Jaccard similarity of two texts' runs, from which one of them is enough.

A. Broder, On the resemblance and containment of documents, 1997.
"""

CONTAINED = 0.9
"""Share of a text's runs that stand in another, from which it adds nothing to that one."""

Runs = frozenset[tuple[str, ...]]


def distinct(texts: Sequence[str], alike: float = ALIKE, contained: float = CONTAINED) -> list[int]:
    """Indexes of the texts that stay, ascending: of any that are alike, the first.

    A text that a later one contains stays all the same: what is earlier ranks higher. Of texts
    without words one stays. Takes time in proportion to the texts, and to what they share.
    """
    kept: dict[int, int] = {}
    holders: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        runs = _runs(text)
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        if any(
            both >= contained * len(runs) or both >= alike * (len(runs) + kept[other] - both)
            for other, both in shared.items()
        ):
            continue
        kept[index] = len(runs)
        for run in runs:
            holders.setdefault(run, []).append(index)
    return list(kept)


def _runs(text: str) -> Runs:
    words = tokens(text)
    if len(words) < RUN:
        return frozenset({tuple(words)})
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))
