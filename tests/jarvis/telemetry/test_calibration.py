import random
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.calibration import DRAWS, Sums, calibrate, null_bands
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.grouped import grouped
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.records import ACCURACY, Decision, Feedback

NAMES = ("low_0_50", "medium_50_70", "good_70_85", "high_85_95", "very_high_95_100")
BOUNDS = (0.5, 0.7, 0.85, 0.95)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def summed(pairs):
    """The buckets' sums of pairs of confidence and accuracy, added up one by one."""
    sums = {}
    for confidence, accuracy in pairs:
        name = NAMES[bisect_right(BOUNDS, confidence)]
        old = sums.get(name, Sums(name))
        sums[name] = Sums(
            name,
            old.count + 1,
            old.confidence + confidence,
            old.variance + confidence * (1 - confidence),
            old.accuracy + accuracy,
            old.squares + (confidence - accuracy) ** 2,
        )
    return list(sums.values())


def rated(right, wrong, confidence):
    return [(confidence, 1.0)] * right + [(confidence, 0.0)] * wrong


def test_who_is_always_right_and_sure_of_it_has_no_error():
    found = calibrate(summed(rated(100, 0, 1.0)))
    assert (found.brier, found.ece, found.gap, found.verdict) == (0, 0, 0, "calibrated")


@pytest.mark.parametrize(
    ("pairs", "verdict"),
    [
        (rated(180, 20, 0.9), "calibrated"),
        (rated(178, 22, 0.9), "calibrated"),
        (rated(120, 80, 0.9), "over"),
        (rated(190, 10, 0.6), "under"),
        (rated(60, 140, 0.9) + rated(182, 18, 0.3), "mixed"),
    ],
)
def test_the_verdict_is_beyond_chance_or_calibrated(pairs, verdict):
    assert calibrate(summed(pairs)).verdict == verdict


def test_figures_of_a_case_done_by_hand():
    found = calibrate(summed(rated(60, 40, 0.8) + rated(45, 55, 0.4)))
    assert found.rated == 200
    assert found.ece == pytest.approx((abs(0.8 - 0.6) + abs(0.4 - 0.45)) / 2)
    assert found.gap == pytest.approx(0.6 - 0.525)
    brier = (60 * 0.2**2 + 40 * 0.8**2 + 45 * 0.6**2 + 55 * 0.4**2) / 200
    assert found.brier == pytest.approx(brier)
    low, _, good, *_ = found.buckets
    assert (low.count, low.confidence, low.accuracy) == pytest.approx((100, 0.4, 0.45))
    assert (good.bucket, good.count) == ("good_70_85", 100)
    assert found.buckets[4].confidence is None


def test_below_a_hundred_there_are_counts_only():
    found = calibrate(summed(rated(99, 0, 0.9)))
    assert (found.rated, found.missing, found.verdict, found.ece) == (99, 1, None, None)
    assert found.buckets[3].count == 99
    assert calibrate([]).missing == 100


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from((0.0, 0.5, 1.0))), min_size=100))
def test_laws(pairs):
    found = calibrate(summed(pairs))
    assert 0 <= found.brier <= 1
    assert abs(found.gap) <= found.ece + 1e-9 <= 1 + 2e-9
    assert found.gap**2 <= found.brier + 1e-9  # Jensen's inequality
    assert found == calibrate(summed(pairs))
    if found.verdict in ("over", "under"):
        assert abs(found.gap) > found.gap_null
        assert (found.gap > 0) == (found.verdict == "over")


@pytest.mark.parametrize(("low", "high", "count"), [(0.0, 1.0, 300), (0.6, 1.0, 150)])
def test_the_null_band_is_that_of_bernoulli_draws(low, high, count):
    drawn = random.Random(1)
    stated = [drawn.uniform(low, high) for _ in range(count)]

    def error():
        gaps = [0.0] * len(NAMES)
        for confidence in stated:
            gaps[bisect_right(BOUNDS, confidence)] += confidence - (drawn.random() < confidence)
        return sum(map(abs, gaps)) / count

    brute = sorted(error() for _ in range(DRAWS))[round(0.95 * DRAWS)]
    variances = [bucket.variance for bucket in summed((c, 0) for c in stated)]
    ece, gap = null_bands(variances, count)
    assert isclose(ece, brute, rel_tol=0.1)
    assert gap == pytest.approx(1.96 * sqrt(sum(variances)) / count, rel=1e-3)


def test_one_in_twenty_who_are_calibrated_falls_outside_the_band():
    drawn = random.Random(2)
    blamed = 0
    for _ in range(200):
        stated = [drawn.uniform(0.3, 1.0) for _ in range(120)]
        found = calibrate(summed((c, float(drawn.random() < c)) for c in stated))
        blamed += found.verdict != "calibrated"
    assert 2 <= blamed <= 20


def test_the_ledger_counts_what_people_rated_and_what_has_a_confidence(reader):
    drawn = random.Random(3)
    pairs = []
    for number in range(150):
        confidence, word = round(drawn.random(), 2), drawn.choice(sorted(ACCURACY))
        pairs.append((confidence, ACCURACY[word]))
        decision = decided(confidence, NOW - timedelta(minutes=number))
        reader.add(decision, said(decision, "correct"), said(decision, word))
    withdrawn, silent, unrated = decided(0.9), decided(None), decided(0.9)
    other = decided(0.9, agent="other")
    before = decided(0.9, NOW - timedelta(days=31))
    reader.add(withdrawn, silent, unrated, other, before)
    reader.add(said(withdrawn, "correct"), said(withdrawn, "withdrawn"))
    reader.add(*(said(decision, "correct") for decision in (silent, other, before)))
    found = calibrate(grouped(reader, Filter(agent="risk"), NOW, "day").sums)
    expected = calibrate(summed(pairs))
    assert found.rated == 150
    for name in ("brier", "ece", "ece_null", "gap", "gap_null"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name)), name
    assert [bucket.count for bucket in found.buckets] == [b.count for b in expected.buckets]


def decided(confidence, created=NOW, agent="risk"):
    return Decision(new_id("dec", created), created, "report", agent, "triage", confidence)


def said(decision, word):
    return Feedback(decision.id, word, "api", "ana")
