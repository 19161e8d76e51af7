"""What the scripts around feedback ask for, over a real ledger and a real store."""

import httpx
import pytest
from fastapi import FastAPI, Request

from jarvis.conversations import AnswerFigures, Conversations, Rating, Status
from jarvis.telemetry.ids import new_id, time_of
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Stage
from jarvis.telemetry_settings import TelemetrySettings
from ui.english import ENGLISH
from ui.review_routes import review_routes
from ui.spanish import SPANISH

ANA, BEN = "ana", "ben"
TRACE = "ab" * 16


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
    """Ana's answer, with one stage."""
    conversation, turn = store.create(ANA), new_id("turn")
    store.ask(ANA, conversation.id, "Where is my secret?")
    store.begin_answer(ANA, conversation.id, turn)
    store.save_answer(turn, "Under the mat.", Status.DONE, AnswerFigures())
    created = time_of(turn)
    ledger.stage(Stage(TRACE, "01", None, created, 5.0, "invoke_agent", "invoke_agent", None, {}))
    decision = Decision(turn, created, "turn", "jarvis", "chat", person=ANA, trace=TRACE)
    ledger.record(decision).result(30)
    return turn


def client(ledger, store):
    """The routes behind an edge that takes the person from a header."""
    app = FastAPI()
    app.include_router(review_routes(ledger, store, {"en": ENGLISH, "es": SPANISH}, "the/log"))

    @app.middleware("http")
    async def edge(request: Request, further):
        request.state.person = request.headers["x-person"]
        return await further(request)

    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://jarvis/page",
        headers={"x-person": ANA},
    )


@pytest.fixture
async def page(store, ledger):
    async with client(ledger, store) as client_:
        yield client_


def say(page, turn, person=ANA, language="en", **said):
    where = f"/rating/{turn}?language={language}"
    return page.post(where, json=said, headers={"x-person": person})


async def test_a_thumb_is_kept(page, store, turn):
    said = {"word": "incorrect", "reasons": ["too_long"], "comment": " No. "}
    assert (await say(page, turn, **said)).status_code == 204
    assert store.exchange(turn).rating == Rating("incorrect", ("too_long",), "No.")
    assert (await say(page, turn, word=None)).status_code == 204
    assert store.exchange(turn).rating == Rating()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"word": "withdrawn"},
        {"word": "fine"},
        {"word": "correct", "reasons": ["because"]},
        {"word": "correct", "reasons": ["other"] * 11},
        {"word": "correct", "comment": "x" * 2001},
    ],
)
async def test_what_the_page_would_not_send_is_refused(page, store, turn, said):
    assert (await say(page, turn, **said)).status_code == 422
    assert store.exchange(turn).rating == Rating()


async def test_only_its_person_rates_an_answer(page, store, turn):
    refused = await say(page, turn, person=BEN, word="incorrect")
    assert refused.status_code == 404
    assert refused.json()["detail"]["hint"] == "Reload the page."
    assert store.exchange(turn).rating == Rating()


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("es", SPANISH)])
async def test_an_answer_from_before_the_ledger_says_so(page, store, language, words):
    conversation = store.create(ANA)
    store.ask(ANA, conversation.id, "Hello")
    store.begin_answer(ANA, conversation.id, "turn-old")
    refused = await say(page, "turn-old", language=language, word="correct")
    assert refused.status_code == 404
    assert refused.json()["detail"]["message"] == words.rate_unknown


async def test_without_a_ledger_the_page_is_told_why(tmp_path, store, turn):
    off = Ledger(tmp_path / "off", TelemetrySettings(recording=False))
    async with client(off, store) as page:
        refused = await say(page, turn, language="es", word="correct")
        assert refused.status_code == 503
        assert refused.json()["detail"]["message"] == SPANISH.problems["LedgerUnavailable"][0]
        assert (await queue(page)).status_code == 503
    assert store.exchange(turn).rating == Rating()


async def queue(page, person=ANA, **asked):
    asked = {"language": "en", **asked}
    return await page.get("/review", params=asked, headers={"x-person": person})


async def test_the_queue_shows_words_to_their_person_only(page, turn):
    assert ENGLISH.review_empty in (await queue(page)).json()["html"]
    await say(page, turn, word="incorrect", comment="Not there.")
    mine, anothers = (await queue(page)).json()["html"], (await queue(page, BEN)).json()["html"]
    for words in ("Where is my secret?", "Under the mat.", "Not there."):
        assert words in mine
        assert words not in anothers
    assert ENGLISH.review_another in anothers


async def test_a_verdict_takes_it_off_the_queue_and_undo_puts_it_back(page, turn):
    await say(page, turn, word="incorrect")
    for word, waits in (("correct", False), ("withdrawn", True)):
        answer = await page.post(f"/review/{turn}?language=en", json={"word": word})
        assert answer.status_code == 204
        assert (turn in (await queue(page)).json()["html"]) == waits


async def test_a_verdict_on_nothing_is_refused(page):
    unknown = new_id("decision")
    answer = await page.post(f"/review/{unknown}?language=en", json={"word": "correct"})
    assert answer.status_code == 404


async def test_an_unchanged_queue_is_not_sent_again(page, turn):
    seen = (await queue(page)).json()["seen"]
    again = await queue(page, seen=seen)
    assert again.status_code == 204 or again.json()["seen"] != seen  # another minute began
    await say(page, turn, word="incorrect")
    assert (await queue(page, seen=seen)).status_code == 200


async def test_beyond_the_end_is_the_last_page(page, turn):
    await say(page, turn, word="incorrect")
    assert turn in (await queue(page, offset=40)).json()["html"]


async def test_anybody_sees_a_turns_figures_and_no_words(page, turn):
    answer = await page.get(f"/trace/{turn}?language=en", headers={"x-person": BEN})
    shown = answer.json()
    assert ENGLISH.trace_operations["invoke_agent"] in shown["html"]
    assert shown["figure"]["data"][0]["x"] == [5.0]
    assert "secret" not in answer.text
    assert f">{ANA}<" not in answer.text


@pytest.mark.parametrize("id_", ["nothing", "turn-ffffffffffff7fffbfffffffffffffff"])
async def test_an_unknown_turn_has_no_trace(page, ledger, id_):
    answer = await page.get(f"/trace/{id_}?language=es")
    assert answer.status_code == 404
    assert answer.json()["detail"]["message"] == SPANISH.trace_unknown
