from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.alerts import HISTORY, Alerts, Reading, State, beyond, step
from jarvis.telemetry_settings import ALERTS, AlertRule

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATENCY = AlertRule("api_p95_ms", ">", 1000, "critical", least_count=20, hold_minutes=2)
ACCURACY = AlertRule("accuracy", "<", 0.80, "high", least_count=20, hold_minutes=2)
DISK = AlertRule("disk_free", "<", 0.10, "high", 0, 0, 0)


def run(rule, values, every=60, state=None):
    """The states after each reading; a value, a reading, or None for one that failed."""
    state, states = state or State(), []
    for number, value in enumerate(values):
        reading = value if value is None or isinstance(value, Reading) else Reading(value, 100)
        state = step(rule, reading, number * every, state)
        states.append(state.raised)
    return states


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        # beyond for the hold time, and not a moment less
        (LATENCY, [1500, 1500, 1500], [False, False, True]),
        (LATENCY, [1500, 1500, 900, 1500, 1500, 1500], [False] * 5 + [True]),
        (ACCURACY, [0.7, 0.7, 0.7], [False, False, True]),
        # at the threshold is not beyond it
        (LATENCY, [1000] * 4, [False] * 4),
        (ACCURACY, [0.80] * 4, [False] * 4),
        # back by the margin, for the hold time
        (LATENCY, [1500] * 3 + [960] * 4, [False] * 2 + [True] * 5),
        (LATENCY, [1500] * 3 + [950] * 3, [False] * 2 + [True] * 3 + [False]),
        (ACCURACY, [0.7] * 3 + [0.83] * 4, [False] * 2 + [True] * 5),
        (ACCURACY, [0.7] * 3 + [0.85] * 3, [False] * 2 + [True] * 3 + [False]),
        (LATENCY, [1500] * 3 + [900, 900, 1500, 900, 900], [False] * 2 + [True] * 6),
        # no hold time: at once, both ways
        (DISK, [0.09, 0.104, 0.106], [True, True, False]),
        # too few observations raise nothing, and are no reason to go on
        (LATENCY, [Reading(9000, 19)] * 5, [False] * 5),
        (LATENCY, [1500] * 3 + [Reading(9000, 3)] * 3, [False] * 2 + [True] * 3 + [False]),
        (LATENCY, [1500] * 3 + [Reading(None, 0)] * 3, [False] * 2 + [True] * 3 + [False]),
        (DISK, [Reading(None, 0)] * 2, [False] * 2),
        # what can't be read changes nothing, and doesn't count as held
        (LATENCY, [None] * 5, [False] * 5),
        (LATENCY, [1500] * 3 + [None] * 9, [False] * 2 + [True] * 10),
        (LATENCY, [1500, None, 1500, 1500], [False] * 4),
        (LATENCY, [1500] * 3 + [900, 900, None, 900, 900], [False] * 2 + [True] * 6),
    ],
)
def test_when_an_alert_is_raised_and_cleared(rule, values, expected):
    assert run(rule, values) == expected


RULES = st.builds(
    AlertRule,
    figure=st.just("accuracy"),
    comparison=st.sampled_from("<>"),
    threshold=st.floats(-100, 100),
    severity=st.just("high"),
    least_count=st.integers(0, 30),
    hold_minutes=st.integers(0, 4),
    margin=st.floats(0, 1),
)
READINGS = st.lists(
    st.none() | st.builds(Reading, st.none() | st.floats(-250, 250), st.integers(0, 60)),
    max_size=40,
)


@given(RULES, READINGS)
def test_a_change_needs_readings_that_ask_for_it_through_the_whole_hold_time(rule, readings):
    states = [False, *run(rule, readings)]
    held = rule.hold_minutes + 1  # readings, a minute apart
    for number, (before, after) in enumerate(pairwise(states), 1):
        if before != after:
            asking = readings[max(0, number - held) : number]
            assert len(asking) == held
            assert all(r and beyond(rule, r, raised=before) == after for r in asking)


SIXTY_FOURTHS = st.integers(-96, 96).map(lambda number: number / 64)
"""Numbers that floats hold exactly, so that no rounding takes a figure over its line."""


@given(RULES, st.integers(-100, 100), st.integers(0, 64), st.lists(SIXTY_FOURTHS, max_size=40))
def test_a_figure_that_is_never_back_by_the_margin_rings_once(rule, threshold, margin, wavers):
    rule = replace(rule, threshold=float(threshold), margin=margin / 64)
    size = abs(rule.threshold)
    outward = 1 if rule.comparison == ">" else -1
    values = [rule.threshold + outward * waver * size for waver in wavers if waver > -rule.margin]
    assert sum(a != b for a, b in pairwise(run(rule, values))) <= 1


def at(minute):
    return {"seconds": minute * 60.0, "now": NOON + timedelta(minutes=minute)}


def test_alerts_are_told_once_when_raised_and_once_when_cleared():
    alerts = Alerts([DISK, LATENCY])
    calm = Reading(100, 100)
    (raised,) = alerts.step([Reading(0.05), calm], **at(0))
    assert (raised.rule, raised.value, raised.since, raised.cleared) == (DISK, 0.05, NOON, None)
    assert alerts.step([Reading(0.04), calm], **at(1)) == ()
    assert [alert.value for alert in alerts.active] == [0.04]
    assert alerts.step([None, calm], **at(2)) == ()
    assert [alert.value for alert in alerts.active] == [0.04]
    (over,) = alerts.step([Reading(0.5), calm], **at(3))
    assert (over.value, over.since, over.cleared) == (0.5, NOON, NOON + timedelta(minutes=3))
    assert alerts.active == ()
    assert alerts.history == (over,)


def test_the_worst_comes_first_then_the_longest():
    critical = AlertRule("model_unavailable", ">", 0, "critical", 0, 0, 0)
    medium = AlertRule("mean_confidence", "<", 0.75, "medium", 0, 0, 0)
    alerts = Alerts([medium, DISK, critical])
    alerts.step([Reading(0.1), Reading(0.5), Reading(0.0)], **at(0))
    alerts.step([Reading(0.1), Reading(0.05), Reading(1.0)], **at(1))
    assert [alert.rule for alert in alerts.active] == [critical, DISK, medium]


def test_the_history_holds_the_last_hundred_latest_first():
    alerts = Alerts([DISK])
    for minute in range(2 * (HISTORY + 5)):
        alerts.step([Reading(0.05 if minute % 2 == 0 else 0.5)], **at(minute))
    assert len(alerts.history) == HISTORY
    assert alerts.history[0].cleared == NOON + timedelta(minutes=2 * HISTORY + 9)
    assert alerts.history[0].since > alerts.history[-1].since


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: f"{rule.figure}-{rule.severity}")
def test_each_rule_by_default_can_be_raised_and_cleared(rule):
    bad, good = (1e9, 0.0) if rule.comparison == ">" else (0.0, 1e9)
    minutes = rule.hold_minutes + 1
    states = run(rule, [bad] * minutes + [good] * minutes)
    assert states[minutes - 1]
    assert not states[-1]
