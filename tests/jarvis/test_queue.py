import asyncio
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.errors import QueueFull
from jarvis.queue import FairQueue


async def test_whoever_has_had_no_turn_comes_before_who_has_one():
    queue = FairQueue(slots=1)
    with ExitStack() as stack:
        running = stack.enter_context(queue.join("ana"))
        again = stack.enter_context(queue.join("ana"))
        third = stack.enter_context(queue.join("ana"))
        other = stack.enter_context(queue.join("ben"))
        assert running.admitted
        assert [queue.place(ticket) for ticket in (again, other, third)] == [1, 2, 3]


async def test_places_are_told_as_they_change_until_the_turn_comes():
    queue = FairQueue(slots=1)
    first, second = queue.join("ana"), queue.join("ben")
    first.__enter__()
    second.__enter__()
    with queue.join("eva") as ticket:
        seen = []

        async def watch():
            seen.extend([place async for place in ticket.places()])

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0)
        first.__exit__(None, None, None)
        await asyncio.sleep(0)
        second.__exit__(None, None, None)
        await watching
        assert seen == [2, 1]
        assert ticket.admitted


async def test_more_slots_admit_at_once():
    queue = FairQueue(slots=1)
    with queue.join("ana"), queue.join("ben") as waiting:
        assert not waiting.admitted
        queue.resize(2)
        assert waiting.admitted


async def test_one_more_than_may_wait_is_refused_with_the_number():
    queue = FairQueue(slots=1, max_waiting=1)
    with queue.join("ana"), queue.join("ben"), pytest.raises(QueueFull, match="1 question"):
        queue.join("eva").__enter__()


async def test_nobody_waits_while_a_slot_is_free_even_if_nobody_may_wait():
    queue = FairQueue(slots=1, max_waiting=0)
    with queue.join("ana") as ticket:
        assert ticket.admitted


@given(
    slots=st.integers(1, 3),
    moves=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30),
)
def test_slots_are_never_exceeded_never_idle_and_never_lost(slots, moves):
    queue = FairQueue(slots=slots)
    open_turns = []
    for person, leave in moves:
        if leave and open_turns:
            turn, _ = open_turns.pop(0)
            turn.__exit__(None, None, None)
        else:
            turn = queue.join(person)
            open_turns.append((turn, turn.__enter__()))
        admitted = [ticket for _, ticket in open_turns if ticket.admitted]
        assert queue.running == len(admitted) == min(slots, len(open_turns))
        places = sorted(queue.place(ticket) for _, ticket in open_turns if not ticket.admitted)
        assert places == list(range(1, queue.waiting + 1))
    for turn, _ in open_turns:
        turn.__exit__(None, None, None)
    assert (queue.running, queue.waiting) == (0, 0)
