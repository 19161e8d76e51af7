"""The guardrails' figures: DuckDB's answers equal a plain computation over the same events."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.guard_time import CheckTime, GuardTime, guard_time
from jarvis.telemetry.guardrails import SEVERITY, Found, Guarded, Verdicts, guardrails
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.records import Decision, Feedback, Stage
from jarvis.telemetry.writing import insert, stage_row

AT = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
NAMES = ("input_verdict", "context_verdict", "output_verdict")
KEY = "input:secret:github_token:mask:1"

verdicts = st.none() | st.sampled_from(SEVERITY)
events = st.tuples(
    st.integers(0, 40 * 24),  # hours ago
    st.tuples(verdicts, verdicts, verdicts),
    st.sampled_from([None, "m"]),
    st.lists(
        st.tuples(
            st.sampled_from(["incorrect", "withdrawn"]),
            st.sampled_from(["page", "review"]),
            st.booleans(),
        ),
        max_size=3,
    ),
)


def turn(ago=timedelta(hours=1), **given):
    created = AT - ago
    return Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **given)


def said(of, word="incorrect", source="page", *reasons):
    return Feedback(of.id, word, source, "ana", reasons)


def gravest(words):
    return max((word for word in words if word), key=SEVERITY.index, default=None)


def counted(words):
    known = Counter(word for word in words if word)
    return Verdicts(known.total(), known["flag"], known["mask"], known["block"])


def appealed(words):
    """The last word that isn't a reviewer's."""
    own = [(word, wrong) for word, source, wrong in words if source != "review"]
    return bool(own) and own[-1] == ("incorrect", True)


def by_hand(rows):
    """Of (verdicts, what was said) each."""
    rows = [(of, words) for of, words in rows if any(of)]
    objected = [of for of, words in rows if appealed(words)]
    return Guarded(
        counted(gravest(of) for of, _ in rows),
        *(counted(of[side] for of, _ in rows) for side in range(3)),
        appeals=len(objected),
        appealed=sum(gravest(of) in ("mask", "block") for of in objected),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, max_size=12), st.sampled_from([None, "m"]))
def test_a_period_is_what_counting_by_hand_gives(reader, happened, model):
    reader.empty()
    chosen = []
    for hours, of, which, words in happened:
        row = turn(timedelta(hours=hours), model=which, **dict(zip(NAMES, of, strict=True)))
        reader.add(row)
        for word, source, wrong in words:
            reader.add(said(row, word, source, *(["guardrail"] if wrong else ["too_long"])))
        if hours <= 30 * 24 and model in (None, which):
            chosen.append((row.created.date(), of, words))
    found = guardrails(reader, Filter(30, model=model), AT)
    assert found.total == by_hand([(of, words) for _, of, words in chosen])
    for day, figures in found.slots.items():
        assert figures == by_hand([(of, words) for on, of, words in chosen if on == day.date()])
    days = {on for on, of, _ in chosen if any(of)}
    assert [day.date() for day in found.slots] == sorted(days)


def test_of_nothing_there_is_no_rate(reader):
    reader.add(turn(), turn(input_verdict="allow"))
    found = guardrails(reader, Filter(), AT)
    assert found.total.appeal_rate is None
    assert found.total.turns == Verdicts(checked=1)
    assert found.found == []


def test_the_rate_is_of_what_was_masked_or_blocked(reader):
    masked, blocked, flagged = (turn(input_verdict=word) for word in ("mask", "block", "flag"))
    reader.add(masked, blocked, flagged)
    reader.add(*(said(one, "incorrect", "page", "guardrail") for one in (masked, flagged)))
    total = guardrails(reader, Filter(), AT).total
    assert (total.appeals, total.appealed, total.appeal_rate) == (2, 1, 0.5)


def test_a_reviewers_verdict_answers_an_appeal_and_a_withdrawal_ends_it(reader):
    row = turn(input_verdict="mask")
    reader.add(row, said(row, "incorrect", "page", "guardrail"), said(row, "correct", "review"))
    assert guardrails(reader, Filter(), AT).total.appeals == 1
    reader.add(said(row, "withdrawn"))
    assert guardrails(reader, Filter(), AT).total.appeals == 0


def test_findings_are_counted_by_kind_and_by_what_became_of_them(reader):
    email = "output:pii:email:flag:2"
    objected = turn(input_verdict="mask", guard_findings=(KEY, email))
    reader.add(objected, said(objected, "incorrect", "page", "guardrail"))
    reader.add(turn(input_verdict="mask", guard_findings=(KEY,)))
    asked = ("output:schema:invalid_json:ask_again:1", "output:schema:invalid_json:block:1")
    reader.add(turn(output_verdict="block", guard_findings=asked))
    reader.add(turn(timedelta(days=31), input_verdict="mask", guard_findings=(KEY,)))
    assert guardrails(reader, Filter(), AT).found == [
        Found("pii", "email", flagged=2, masked=0, blocked=0, appealed=2),
        Found("schema", "invalid_json", flagged=0, masked=0, blocked=2, appealed=0),
        Found("secret", "github_token", flagged=0, masked=2, blocked=0, appealed=1),
    ]


def test_a_day_is_told_by_the_hour(reader):
    reader.add(turn(timedelta(hours=2), input_verdict="flag"), turn(output_verdict="allow"))
    slots = guardrails(reader, Filter(1), AT, "hour").slots
    assert [slot.hour for slot in slots] == [13, 14]


def check(of, name, ms):
    created = of.created + timedelta(milliseconds=1)
    return Stage(
        of.trace, name, "root", created, ms, "guardrail", f"guardrail {name}", None, {"x": 1}
    )


def test_time_is_that_of_all_the_checks_of_a_turn(reader):
    quick, slow = turn(trace="a" * 32, model="m"), turn(trace="b" * 32)
    before = turn(timedelta(days=40), trace="c" * 32)
    chat = Stage("a" * 32, "chat", "root", quick.created, 900.0, "chat", "chat m", None, {})
    reader.add(quick, slow, before)
    spans = [check(quick, "pii", 1.0), check(quick, "secret", 1.0), check(slow, "pii", 3.0)]
    rows = [stage_row(span) for span in (*spans, chat, check(before, "pii", 99.0))]
    insert(reader.connection, "span", rows)
    assert guard_time(reader, Filter(), AT) == GuardTime(
        pytest.approx(2.5),
        pytest.approx(2.95),
        [CheckTime("pii", 2, 2.0), CheckTime("secret", 1, 1.0)],
    )
    assert guard_time(reader, Filter(model="m"), AT).p95_ms == 2.0
    assert guard_time(reader, Filter(model="other"), AT) == GuardTime(None, None, [])
