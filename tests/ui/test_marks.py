"""Marks under messages: what they show, what stands behind them, and the appeal."""

from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st

from jarvis.conversations import AnswerFigures, Conversations, Mark, Rating, Status, StoredMessage
from jarvis.guardrails import answer_guard
from jarvis.telemetry.ids import new_id, time_of
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision
from jarvis.telemetry_settings import TelemetrySettings
from ui.english import ENGLISH
from ui.guardrails.marks import outcome, summary
from ui.guardrails.routes import appealed, guardrail_routes, taken_back
from ui.running import Snapshot
from ui.spanish import SPANISH
from ui.transcript import quiet_line, transcript

ANA, BEN = "ana", "ben"
TOKEN = Mark("secret", "github_token", "mask", "input")
CARD = Mark("pii", "card", "mask", "input")
EMAIL = Mark("pii", "email", "flag", "input")
ORDER = Mark("injection", "override", "mask", "retrieved", 2)
BLOCKED = Mark("toxicity", "hate", "block", "output")
LOOP = Mark("repetition", "loop", "mask", "output")

QUESTION = StoredMessage("q", "user", "Hello", Status.DONE, 0.0, ("q",))
ANSWER = StoredMessage("turn-1", "assistant", "Yes.", Status.DONE, 1.0, ("turn-1",))


def html(*thread: StoredMessage, words=ENGLISH, live=None) -> str:
    shown = transcript(thread, words, live)
    return "".join(part.get("value", "") for m in shown for part in m["content"])


def marked(message: StoredMessage, *marks: Mark) -> StoredMessage:
    return replace(message, marks=marks)


@pytest.mark.parametrize(
    ("mark", "is_"),
    [
        (TOKEN, "replaced"),
        (CARD, "replaced"),
        (EMAIL, "flag"),
        (ORDER, "removed"),
        (BLOCKED, "block"),
        (LOOP, "ended"),
        (Mark("length", "too_long", "mask", "output"), "ended"),
        (Mark("schema", "invalid_json", "ask_again", "output"), "ask_again"),
        (Mark("grounding", "unsupported", "flag", "output"), "unsupported"),
        (Mark("failed", "pii", "flag", "input"), "unchecked"),
        (Mark("failed", "pii", "block", "output"), "block"),
    ],
)
def test_what_became_of_it(mark, is_) -> None:
    assert outcome(mark) == is_


def test_the_gravest_is_told_first_and_outcomes_are_counted() -> None:
    assert summary([EMAIL, TOKEN, CARD, BLOCKED], ENGLISH) == ["withheld", "2 masked", "flagged"]
    assert summary([TOKEN, ORDER], SPANISH) == ["2 pasajes quitados", "1 dato oculto"]


def test_a_mark_says_in_words_what_was_found_and_what_became_of_it() -> None:
    told = html(marked(QUESTION, TOKEN), ANSWER)
    for part in ("GitHub token", "The model never saw it.", "<span>1 masked</span>"):
        assert part in told
    assert 'aria-label="What the checks found: 1 masked"' in told
    assert "Token de GitHub" in html(marked(QUESTION, TOKEN), ANSWER, words=SPANISH)


def test_details_of_people_get_the_icon_alone() -> None:
    told = html(marked(QUESTION, EMAIL, EMAIL), ANSWER)
    assert 'title="What the checks found: 2 flagged"' in told
    assert "<span>2 flagged</span>" not in told


def test_messages_without_marks_have_none() -> None:
    assert "shield" not in html(QUESTION, ANSWER)


def test_what_an_unknown_check_left_is_shown_escaped() -> None:
    odd = Mark("<b>", "<i>", "flag", "<u>")
    told = html(marked(ANSWER, odd))
    assert "&lt;b&gt;" in told
    assert "<i>" not in told


def test_a_mark_on_a_question_is_about_the_answer_that_follows() -> None:
    rated = replace(ANSWER, rating=Rating("incorrect", ("guardrail",)))
    told = html(marked(QUESTION, TOKEN), rated)
    assert 'data-turn="turn-1" data-appealed="true"' in told
    growing = html(marked(QUESTION, TOKEN), ANSWER, live=Snapshot("turn-1", started=True))
    assert 'data-turn="" data-appealed="false"' in growing
    assert 'data-turn="" data-appealed="false"' in html(marked(QUESTION, TOKEN))


