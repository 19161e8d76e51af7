import asyncio
from contextlib import aclosing

import pytest

from jarvis.assistant import Finished, Started, TurnRequest, Waiting
from jarvis.conversations import Status
from jarvis.errors import InvalidRequest
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry_settings import TelemetrySettings
from models.errors import ContextTooLong, GenerationFailed, NoModelReady
from models.types import ChatDelta, Message
from tests.jarvis.house import rung, settled, told


async def test_a_turn_is_told_in_order_and_recorded(house):
    await house.residents.climb((rung(script=("All is well.",)),))
    answer = house.conversation("How are you?")
    text, (started, finished) = await told(house.ask("How are you?", turn="turn-1"))
    assert text == "All is well."
    assert started == Started("scripted", "scripted", dropped=0)
    assert finished.finish_reason == "stop"
    assert finished.usage.output_tokens == 3
    assert finished.first_token_seconds <= finished.total_seconds
    assert (answer().content, answer().status, answer().figures.model) == (
        text,
        Status.DONE,
        "scripted",
    )


async def test_the_oldest_messages_are_dropped_and_never_the_system_prompt(house):
    await house.residents.climb((rung(context=60),))
    old = ["old " * 30, "answer " * 30]
    _, (started, _) = await told(house.ask(*old, "first", "second", "third"))
    assert started.dropped == 2


async def test_a_question_that_alone_is_too_long_says_so(house):
    await house.residents.climb((rung(context=40),))
    answer = house.conversation("long")
    with pytest.raises(ContextTooLong) as error:
        await told(house.ask("word" + " word" * 49, turn="turn-1"))
    assert error.value.tokens == 50 + 1 + 2 + 1  # question and "Be kind.", one more for each
    assert answer().status is Status.FAILED
    assert "tokens long" in answer().figures.note


async def test_closing_the_turn_stops_it_and_keeps_what_was_written(house):
    await house.residents.climb((rung(script=("One. Two. Three.",), tokens_per_second=200),))
    answer = house.conversation("count")
    async with aclosing(house.ask("count", turn="turn-1")) as events:
        async for event in events:
            if isinstance(event, ChatDelta):
                break
    assert (answer().content, answer().status) == ("One.", Status.STOPPED)
    assert house.queue.running == 0


async def test_an_error_halfway_keeps_the_half_and_frees_the_slot(house):
    await house.residents.climb((rung(script=("half of it !error the cable broke", "fine")),))
    answer = house.conversation("go")
    with pytest.raises(GenerationFailed, match="the cable broke"):
        await told(house.ask("go", turn="turn-1"))
    assert answer().content == "half of it "
    assert (answer().status, answer().figures.note) == (Status.FAILED, "the cable broke")
    assert (await told(house.ask("again")))[0] == "fine"


async def test_turns_beyond_the_slots_wait_and_see_their_place(house):
    await house.residents.climb((rung(script=("slow answer", "quick"), tokens_per_second=50),))
    first = asyncio.create_task(told(house.ask("one", person="ana")))
    await asyncio.sleep(0)
    _, (waiting, *_) = await told(house.ask("two", person="ben"))
    assert waiting == Waiting(place=1)
    assert (await first)[0] == "slow answer"


@pytest.mark.parametrize("text", ["", " \n\t "])
async def test_an_empty_message_is_refused(house, text):
    with pytest.raises(InvalidRequest, match="no message"):
        await told(house.ask(text))


async def test_a_message_of_a_megabyte_is_refused_with_both_sizes(house):
    with pytest.raises(InvalidRequest, match=r"1,000,000.*262,144"):
        await told(house.ask("x" * 1_000_000))


async def test_without_a_model_the_turn_says_why_and_what_to_do(house):
    with pytest.raises(Exception, match="out of paint"):
        await house.residents.climb((rung(load_error="out of paint"),))
    with pytest.raises(NoModelReady, match="out of paint"):
        await told(house.ask("hello"))


async def test_a_turn_waits_for_the_model_that_is_loading(house):
    climbing = asyncio.create_task(
        house.residents.climb((rung(load_seconds=0.05, script=("here",)),))
    )
    assert (await told(house.ask("hello")))[0] == "here"
    await climbing


