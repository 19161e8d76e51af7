"""A client that hangs up: nothing is computed for nobody."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import HTTPException, Request

from models.errors import ListeningCancelled

CLIENT_CLOSED_REQUEST = 499
"""nginx's number for an answer that nobody is there to read."""

T = TypeVar("T")


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """`work`'s result; it is cancelled when the client hangs up, or when Jarvis stops."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        task.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)
    if task.cancelled():
        raise _hung_up()
    return task.result()


@asynccontextmanager
async def watched(request: Request) -> AsyncIterator[Callable[[], bool]]:
    """For work in a thread, which can't be cancelled: it asks whether the client has hung up, and
    raises `ListeningCancelled` then.
    """
    over = threading.Event()

    async def watch() -> None:
        await _gone(request)
        over.set()

    watching = asyncio.create_task(watch())
    try:
        yield over.is_set
    except ListeningCancelled as error:
        raise _hung_up() from error
    finally:
        watching.cancel()
        over.set()  # Jarvis is stopping


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _hung_up() -> HTTPException:
    return HTTPException(CLIENT_CLOSED_REQUEST, "The client hung up.")