STOPPED = AnswerFigures(finish_reason="content_filter")


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_an_answer_that_was_stopped_says_so_in_the_pages_language(words) -> None:
    stopped = replace(marked(ANSWER, BLOCKED), figures=STOPPED)
    begun = replace(stopped, content=f"Yes.\n\n{answer_guard.REST_WITHHELD}")
    told = html(QUESTION, begun, words=words)
    assert words.guardrails.withheld_rest in told
    assert 'data-text="Yes."' in told
    silent = html(QUESTION, replace(stopped, content=answer_guard.WITHHELD), words=words)
    assert words.guardrails.withheld in silent
    assert 'data-text=""' in silent
    assert quiet_line(stopped, words) == words.guardrails.withheld_line


def test_a_question_that_was_held_back_says_that_it_has_no_answer() -> None:
    blocked = marked(QUESTION, Mark("toxicity", "harm", "block", "input"))
    silent = replace(ANSWER, content="", figures=STOPPED)
    assert ENGLISH.guardrails.unanswered in html(blocked, silent)
    own_words = replace(ANSWER, content="We don't talk about that here.", figures=STOPPED)
    assert 'class="withheld"' not in html(blocked, own_words)


def test_an_endless_answer_that_was_ended_says_so() -> None:
    ended = replace(marked(ANSWER, LOOP), figures=AnswerFigures(finish_reason="length"))
    assert quiet_line(ended, ENGLISH) == ENGLISH.guardrails.ended_line


RATINGS = st.builds(
    Rating,
    st.sampled_from([None, "correct", "partially_correct", "incorrect"]),
    st.lists(st.sampled_from(["not_true", "too_long", "other"]), unique=True).map(tuple),
    st.sampled_from(["", "No."]),
)


@given(RATINGS)
def test_an_appeal_keeps_what_was_said_and_can_be_undone(rating) -> None:
    if rating.word is None:
        rating = Rating()  # reasons belong to a thumb
    said = appealed(rating)
    assert (said.word, said.comment) == ("incorrect", rating.comment)
    assert said.reasons == (*rating.reasons, "guardrail")
    assert appealed(said) == said
    assert taken_back(said, rating.word) == rating


def test_who_has_said_more_since_then_still_finds_it_wrong() -> None:
    more = replace(appealed(Rating()), comment="It is false, too.")
    assert taken_back(more, None).word == "incorrect"


@pytest.fixture
def store(tmp_path):
    store = Conversations(tmp_path / "c.db")
    yield store
    store.close()


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


@pytest.fixture
def turn(store, ledger):
    """Ana's answer, which the ledger knows."""
    conversation, turn = store.create(ANA), new_id("turn")
    store.ask(ANA, conversation.id, "How far?", marks=[TOKEN])
    store.begin_answer(ANA, conversation.id, turn)
    store.save_answer(turn, "5 km", Status.DONE, AnswerFigures())
    ledger.record(Decision(turn, time_of(turn), "turn", "jarvis", "chat", person=ANA)).result(30)
    return turn


@pytest.fixture
async def page(store, ledger):
    """The routes behind an edge that takes the person from a header."""
    app = FastAPI()
    app.include_router(guardrail_routes(ledger, store, {"en": ENGLISH, "es": SPANISH}, "the/log"))

    @app.middleware("http")
    async def edge(request: Request, further):
        request.state.person = request.headers["x-person"]
        return await further(request)

    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://jarvis/page") as client:
        yield client


def say(page, turn, person=ANA, **said):
    address = f"/appeal/{turn}?language=es"
    return page.post(address, json={"wrong": True, **said}, headers={"x-person": person})


async def test_an_appeal_is_feedback_and_undo_brings_the_thumb_back(page, store, ledger, turn):
    store.rate(ANA, turn, Rating("correct", ("clear",), "Nice."))
    given = (await say(page, turn)).json()
    assert given["before"] == "correct"
    assert store.exchange(turn).rating == Rating("incorrect", ("clear", "guardrail"), "Nice.")
    await say(page, turn, wrong=False, before=given["before"])
    assert store.exchange(turn).rating == Rating("correct", ("clear",), "Nice.")
    words = ledger.rows("SELECT word FROM feedbacks ORDER BY seq")
    assert words == [("incorrect",), ("correct",)]


async def test_only_its_person_appeals(page, store, turn):
    refused = await say(page, turn, person=BEN)
    assert refused.status_code == 404
    assert refused.json()["detail"]["message"] == SPANISH.problems["ConversationNotFound"][0]
    assert store.exchange(turn).rating == Rating()


async def test_a_turn_that_the_ledger_does_not_know_says_so(page, store, ledger):
    conversation = store.create(ANA)
    store.ask(ANA, conversation.id, "Hello")
    store.begin_answer(ANA, conversation.id, "turn-old")
    refused = await say(page, "turn-old")
    assert refused.json()["detail"]["message"] == SPANISH.rate_unknown
    assert (await say(page, "nowhere")).status_code == 404
