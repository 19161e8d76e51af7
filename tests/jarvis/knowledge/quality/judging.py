"""How good a ranking is, held against what is known to answer."""

import math
from collections.abc import Collection, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)


def ndcg(ranked: Sequence[Key], relevant: Collection[Key], most: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `most`, all relevant ones alike.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
    """
    gain = sum(_worth(place) for place, key in enumerate(ranked[:most]) if key in relevant)
    best = sum(_worth(place) for place in range(min(most, len(relevant))))
    return gain / best if best else 0.0


def recall(ranked: Sequence[Key], relevant: Collection[Key], most: int) -> float:
    """The share of the relevant ones that is among the first `most`."""
    return len(set(ranked[:most]) & set(relevant)) / len(relevant) if relevant else 0.0


def _worth(place: int) -> float:
    return 1 / math.log2(place + 2)
