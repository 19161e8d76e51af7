"""A child process, really started: calls, priorities, pauses, deaths."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import pytest

from models.child.keeper import Keeper
from models.child.process import ChildDied
from models.errors import GenerationFailed, ModelTooLarge
from tests.waiting import until

ECHO = "tests.models.child.echo:Echo"
linux = pytest.mark.skipif(sys.platform != "linux", reason="stopped only where Linux ends it")


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    keeper = Keeper("echo", ECHO, {"greeting": "hello "})
    yield keeper
    keeper.close()


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def stopped(pid: int) -> bool:
    return psutil.Process(pid).status() == psutil.STATUS_STOPPED


def test_values_and_arrays_come_back(keeper: Keeper) -> None:
    assert not keeper.running
    assert keeper.call("say", text="world").result().value == "hello world"
    numbers = keeper.call("numbers", rows=2).result().value
    assert numbers.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert numbers.dtype == np.float32
    assert keeper.running


def test_half_characters_and_a_megabyte_travel(keeper: Keeper) -> None:
    for text in ("\ud800", "🌊" * 300_000):
        assert keeper.call("say", text=text).result().value == f"hello {text}"


def test_what_a_library_prints_disturbs_nothing(keeper: Keeper) -> None:
    assert keeper.call("shout").result().value == "done"
    assert keeper.call("say", text="x").result().value == "hello x"


def test_our_own_errors_come_as_they_are_and_others_in_our_words(keeper: Keeper) -> None:
    with pytest.raises(ModelTooLarge) as ours:
        keeper.call("own_error").result()
    assert (ours.value.message, ours.value.hint) == ("It is too large.", "Take a smaller one.")
    with pytest.raises(GenerationFailed, match=r"echo broke off: something\."):
        keeper.call("foreign_error").result()
    with pytest.raises(GenerationFailed, match="nonesuch"):
        keeper.call("nonesuch").result()


def test_a_service_that_cannot_be_made_tells_every_call() -> None:
    keeper = Keeper("echo", ECHO, {"nonesuch": 1})
    for _ in range(2):
        with pytest.raises(GenerationFailed, match="nonesuch"):
            keeper.call("say", text="").result()
    keeper.close()


def test_urgent_calls_go_beside_patient_ones(keeper: Keeper) -> None:
    patient = keeper.call("wait")
    assert keeper.call("release", urgent=True).result().value == "done"
    assert patient.result().value == "released"


def test_many_threads_each_get_their_own(keeper: Keeper) -> None:
    def ask(number: int) -> bool:
        reply = keeper.call("say", urgent=number % 2 == 0, text=str(number)).result()
        return bool(reply.value == f"hello {number}")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(80)))


@linux
def test_a_paused_child_stands_still_but_answers_what_is_urgent(keeper: Keeper) -> None:
    counting = keeper.call("count")
    until(lambda: keeper.call("counted", urgent=True).result().value > 0)
    keeper.pause()
    keeper.pause()
    keeper.resume()
    assert keeper.pid is not None
    until(lambda: stopped(keeper.pid or 0))
    assert keeper.call("say", urgent=True, text="you").result().value == "hello you"
    until(lambda: stopped(keeper.pid or 0))
    keeper.resume()
    keeper.call("release", urgent=True).result()
    counting.result()


@linux
def test_a_child_that_starts_while_paused_waits(keeper: Keeper) -> None:
    keeper.pause()
    waiting = keeper.call("say", text="late")
    until(lambda: stopped(keeper.pid or 0))
    assert not waiting.done()
    keeper.resume()
    assert waiting.result().value == "hello late"


@linux
def test_closing_a_paused_child_ends_it(keeper: Keeper) -> None:
    keeper.call("say", text="").result()
    pid = keeper.pid
    assert pid
    keeper.pause()
    keeper.close()
    keeper.close()
    until(lambda: gone(pid))
    with pytest.raises(GenerationFailed, match="unloaded"):
        keeper.call("say", text="")


def test_a_killed_child_fails_the_call_and_the_next_has_a_new_one(keeper: Keeper) -> None:
    napping = keeper.call("nap")
    pid = keeper.pid
    assert pid
    os.kill(pid, signal.SIGTERM)
    with pytest.raises(ChildDied, match="echo"):
        napping.result()
    assert keeper.call("say", text="again").result().value == "hello again"
    assert keeper.pid != pid


def test_a_child_that_nobody_calls_goes_and_comes_back() -> None:
    keeper = Keeper("echo", ECHO, {}, linger=0.1)
    assert keeper.call("say", text="one").result().value == "one"
    until(lambda: not keeper.running)
    assert keeper.call("say", text="two").result().value == "two"
    keeper.close()


PARENT = """
import time
from models.child.keeper import Keeper
keeper = Keeper("echo", "tests.models.child.echo:Echo", {})
keeper.call("say", text="").result()
keeper.call("nap")
if PAUSED:
    keeper.pause()
print(keeper.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("paused", [False, pytest.param(True, marks=linux)])
def test_a_killed_parent_leaves_no_orphan(paused: bool) -> None:
    command = [sys.executable, "-c", PARENT.replace("PAUSED", str(paused))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    until(lambda: gone(child))
