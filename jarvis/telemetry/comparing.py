"""Whether two shares differ by more than chance: thumbs up with sources, and without. Pure."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

LEAST = 10
"""Thumbs on each side below which nothing is said."""

Z = 1.959964
"""Of a 95 % interval, the normal distribution's quantile."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be said of two shares.

    Attributes:
        low, high: 95 % interval of the first less the second, -1 to 1; both 0 where it is early.
    """

    verdict: Literal["early", "same", "better", "worse"]
    low: float = 0.0
    high: float = 0.0


def compare(up: int, count: int, other_up: int, other_count: int) -> Comparison:
    """Compare two shares, `up` of `count` each.

    The interval is Newcombe's (Statistics in Medicine 17, 1998, method 10), from the Wilson
    intervals of both: it holds for small counts, and for shares of 0 and 1.
    """
    if min(count, other_count) < LEAST:
        return Comparison("early")
    share, other = up / count, other_up / other_count
    low, high = wilson(up, count)
    other_low, other_high = wilson(other_up, other_count)
    difference = share - other
    least = difference - sqrt((share - low) ** 2 + (other_high - other) ** 2)
    most = difference + sqrt((high - share) ** 2 + (other - other_low) ** 2)
    if least <= 0 <= most:
        return Comparison("same", least, most)
    return Comparison("better" if least > 0 else "worse", least, most)


def wilson(up: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927). `count` is at least 1."""
    share, square = up / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    spread = share * (1 - share) / count + square / (4 * count**2)
    half = Z / (1 + square / count) * sqrt(spread)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
