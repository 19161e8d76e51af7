import asyncio

import pytest

from models.chat import ChatModelSpec
from models.chat.scripted import Settings
from models.errors import GenerationFailed, ModelError, NoModelReady
from models.residents import Residents, Rung, State
from models.types import ChatRequest, Message

HELLO = ChatRequest((Message("user", "one two three four five six"),))


def rung(name, **settings):
    return Rung("scripted", ChatModelSpec(name, "", 100), Settings(**settings))


def full(rung):
    """A machine that holds one model at a time."""
    return False


async def answer(residents):
    async with residents.lease() as model:
        return model.name, "".join([delta.text async for delta in model.stream(HELLO)])


async def test_states_are_told_as_they_change():
    seen = []
    residents = Residents(on_change=lambda: seen.append((residents.coming, residents.active)))
    await residents.climb((rung("a", load_error="no"), rung("b")))
    names = [(c and c.rung.spec.name, a and a.rung.spec.name) for c, a in seen]
    assert names == [("a", None), ("b", None), (None, "b")]
    assert residents.active.state is State.READY
    assert residents.failures[0].state is State.FAILED


async def test_where_memory_holds_one_model_turns_wait_for_the_swap():
    residents = Residents(room=full)
    await residents.climb((rung("old", tokens_per_second=100),))
    running = asyncio.create_task(answer(residents))
    await asyncio.sleep(0.01)
    swapping = asyncio.create_task(residents.climb((rung("new"),)))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(answer(residents))
    assert (await running) == ("old", HELLO.messages[0].content)
    assert (await waiting) == ("new", HELLO.messages[0].content)
    await swapping


async def test_where_memory_holds_one_model_the_old_one_comes_back_if_the_new_one_fails():
    residents = Residents(room=full)
    await residents.climb((rung("old"),))
    with pytest.raises(ModelError, match="too big"):
        await residents.climb((rung("new", load_error="too big"),))
    assert (await answer(residents))[0] == "old"
    assert residents.degraded


async def test_close_breaks_off_what_still_runs_even_on_a_model_that_was_leaving():
    residents = Residents()
    await residents.climb((rung("old", tokens_per_second=20),))
    running = asyncio.create_task(answer(residents))
    await asyncio.sleep(0.01)
    await residents.climb((rung("new"),))
    await residents.close()
    with pytest.raises(GenerationFailed):
        await running


async def test_memory_taken_by_loading_is_measured():
    readings = iter((1000, 1700))
    residents = Residents(memory=lambda: next(readings))
    resident = await residents.climb((rung("a"),))
    assert resident.measured_bytes == 700


async def test_an_empty_ladder_is_no_model():
    residents = Residents()
    with pytest.raises(NoModelReady):
        await residents.climb(())
    with pytest.raises(NoModelReady):
        await answer(residents)


async def test_a_failure_before_the_climb_is_kept_in_mind():
    residents = Residents()
    residents.note_failure("mine", ModelError("It is gone.", "Pull it."))
    await residents.climb((rung("starter"),))
    assert [failed.rung.spec.name for failed in residents.failures] == ["mine"]
    assert residents.degraded
