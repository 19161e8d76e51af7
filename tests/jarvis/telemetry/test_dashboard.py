"""The Metrics tab's figures: DuckDB's answers equal a plain computation over the same events."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis.telemetry.dashboard import RECENT, Dashboard, dashboard, others
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.grouped import Figures, Judged
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.records import ACCURACY, Decision, Feedback
from jarvis.telemetry.statistics import BUCKETS
from tests.jarvis.telemetry.conftest import MemoryReader

NOW = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
WORDS = ("correct", "partially_correct", "incorrect", "withdrawn")


def decision(ago: timedelta, **more) -> Decision:
    given = {"kind": "report", "agent": "a", "task_type": "t", **more}
    created = NOW - ago
    return Decision(id=new_id("dec", created), created=created, **given)


def said(of: Decision, word: str) -> Feedback:
    return Feedback(of.id, word, "page", "somebody")


def read(reader, which: Filter | None = None, critical=("deployment",)) -> Dashboard:
    return dashboard(reader, which or Filter(), critical, NOW)


def test_an_empty_ledger_has_no_figures_but_every_slot(reader) -> None:
    board = read(reader)
    assert board.total == Figures()
    assert board.total.judged.accuracy is None
    assert board.total.feedback_rate is None
    assert len(board.timeline) == 31
    assert [slot.began for slot in board.week] == [datetime(2026, 3, day) for day in range(4, 11)]
    assert set(board.buckets.values()) == {0}
    assert board.recent == []
    assert board.calibration.verdict is None


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 59 * 24),
            st.sampled_from(["jarvis", "other", "third"]),
            st.sampled_from(["chat", "deployment"]),
            st.none() | st.floats(0, 1),
            st.none() | st.floats(1, 10_000),
            st.lists(st.sampled_from(WORDS), max_size=3),
        ),
        max_size=40,
    )
)
def test_every_figure_is_what_counting_by_hand_gives(events) -> None:
    reader = MemoryReader()
    made = [
        (
            decision(
                timedelta(hours=hours),
                agent=agent,
                task_type=task,
                confidence=sure,
                execution_ms=ms,
            ),
            words,
        )
        for hours, agent, task, sure, ms, words in events
    ]
    for row, words in made:
        reader.add(row, *(said(row, word) for word in words))
    board = read(reader)
    since = NOW - timedelta(days=30)
    inside = [(row, words) for row, words in made if row.created >= since]
    agrees(board.total, inside)
    agrees(board.before, [(row, words) for row, words in made if row.created < since])
    for agent, figures in board.agents.items():
        agrees(figures, [(row, words) for row, words in inside if row.agent == agent])
    for task, figures in board.task_types.items():
        agrees(figures, [(row, words) for row, words in inside if row.task_type == task])
    for slot in board.timeline:
        day = slot.began.date()
        agrees(slot.figures, [(row, words) for row, words in inside if row.created.date() == day])
    assert sum(board.buckets.values()) == sum(row.confidence is not None for row, _ in inside)
    assert board.calibration.rated == sum(
        row.confidence is not None and counts(words) for row, words in inside
    )
    reader.connection.close()


def counts(words) -> bool:
    return bool(words) and words[-1] != "withdrawn"


def agrees(figures: Figures, rows) -> None:
    times = sorted(row.execution_ms for row, _ in rows if row.execution_ms is not None)
    sure = [row.confidence for row, _ in rows if row.confidence is not None]
    verdicts = [words[-1] for _, words in rows if counts(words)]
    assert figures.decisions == len(rows)
    assert figures.mean_confidence == (pytest.approx(mean(sure)) if sure else None)
    assert figures.mean_ms == (pytest.approx(mean(times)) if times else None)
    assert figures.p95_ms == (pytest.approx(percentile(times, 0.95)) if times else None)
    assert figures.judged == Judged(*(verdicts.count(word) for word in ACCURACY_ORDER))
    worth = [ACCURACY[verdict] for verdict in verdicts]
    assert figures.judged.accuracy == (pytest.approx(mean(worth)) if worth else None)


ACCURACY_ORDER = ("correct", "partially_correct", "incorrect")


def percentile(ordered: list[float], share: float) -> float:
    """By linear interpolation, as the contract says."""
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def test_a_day_is_shown_by_the_hour_beside_a_week_of_days(reader) -> None:
    reader.add(decision(timedelta(hours=2), execution_ms=10.0), decision(timedelta(days=3)))
    board = read(reader, Filter(days=1))
    assert board.unit == "hour"
    assert len(board.timeline) == 25
    assert {later.began - earlier.began for earlier, later in pairwise(board.timeline)} == {
        timedelta(hours=1)
    }
    assert board.total.decisions == 1
    assert [slot.figures.decisions for slot in board.week] == [0, 0, 0, 1, 0, 0, 1]


def test_a_filter_narrows_everything_but_the_choices(reader) -> None:
    chat = decision(timedelta(days=1), agent="jarvis", task_type="chat", model="m")
    other = decision(timedelta(days=1), agent="other", task_type="deployment")
    reader.add(chat, other, said(chat, "correct"), said(other, "incorrect"))
    board = read(reader, Filter(agent="jarvis", task_type="chat", model="m"))
    assert board.total.decisions == 1
    assert board.total.judged == Judged(correct=1)
    assert list(board.agents) == ["jarvis"]
    assert board.choices.agents == ("jarvis", "other")
    assert board.choices.task_types == ("chat", "deployment")
    assert board.choices.models == ("m",)


def test_targets_look_at_critical_tasks_and_at_turns(reader) -> None:
    hour = timedelta(hours=1)
    reader.add(
        decision(hour, task_type="deployment", execution_ms=400.0),
        decision(hour, task_type="chat", execution_ms=9000.0, kind="turn", first_token_ms=120.0),
        decision(hour, task_type="chat", first_token_ms=9999.0),
    )
    aims = read(reader).aims
    assert (aims.critical_p95_ms, aims.critical_p99_ms) == (400.0, 400.0)
    assert aims.first_token_p95_ms == 120.0
    assert read(reader, critical=()).aims.critical_p95_ms is None


def test_the_latest_turns_come_with_what_was_said_last(reader) -> None:
    turns = [decision(timedelta(minutes=n), kind="turn") for n in range(RECENT + 3)]
    reader.add(*reversed(turns), decision(timedelta(seconds=1)))
    reader.add(said(turns[0], "incorrect"), said(turns[0], "correct"), said(turns[1], "correct"))
    reader.add(said(turns[1], "withdrawn"))
    recent = read(reader).recent
    assert [turn.id for turn in recent] == [turn.id for turn in turns[:RECENT]]
    assert [turn.verdict for turn in recent[:3]] == ["correct", None, None]


def test_groups_with_the_most_decisions_come_first_and_the_others_are_what_is_left(reader) -> None:
    rows = [decision(timedelta(hours=1), agent=agent) for agent in ("b", "a", "a", "c", "c", "c")]
    reader.add(*rows, said(rows[0], "incorrect"), said(rows[3], "correct"))
    board = read(reader)
    assert list(board.agents) == ["c", "a", "b"]
    left = others(board.total, [board.agents["c"]])
    assert (left.decisions, left.judged) == (3, Judged(incorrect=1))


def test_buckets_are_the_contracts(reader) -> None:
    for sure in (0.0, 0.49, 0.5, 0.7, 0.85, 0.95, 1.0, None):
        reader.add(decision(timedelta(hours=1), confidence=sure))
    assert read(reader).buckets == dict(zip(BUCKETS, (2, 1, 1, 1, 2), strict=True))


def test_reliability_is_of_the_judged_of_this_period(reader) -> None:
    now_, before = timedelta(hours=1), timedelta(days=40)
    for ago, word in ((now_, "correct"), (now_, "incorrect"), (before, "correct")):
        row = decision(ago, confidence=0.9)
        reader.add(row, said(row, word))
    reader.add(decision(now_, confidence=0.9))
    (point,) = [b for b in read(reader).calibration.buckets if b.count]
    assert (point.bucket, point.count) == ("high_85_95", 2)
    assert (point.confidence, point.accuracy) == (pytest.approx(0.9), 0.5)
