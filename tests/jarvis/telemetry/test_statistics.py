"""DuckDB's statistics are those that plain Python gives over the same events."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jarvis.errors import DecisionNotFound
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry.statistics import agent_summary, summary

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORTH = {"correct": 1.0, "partially_correct": 0.5, "incorrect": 0.0}
BOUNDS = {
    "low_0_50": (0, 0.5),
    "medium_50_70": (0.5, 0.7),
    "good_70_85": (0.7, 0.85),
    "high_85_95": (0.85, 0.95),
    "very_high_95_100": (0.95, 1.1),
}
DAY_MS = 24 * 3600 * 1000

ages = st.integers(0, 40 * DAY_MS) | st.sampled_from([30 * DAY_MS, 30 * DAY_MS + 1])
confidences = st.none() | st.sampled_from([0, 0.5, 0.7, 0.85, 0.95, 1]) | st.floats(0, 1)
decisions = st.builds(
    lambda age, **fields: decision(AT - timedelta(milliseconds=age), **fields),
    age=ages,
    agent=st.sampled_from(["a", "b/ñ"]),
    task_type=st.sampled_from(["x", "y"]),
    model=st.sampled_from([None, "m"]),
    confidence=confidences,
    execution_ms=st.none() | st.integers(1, 10**6),
)
words = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([*WORTH, "withdrawn"])), max_size=40)


def decision(created=AT, **fields):
    fields = {"kind": "report", "agent": "a", "task_type": "x"} | fields
    return Decision(id=new_id("decision", created), created=created, **fields)


def feedback(of, word):
    return Feedback(of.id, word, "api", "p")


def approximately(expected):
    return None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-12)


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else None


def percentile(numbers, share):
    """Between the two nearest of the sorted numbers, in proportion."""
    if not numbers:
        return None
    place = share * (len(numbers) - 1)
    low, high = sorted(numbers)[int(place) :][:1], sorted(numbers)[int(place) + 1 :][:1]
    return low[0] + (place - int(place)) * ((high or low)[0] - low[0])


def accuracy_of(chosen, verdicts):
    words = [verdicts[d.id] for d in chosen if verdicts.get(d.id, "withdrawn") != "withdrawn"]
    return {
        "total_decisions": len(chosen),
        "total_with_feedback": len(words),
        "accuracy_avg": approximately(mean([WORTH[word] for word in words])),
        **{f"{word}_count": words.count(word) for word in WORTH},
    }


def distribution_of(chosen):
    sure = [d.confidence for d in chosen if d.confidence is not None]
    counts = {
        name: sum(low <= confidence < high for confidence in sure)
        for name, (low, high) in BOUNDS.items()
    }
    return {
        "total_decisions": len(sure),
        "distribution": {
            name: {
                "count": count,
                "percentage": pytest.approx(100 * count / len(sure) if sure else 0, abs=0.00501),
            }
            for name, count in counts.items()
        },
    }


def execution_time_of(chosen):
    times = [d.execution_ms for d in chosen if d.execution_ms is not None]
    figures = {
        "avg": mean(times),
        "min": min(times, default=None),
        "max": max(times, default=None),
        "p50": percentile(times, 0.50),
        "p95": percentile(times, 0.95),
        "p99": percentile(times, 0.99),
    }
    return {f"{name}_execution_time_ms": approximately(n) for name, n in figures.items()}


def chosen_by(which, events):
    since = AT - timedelta(days=which.days)
    return [
        d
        for d in events
        if d.created >= since
        and which.agent in (None, d.agent)
        and which.task_type in (None, d.task_type)
        and which.model in (None, d.model)
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(decisions, max_size=30),
    said=words,
    which=st.builds(
        Filter,
        days=st.sampled_from([1, 30, 3650]),
        agent=st.sampled_from([None, "a", "b/ñ", "nobody"]),
        task_type=st.sampled_from([None, "x"]),
        model=st.sampled_from([None, "m"]),
    ),
)
def test_a_period_and_an_agent_are_what_plain_python_makes_of_the_events(
    reader, events, said, which
):
    reader.empty()
    said = [(events[place], word) for place, word in said if place < len(events)]
    reader.add(*events, *(feedback(*one) for one in said))
    verdicts = {of.id: word for of, word in said}  # the last word counts

    chosen = chosen_by(which, events)
    figures = dataclasses.asdict(summary(reader, which, AT))
    assert figures["accuracy"] == accuracy_of(chosen, verdicts)
    assert figures["confidence_distribution"] == distribution_of(chosen)
    assert figures["execution_time"] == execution_time_of(chosen)

    of_a = [d for d in events if d.agent == "a"]
    assume(of_a)
    chosen = chosen_by(Filter(which.days, agent="a"), events)
    figures = agent_summary(reader, "a", which.days, AT)
    assert dataclasses.asdict(figures.accuracy_metrics) == accuracy_of(chosen, verdicts)
    assert figures.avg_confidence == approximately(
        mean([d.confidence for d in chosen if d.confidence is not None])
    )
    assert figures.avg_execution_time_ms == approximately(
        mean([d.execution_ms for d in chosen if d.execution_ms is not None])
    )
    tasks = [d.task_type for d in chosen]
    assert {task.task_type: task.count for task in figures.task_types} == {
        task: tasks.count(task) for task in tasks
    }
    assert [task.count for task in figures.task_types] == sorted(
        (task.count for task in figures.task_types), reverse=True
    )


def test_of_nothing_averages_are_null_and_percentages_zero(reader):
    figures = dataclasses.asdict(summary(reader, Filter(), AT))
    assert figures["accuracy"]["accuracy_avg"] is None
    assert set(figures["execution_time"].values()) == {None}
    buckets = figures["confidence_distribution"]["distribution"].values()
    assert all(bucket == {"count": 0, "percentage": 0} for bucket in buckets)


def test_percentages_have_two_decimals(reader):
    reader.add(*(decision(confidence=c) for c in (0.1, 0.6, 0.6)))
    buckets = summary(reader, Filter(), AT).confidence_distribution.distribution
    assert (buckets.low_0_50.percentage, buckets.medium_50_70.percentage) == (33.33, 66.67)


def test_percentiles_lie_between_two_times(reader):
    reader.add(*(decision(execution_ms=ms) for ms in (100, 200)))
    times = summary(reader, Filter(), AT).execution_time
    assert times.p50_execution_time_ms == 150
    assert times.p95_execution_time_ms == pytest.approx(195)


def test_an_agent_that_was_never_heard_of_is_not_found(reader):
    reader.add(decision(AT - timedelta(days=90)))
    with pytest.raises(DecisionNotFound, match="'b'"):
        agent_summary(reader, "b", 30, AT)
    quiet = agent_summary(reader, "a", 30, AT)
    assert (quiet.total_decisions, quiet.avg_confidence, quiet.task_types) == (0, None, [])
