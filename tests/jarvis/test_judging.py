"""A thumb is counted and shown, or neither: over a real ledger and a real store."""

import pytest

from jarvis.conversations import AnswerFigures, Conversations, Rating, Status
from jarvis.errors import ConversationNotFound, DecisionNotFound, LedgerUnavailable
from jarvis.judging import judge, rate
from jarvis.telemetry.ids import new_id, time_of
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision
from jarvis.telemetry_settings import TelemetrySettings

ANA, BEN = "ana", "ben"


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
def answer(store, ledger):
    """Ana's answer, which the ledger knows."""
    turn = answered(store)
    created = time_of(turn)
    ledger.record(Decision(turn, created, "turn", "jarvis", "chat", person=ANA)).result(30)
    return turn


def answered(store):
    conversation, turn = store.create(ANA), new_id("turn")
    store.ask(ANA, conversation.id, "How far?")
    store.begin_answer(ANA, conversation.id, turn)
    store.save_answer(turn, "5 km", Status.DONE, AnswerFigures())
    return turn


def events(ledger):
    return ledger.rows("SELECT word, source, person, reasons FROM feedbacks ORDER BY seq")


async def test_a_thumb_its_reasons_and_its_withdrawal_are_events_and_the_last_one_stays(
    store, ledger, answer
):
    await rate(ledger, store, ANA, answer, Rating("incorrect"))
    await rate(ledger, store, ANA, answer, Rating("incorrect", ("too_long",), "It is 6."))
    assert store.exchange(answer).rating == Rating("incorrect", ("too_long",), "It is 6.")
    await rate(ledger, store, ANA, answer, Rating())
    assert store.exchange(answer).rating == Rating()
    assert events(ledger) == [
        ("incorrect", "page", ANA, []),
        ("incorrect", "page", ANA, ["too_long"]),
        ("withdrawn", "page", ANA, []),
    ]


async def test_nobody_rates_anothers_answer(store, ledger, answer):
    with pytest.raises(ConversationNotFound):
        await rate(ledger, store, BEN, answer, Rating("incorrect"))
    assert events(ledger) == []
    assert store.exchange(answer).rating == Rating()


async def test_what_the_ledger_does_not_know_is_not_rated(store, ledger):
    turn = answered(store)
    with pytest.raises(DecisionNotFound):
        await rate(ledger, store, ANA, turn, Rating("correct"))
    assert store.exchange(turn).rating == Rating()


async def test_without_a_ledger_the_thumb_stays_as_it_was(tmp_path, store):
    off = Ledger(tmp_path / "off", TelemetrySettings(recording=False))
    off.start()
    turn = answered(store)
    with pytest.raises(LedgerUnavailable):
        await rate(off, store, ANA, turn, Rating("correct"))
    assert store.exchange(turn).rating == Rating()
    off.close()


async def test_a_verdict_that_is_taken_back_lets_the_thumb_count_again(store, ledger, answer):
    await rate(ledger, store, ANA, answer, Rating("incorrect", ("harmful",)))
    await judge(ledger, store, BEN, answer, "correct")
    await judge(ledger, store, BEN, answer, "withdrawn")
    assert events(ledger)[1:] == [
        ("correct", "review", BEN, []),
        ("withdrawn", "review", BEN, []),
        ("incorrect", "page", ANA, ["harmful"]),
    ]


async def test_a_verdict_on_what_nobody_rated_is_just_taken_back(store, ledger, answer):
    await judge(ledger, store, BEN, answer, "correct")
    await judge(ledger, store, BEN, answer, "withdrawn")
    assert [word for word, *_ in events(ledger)] == ["correct", "withdrawn"]
