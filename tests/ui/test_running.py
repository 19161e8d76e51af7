"""Turns that run apart from the windows that watch them: a real assistant, the scripted engine."""

import asyncio
from itertools import permutations

import pytest

from jarvis.assistant import Assistant, TurnRequest, new_turn_id
from jarvis.config import AssistantSettings
from jarvis.conversations import Conversations, Status
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings
from jarvis.queue import FairQueue
from jarvis.telemetry.tracing import Tracing
from models.chat import ChatModelSpec
from models.chat.scripted import Settings
from models.residents import Residents, Rung
from models.types import Message
from ui.running import Turns

NEVER = 1_000.0
LONG = "One. Two " + " ".join(map("".join, permutations("abcdefghij", 3)))


@pytest.fixture
def store(tmp_path):
    conversations = Conversations(tmp_path / "c.db")
    yield conversations
    conversations.close()


@pytest.fixture(scope="module")
def guards():
    """Loaded once: it takes seconds."""
    guards = Guards(GuardrailSettings())
    guards.load()
    return guards


@pytest.fixture
async def assistant(store, guards):
    """Says one sentence, and takes minutes over the next."""
    residents = Residents()
    spec = ChatModelSpec("scripted", "", 4096)
    settings = Settings(script=(LONG,), tokens_per_second=5)
    await residents.climb((Rung("scripted", spec, settings),))
    yield Assistant(residents, FairQueue(), store, Tracing(), guards, AssistantSettings())
    await residents.close()


@pytest.fixture
def ask(store):
    def begin(person: str = "anna") -> TurnRequest:
        chat = store.create(person).id
        store.ask(person, chat, "Count.")
        turn = new_turn_id()
        store.begin_answer(person, chat, turn)
        return TurnRequest(person, (Message("user", "Count."),), turn=turn, conversation=chat)

    return begin


async def first_word(turns: Turns, turn, window: str = "w"):
    async for snapshot in turns.watch(turn, window, NEVER):
        if snapshot.text:
            return snapshot
    raise AssertionError("it ended without a word")


def status(store, request) -> Status:
    return store.thread(request.person, request.conversation)[-1].status


async def test_stopping_is_written_down_before_watchers_see_the_end(assistant, store, ask) -> None:
    turns, request = Turns(assistant, store), ask()
    turn = turns.start(request, "w")
    assert (await first_word(turns, turn)).text.strip() == "One."
    await turns.stop("anna", request.conversation)
    assert status(store, request) is Status.STOPPED
    assert turn.snapshot().done
    assert turns.running("anna", request.conversation) is None


async def test_who_stops_what_is_being_stopped_waits_for_its_end_too(assistant, store, ask) -> None:
    turns, request = Turns(assistant, store), ask()
    turn = turns.start(request, "w")
    await first_word(turns, turn)
    first = asyncio.create_task(turns.stop("anna", request.conversation))
    await asyncio.sleep(0)
    assert turn.stopped
    await turns.stop("anna", request.conversation)
    assert turns.running("anna", request.conversation) is None
    await first


async def test_nobody_finds_or_stops_anothers_turn(assistant, store, ask) -> None:
    turns, request = Turns(assistant, store), ask()
    turn = turns.start(request, "w")
    await first_word(turns, turn)
    assert turns.running("ben", request.conversation) is None
    await turns.stop("ben", request.conversation)
    assert status(store, request) is Status.WRITING
    await turns.stop("anna", request.conversation)


async def test_a_turn_whose_windows_are_gone_is_interrupted(assistant, store, ask) -> None:
    turns, request = Turns(assistant, store, reload_seconds=0.01), ask()
    turn = turns.start(request, "w")
    await first_word(turns, turn)
    turns.leave("w")
    await asyncio.wait({turn.task})
    assert status(store, request) is Status.INTERRUPTED


async def test_a_window_that_comes_back_in_time_keeps_it_going(assistant, store, ask) -> None:
    turns, request = Turns(assistant, store, reload_seconds=0.01), ask()
    turn = turns.start(request, "before")
    await first_word(turns, turn)
    turns.leave("before")
    assert (await first_word(turns, turn, "after")).text.startswith("One.")
    await asyncio.sleep(0.05)
    assert not turn.task.done()
    await turns.stop("anna", request.conversation)


async def test_a_window_that_looks_away_sees_no_more_but_the_turn_goes_on(
    assistant, store, ask
) -> None:
    turns, request = Turns(assistant, store), ask()
    turn = turns.start(request, "w")
    await first_word(turns, turn)
    seen = []

    async def watch() -> None:
        seen.extend([snapshot async for snapshot in turns.watch(turn, "w", NEVER)])

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    turns.look_away("w")
    await turns.stop("anna", request.conversation)
    await watching
    assert not any(snapshot.done for snapshot in seen)


async def test_few_updates_carry_many_tokens_and_the_last_is_whole(store, ask, guards) -> None:
    residents = Residents()
    words = " ".join(f"w{number}" for number in range(500))
    settings = Settings(script=(words,))
    await residents.climb((Rung("scripted", ChatModelSpec("s", "", 4096), settings),))
    assistant = Assistant(residents, FairQueue(), store, Tracing(), guards, AssistantSettings())
    turns = Turns(assistant, store)
    turn = turns.start(ask(), "w")
    snapshots = [snapshot async for snapshot in turns.watch(turn, "w", 10.0)]
    assert snapshots[-1].text == words
    assert len(snapshots) < 50
    await residents.close()
