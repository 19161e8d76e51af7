"""Two shares, and what chance alone could make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.comparing import LEAST, compare, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_interval_is_newcombes() -> None:
    told = compare(56, 70, 48, 80)  # his first example: 0.0524 to 0.3339
    assert (told.low, told.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert told.verdict == "better"


@given(counts, counts)
def test_the_interval_holds_the_difference_and_turns_with_the_sides(one, other) -> None:
    told, turned = compare(*one, *other), compare(*other, *one)
    if min(one[1], other[1]) < LEAST:
        assert told.verdict == turned.verdict == "early"
        return
    assert -1 <= told.low <= one[0] / one[1] - other[0] / other[1] <= told.high <= 1
    assert (told.low, told.high) == pytest.approx((-turned.high, -turned.low))
    assert (told.verdict == "same") == (told.low <= 0 <= told.high)


@given(counts)
def test_an_interval_of_a_share_holds_it(share) -> None:
    low, high = wilson(*share)
    assert 0 <= low <= share[0] / share[1] <= high <= 1
    assert low < high
