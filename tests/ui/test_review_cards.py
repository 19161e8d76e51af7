"""The review queue as cards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jarvis.conversations import Exchange, Rating
from jarvis.telemetry.review import Pending
from ui.english import ENGLISH
from ui.review_cards import CUT_CHARACTERS, Case, Page, may_read, review_cards
from ui.spanish import SPANISH

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TURN = Pending(
    "turn-1", "turn", NOON, "jarvis", "chat", 0.624, 0, "incorrect", ("too_long",), "ana", "m", None
)
REPORT = replace(
    TURN,
    id="decision-1",
    kind="report",
    agent="<deployer>",
    word=None,
    decision='{"action": "approve"}',
    metadata='{"model_version": "v1"}',
)
WORDS = Exchange("ana", "How <far>?", "5 km", Rating("incorrect", ("too_long",), "It is 6."))


def drawn(*cases: Case, now: datetime = NOON, words=ENGLISH, offset: int = 0, count: int = 0):
    counts = {0: count or len(cases), 1: 0, 2: 0, 3: 0}
    return review_cards(Page(cases, counts, offset, 20), now, words)


def test_an_empty_queue_says_what_would_be_in_it() -> None:
    assert ENGLISH.review_empty in drawn()


def test_a_turn_shows_question_answer_and_what_was_said_of_it() -> None:
    told = drawn(Case(TURN, WORDS))
    for part in ("How &lt;far&gt;?", "5 km", "Rated incorrect", "Too long", "It is 6.", "62 %"):
        assert part in told
    assert 'id="review-turn-1"' in told


def test_another_persons_words_are_not_shown() -> None:
    told = drawn(Case(TURN, readable=False))
    assert ENGLISH.review_another in told
    assert "km" not in told
    assert "It is 6." not in told


def test_words_that_are_gone_are_said_to_be_gone() -> None:
    assert ENGLISH.review_erased in drawn(Case(TURN))


@pytest.mark.parametrize(
    ("person", "viewer", "readable"),
    [("ana", "ana", True), ("ana", "ben", False), ("api", "ben", True)],
)
def test_who_may_read(person, viewer, readable) -> None:
    assert may_read(replace(WORDS, person=person), viewer) == readable


def test_a_report_shows_its_decision_and_metadata_with_a_line_a_value() -> None:
    told = drawn(Case(REPORT))
    assert "{\n  &quot;action&quot;: &quot;approve&quot;\n}" in told
    assert "model_version" in told
    assert "<span>&lt;deployer&gt; · chat</span>" in told
    assert 'data-do="trace"' not in told


FOUND = ("input:secret:jwt:mask:2", "output:toxicity:insult:flag:1")


def test_an_appeal_says_so_and_what_was_found_in_words() -> None:
    told = drawn(Case(replace(TURN, reasons=("guardrail",), guard_findings=FOUND), WORDS))
    assert ENGLISH.metrics.guard_appeal in told
    token = ENGLISH.guardrails.kinds["secret"]["jwt"]
    assert f"question: {token} ×2, masked" in told
    assert "answer: Insult, noted" in told


def test_a_turn_that_was_stopped_says_what_was_found() -> None:
    stopped = replace(TURN, word=None, guard_findings=("output:toxicity:insult:block:1",))
    assert ENGLISH.metrics.guard_stopped in drawn(Case(stopped, WORDS))
    assert SPANISH.metrics.guard_stopped in drawn(Case(stopped, WORDS), words=SPANISH)


def test_other_cards_say_nothing_of_guardrails() -> None:
    told = drawn(Case(replace(TURN, guard_findings=FOUND), WORDS), Case(REPORT))
    assert ENGLISH.metrics.guard_appeal not in told
    assert ENGLISH.metrics.guard_stopped not in told
    assert "Insult" not in told


def test_long_texts_are_cut_and_whole_texts_are_a_press_away() -> None:
    long = "word " * CUT_CHARACTERS
    told = drawn(Case(TURN, replace(WORDS, answer=long)))
    assert told.count("<details>") == 1
    assert long in told


def test_what_was_looked_up_is_shown() -> None:
    told = drawn(Case(TURN, WORDS, retrieved=[{"jarvis.sources": ["lease.pdf"]}]))
    assert ENGLISH.review_retrieved in told
    assert "lease.pdf" in told


@pytest.mark.parametrize(
    ("priority", "later", "said"),
    [
        (0, timedelta(minutes=20), "due in 40 min"),
        (0, timedelta(hours=3), "overdue since 2 h"),
        (1, timedelta(0), "due in 24 h"),
        (2, timedelta(days=2), "due in 5 d"),
        (3, timedelta(days=2), "whenever there is time"),
    ],
)
def test_when_it_is_due_is_said_in_words(priority, later, said) -> None:
    told = drawn(Case(replace(TURN, priority=priority)), now=NOON + later)
    assert f">{said}</span>" in told


def test_spanish() -> None:
    told = drawn(Case(TURN, WORDS), words=SPANISH, now=NOON + timedelta(hours=3))
    for part in ("Pregunta", "vencida hace 2 h", "Demasiado larga", "Correcta en parte"):
        assert part in told


def test_pages_lead_to_their_neighbours() -> None:
    assert "review-pager" not in drawn(Case(TURN))
    cases = [Case(replace(TURN, id=f"turn-{n}")) for n in range(20)]
    middle = drawn(*cases, offset=20, count=45)
    assert "21–40 of 45" in middle
    assert 'data-offset="0">' in middle
    assert 'data-offset="40">' in middle
    last = drawn(*cases[:5], offset=40, count=45)
    assert "41–45 of 45" in last
    assert 'data-offset="60" disabled>' in last
