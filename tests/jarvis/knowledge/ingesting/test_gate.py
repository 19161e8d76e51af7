import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.ingesting.gate import HOLD_SECONDS, MOMENT, WORK_SECONDS, Gate


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def gate(clock):
    return Gate(clock)


def test_a_turn_holds_at_once_and_lets_go_at_once(gate):
    assert not gate.holds
    gate.pause()
    assert gate.holds
    gate.resume()
    assert not gate.holds
    assert gate.seconds_left is None


def test_turns_add_up(gate):
    gate.pause()
    gate.pause()
    gate.resume()
    assert gate.holds
    gate.resume()
    assert not gate.holds


def test_one_resume_too_many_counts_for_nothing(gate):
    gate.resume()
    gate.pause()
    assert gate.holds


def test_an_endless_turn_leaves_a_few_seconds_now_and_then(gate, clock):
    gate.pause()
    assert gate.seconds_left == HOLD_SECONDS
    clock.now += HOLD_SECONDS
    assert not gate.holds
    assert gate.seconds_left == WORK_SECONDS
    clock.now += WORK_SECONDS
    assert gate.holds


def test_a_turn_that_comes_while_it_is_owed_time_waits_for_nothing_but_holds_later(gate, clock):
    gate.pause()
    clock.now += HOLD_SECONDS + 1
    gate.pause()
    assert not gate.holds
    clock.now += WORK_SECONDS - 1
    assert gate.holds


def test_pauses_between_turns_count_as_work(gate, clock):
    gate.pause()
    clock.now += HOLD_SECONDS - 1
    gate.resume()
    clock.now += WORK_SECONDS
    gate.pause()
    clock.now += HOLD_SECONDS - 1
    assert gate.holds


@given(
    st.lists(
        st.one_of(st.sampled_from(["pause", "resume"]), st.floats(0.01, 40.0)),
        max_size=60,
    )
)
def test_it_never_holds_for_longer_without_work(steps):
    clock = Clock()
    gate = Gate(clock)
    held = worked = 0.0
    turns = 0
    for step in steps:
        if isinstance(step, str):
            getattr(gate, step)()
            turns = turns + 1 if step == "pause" else max(0, turns - 1)
            continue
        while step > MOMENT:  # go from one change to the next
            holds = gate.holds
            assert not (holds and not turns)
            left = gate.seconds_left
            part = step if left is None else min(step, left)
            clock.now += part
            step -= part
            held, worked = (held + part, worked) if holds else (held, worked + part)
            if worked >= WORK_SECONDS - 2 * MOMENT:
                held = worked = 0.0
            assert held <= HOLD_SECONDS + MOMENT * len(steps)
