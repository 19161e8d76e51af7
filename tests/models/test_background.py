import asyncio
import subprocess
import sys
import threading

import pytest

from models.background import in_daemon_thread


async def test_the_result_comes_back_and_the_loop_goes_on_meanwhile():
    go = threading.Event()
    waiting = asyncio.create_task(in_daemon_thread(lambda: go.wait(10), "test"))
    await asyncio.sleep(0)
    go.set()
    assert await waiting is True


async def test_what_it_raises_is_raised_where_it_is_awaited():
    with pytest.raises(ZeroDivisionError):
        await in_daemon_thread(lambda: 1 // 0, "test")


PROGRAM = """
import asyncio, time
from models.background import in_daemon_thread

async def main():
    loading = asyncio.create_task(in_daemon_thread(lambda: time.sleep(3600), "load"))
    await asyncio.sleep(0.05)
    loading.cancel()

asyncio.run(main())
print("ended")
"""


def test_a_program_ends_without_waiting_for_a_call_that_was_given_up():
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "ended\n")
