"""Whether confidence can be believed: of what was said with 90 %, was about 90 % right?

Pure, over five sums a bucket, so that one scan of the ledger is enough for any number of
decisions. Which decisions they are of, this doesn't know.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from jarvis.telemetry.statistics import BUCKETS

LEAST_RATED = 100
"""Fewer rated decisions say nothing about calibration."""

LEVEL = 0.95
"""Share of perfectly calibrated histories that stay within the null bands."""

DRAWS = 1000
"""Simulated histories: the null band is then known to about 2 %."""

Verdict = Literal["over", "under", "mixed", "calibrated"]
"""Over-confident, under-confident, wrong in both directions, or no worse than chance allows."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is known of the rated decisions of one bucket.

    Attributes:
        confidence: sum of the confidences.
        variance: sum of confidence × (1 − confidence).
        accuracy: sum of the accuracies.
        squares: sum of (confidence − accuracy)².
    """

    bucket: str
    count: int = 0
    confidence: float = 0.0
    variance: float = 0.0
    accuracy: float = 0.0
    squares: float = 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """One point of the reliability diagram: means over the bucket, 0 to 1; None if it's empty."""

    bucket: str
    count: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence and accuracy are apart. All figures but counts are None below 100 rated.

    Attributes:
        rated: decisions with a confidence and a verdict.
        brier: mean squared difference, 0 (always right and sure of it) to 1 (Brier 1950).
        ece: expected calibration error, 0 to 1: the buckets' |confidence − accuracy|, weighted
            by their counts (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017).
        ece_null: what `ece` stays below in 95 of 100 histories of a perfectly calibrated agent.
        gap: mean confidence − mean accuracy, −1 to 1.
        gap_null: what `|gap|` stays below, likewise.
    """

    rated: int
    buckets: tuple[Reliability, ...]
    brier: float | None = None
    ece: float | None = None
    ece_null: float | None = None
    gap: float | None = None
    gap_null: float | None = None
    verdict: Verdict | None = None

    @property
    def missing(self) -> int:
        """How many more decisions must be rated before the figures mean something."""
        return max(0, LEAST_RATED - self.rated)


def calibrate(sums: Sequence[Sums]) -> Calibration:
    """The figures, from the buckets' sums; buckets that are not given are empty."""
    known = {bucket.bucket: bucket for bucket in sums}
    ordered = [known.get(name, Sums(name)) for name in BUCKETS]
    rated = sum(bucket.count for bucket in ordered)
    buckets = tuple(map(_reliability, ordered))
    if rated < LEAST_RATED:
        return Calibration(rated, buckets)
    gaps = [bucket.confidence - bucket.accuracy for bucket in ordered]
    ece, gap = sum(map(abs, gaps)) / rated, sum(gaps) / rated
    ece_null, gap_null = null_bands([bucket.variance for bucket in ordered], rated)
    return Calibration(
        rated,
        buckets,
        brier=sum(bucket.squares for bucket in ordered) / rated,
        ece=ece,
        ece_null=ece_null,
        gap=gap,
        gap_null=gap_null,
        verdict=_verdict(gap, gap_null, beyond=ece > ece_null),
    )


def null_bands(variances: Sequence[float], rated: int) -> tuple[float, float]:
    """What chance alone makes of ECE and gap when every confidence is exactly the truth.

    ECE is never 0, not even then; so it is held against histories in which each decision is right
    with the probability that was stated (Bröcker and Smith 2007, "consistency resampling"). The
    number of right ones in a bucket is a sum of such Bernoulli draws: its mean is the sum of the
    confidences, its variance the sum of confidence × (1 − confidence), and it is drawn from the
    normal distribution with both (central limit theorem), since one draw a bucket costs the same
    for a hundred decisions and for a million. Partially correct ones spread less than Bernoulli
    draws do, so the bands are rather too wide than too narrow. The seed is fixed: the same sums
    give the same bands.

    Args:
        variances: the buckets' sums of confidence × (1 − confidence).
        rated: decisions in all buckets.

    Returns:
        The 95 % quantiles of ECE (simulated) and of |gap| (exact for the normal distribution).
    """
    drawn = random.Random(0)  # noqa: S311 - a simulation, no secret
    spreads = [sqrt(variance) for variance in variances if variance > 0]
    errors = sorted(
        sum(abs(drawn.gauss(0, spread)) for spread in spreads) / rated for _ in range(DRAWS)
    )
    two_sided = NormalDist().inv_cdf((1 + LEVEL) / 2)
    return errors[round(LEVEL * DRAWS) - 1], two_sided * sqrt(sum(variances)) / rated


def _verdict(gap: float, gap_null: float, *, beyond: bool) -> Verdict:
    """`beyond`: ECE is above its null band."""
    if not beyond:
        return "calibrated"
    if abs(gap) <= gap_null:
        return "mixed"
    return "over" if gap > 0 else "under"


def _reliability(sums: Sums) -> Reliability:
    if not sums.count:
        return Reliability(sums.bucket, 0, None, None)
    means = (sums.confidence / sums.count, sums.accuracy / sums.count)
    return Reliability(sums.bucket, sums.count, *means)
