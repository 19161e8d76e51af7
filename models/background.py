"""Blocking calls beside the event loop, in threads that never hold up the end of the program.

The event loop's own threads (`asyncio.to_thread`) are waited for at exit: a Ctrl-C while twenty
gigabytes load would wait until they are loaded.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

T = TypeVar("T")


async def in_daemon_thread(call: Callable[[], T], name: str) -> T:
    """`call`'s result. Cancelling waits for nothing: the call goes on, and its result is dropped.

    Args:
        name: the thread's, for whoever looks at a hanging program.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: Exception | None) -> None:
        if future.cancelled():
            return
        if error:
            future.set_exception(error)
        else:
            future.set_result(cast(T, result))

    def run() -> None:
        result, failed = None, None
        try:
            result = call()
        except Exception as error:  # noqa: BLE001 - raised again where it is awaited
            failed = error
        with suppress(RuntimeError):  # the loop is closed: the program is ending
            loop.call_soon_threadsafe(settle, result, failed)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await future