async def test_a_swap_does_not_drop_a_turn_in_progress(house):
    await house.residents.climb((rung("old", script=("a b c d e f",), tokens_per_second=100),))
    turn = asyncio.create_task(told(house.ask("go")))
    await asyncio.sleep(0.02)
    await house.residents.climb((rung("new", script=("new answer",)),))
    text, events = await turn
    assert (text, events[-1].model) == ("a b c d e f", "old")
    text, events = await told(house.ask("again"))
    assert (text, events[-1].model) == ("new answer", "new")


async def test_a_model_that_fails_to_load_leaves_the_old_one_answering(house):
    await house.residents.climb((rung("old", script=("still here",)),))
    with pytest.raises(Exception, match="broken"):
        await house.residents.climb((rung("new", load_error="broken"),))
    assert house.residents.degraded
    assert (await told(house.ask("hello")))[0] == "still here"


async def test_the_ladder_goes_down_to_what_loads(house):
    resident = await house.residents.climb((rung("big", load_error="too big"), rung("small")))
    assert resident.rung.spec.name == "small"
    assert [failed.error.message for failed in house.residents.failures] == ["too big"]


async def test_the_last_event_is_the_figures(house):
    await house.residents.climb((rung(),))
    _, events = await told(house.ask("hello"))
    assert isinstance(events[-1], Finished)


FIGURES = """agent, task_type, person, conversation, model, engine, device, prompt_name,
    input_tokens, output_tokens, finish_reason, error_type, confidence"""


async def test_a_finished_turn_is_in_the_ledger_with_its_figures(house):
    await house.residents.climb((rung(script=("All is well.",)),))
    house.conversation("How are you?")
    _, (_, finished) = await told(house.ask("How are you?", conversation="c-1"))
    (row,) = house.ledger.rows(
        f"SELECT {FIGURES}, id, execution_ms, queue_ms, first_token_ms, prompt_version"
        " FROM decisions"
    )
    assert row[:13] == (
        *("jarvis", "chat", "ana", "c-1", "scripted", "scripted", "cpu", "assistant"),
        *(finished.usage.input_tokens, 3, "stop", None, 1.0),
    )
    id_, execution, queued, first, version = row[13:]
    assert id_ == finished.turn
    assert 0 <= queued <= first <= execution
    assert len(version) == 8


async def test_a_turns_stages_lie_inside_it(house):
    await house.residents.climb((rung(script=("All is well.",)),))
    await told(house.ask("How are you?"))
    house.ledger.close()
    again = Ledger(house.folder, TelemetrySettings())
    again.start()
    stages = again.rows(
        "SELECT s.operation, s.trace = d.trace, s.parent IS NULL, s.duration_ms <= d.execution_ms"
        " FROM spans s, decisions d WHERE s.operation != 'guardrail' ORDER BY s.operation"
    )
    again.close()
    assert stages == [
        ("chat", True, False, True),
        ("invoke_agent", True, True, True),
        ("queue", True, False, True),
    ]


async def test_a_turn_that_fails_is_in_the_ledger_with_its_error(house):
    await house.residents.climb((rung(context=40),))
    with pytest.raises(ContextTooLong):
        await told(house.ask("word" + " word" * 49))
    await settled(house)
    assert house.ledger.rows(f"SELECT {FIGURES} FROM decisions") == [
        (
            *("jarvis", "chat", "ana", None, "scripted", "scripted", "cpu", None),
            *(None, None, "failed", "ContextTooLong", None),
        )
    ]


async def test_a_turn_that_was_stopped_is_in_the_ledger_without_an_error(house):
    await house.residents.climb((rung(script=("one two three",), tokens_per_second=20),))
    async with aclosing(house.ask("Count.")) as events:
        async for event in events:
            if isinstance(event, ChatDelta) and event.text:
                break
    await settled(house)
    assert house.ledger.rows("SELECT finish_reason, error_type FROM decisions") == [
        ("stopped", None)
    ]


async def test_log_probabilities_reach_only_who_asked_for_them(house):
    await house.residents.climb((rung(script=("One.", "Two.")),))
    for wanted in (False, True):
        events = [e async for e in house.ask("Say.", logprobs=wanted)]
        assert any(e.logprobs for e in events if isinstance(e, ChatDelta)) is wanted


async def test_a_client_that_brings_its_own_prompt_is_told_apart(house):
    await house.residents.climb((rung(),))
    messages = (Message("system", "Rhyme."), Message("user", "Hello."))
    await told(house.assistant.turn(TurnRequest("api", messages)))
    assert house.ledger.rows("SELECT prompt_name FROM decisions") == [("client",)]
