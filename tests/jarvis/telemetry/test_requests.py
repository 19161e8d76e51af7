import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.alerts import Reading
from jarvis.telemetry.requests import LONGEST_SECONDS, MOST, Requests, quantile


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_only_the_servers_own_failures_count():
    requests = Requests(Clock())
    for status in (200, 404, 429, 500, 503):
        requests.note(status, 0.1)
    assert requests.error_rate(60) == Reading(0.4, 5)


def test_nothing_is_no_rate():
    requests = Requests(Clock())
    assert requests.error_rate(60) == Reading(None, 0)
    assert requests.p95_ms(60) == Reading(None, 0)


def test_the_window_slides():
    clock = Clock()
    requests = Requests(clock)
    requests.note(500, 1.0)
    clock.now += 61
    requests.note(200, 0.5)
    assert requests.error_rate(60) == Reading(0.0, 1)
    assert requests.error_rate(120) == Reading(0.5, 2)
    assert requests.p95_ms(60) == Reading(500.0, 1)


def test_time_that_is_the_models_is_left_out():
    requests = Requests(Clock())
    requests.note(200, None)
    requests.note(200, 0.2)
    assert requests.p95_ms(60) == Reading(200.0, 1)
    assert requests.error_rate(60).count == 2


def test_it_forgets_after_an_hour_and_when_there_are_too_many():
    clock = Clock()
    requests = Requests(clock)
    requests.note(500, 0.1)
    clock.now += LONGEST_SECONDS + 1
    requests.note(200, 0.1)
    assert requests.error_rate(10 * LONGEST_SECONDS) == Reading(0.0, 1)
    for _ in range(MOST + 10):
        requests.note(200, 0.1)
    assert requests.error_rate(60).count == MOST


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([7.0], 0.95, 7.0), ([1.0, 2.0], 0.5, 1.5), ([3.0, 1.0, 2.0], 1.0, 3.0), ([4.0, 8.0], 0, 4.0)],
)
def test_quantiles_by_hand(values, share, expected):
    assert quantile(values, share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.floats(0, 1))
def test_quantiles_are_those_of_duckdb(values, share):
    import duckdb

    with duckdb.connect() as connection:
        ((expected,),) = connection.execute(
            "SELECT quantile_cont(value, ?::DOUBLE) FROM (SELECT unnest(?::DOUBLE[]) AS value)",
            [share, values],
        ).fetchall()
    assert quantile(values, share) == pytest.approx(expected, rel=1e-9, abs=1e-9)
