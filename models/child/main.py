"""The child: `python -m models.child.main PARENT`, fed with messages on its standard input.

The first one names an object to serve; the others call its methods. Patient calls, the long ones,
have a thread of the lowest priority; urgent ones have a thread of their own, and so go on beside
them. It ends when its input does: a parent that is killed closes it.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import import_module
from traceback import format_exc
from typing import Any, BinaryIO

import psutil

from jarvis.errors import JarvisError
from models.broken import first_line
from models.child import wire

LOWEST = 19
PR_SET_PDEATHSIG = 1
"""Of Linux's prctl(2)."""


def main() -> None:
    """Serve until the parent is gone."""
    replies = _own_output()
    _end_with(int(sys.argv[1]))
    with suppress(ValueError):  # not the main thread, as in a test
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the parent's to answer
    serve(sys.stdin.buffer, replies)
    os._exit(0)  # whatever is still being computed: nobody waits for it


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer every message of `requests`, until there is none left."""
    patient = ThreadPoolExecutor(1, "patient", initializer=step_back)
    urgent = ThreadPoolExecutor(1, "urgent")
    if (first := wire.receive(requests)) is None:
        return
    # What a library starts at import inherits the thread's priority.
    served = patient.submit(_open, first[0]["service"], first[0]["arguments"])
    writing = threading.Lock()
    while (message := wire.receive(requests)) is not None:
        header, payload = message
        worker = urgent if header.get("urgent") else patient
        call = partial(_call, served.result, header, payload)
        worker.submit(_answer, call, header, replies, writing)


def step_back() -> None:
    """Give the processor to whoever else wants it: only this thread on Linux, and what it starts;
    elsewhere the process.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST)
        elif sys.platform == "win32":
            psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
        else:
            os.nice(LOWEST)


def _open(service: str, arguments: Mapping[str, Any]) -> Any:
    module, _, name = service.partition(":")
    return getattr(import_module(module), name)(**arguments)


def _call(service: Callable[[], Any], header: Mapping[str, Any], payload: bytes) -> Any:
    first = (payload,) if header.get("carries") else ()
    return getattr(service(), header["call"])(*first, **header["arguments"])


def _answer(
    call: Callable[[], Any], header: Mapping[str, Any], replies: BinaryIO, writing: threading.Lock
) -> None:
    began = time.thread_time()
    reply: dict[str, Any] = {"id": header["id"]}
    value = None
    try:
        value = call()
    except Exception as error:  # noqa: BLE001 - the parent tells it
        reply |= _told(error)
    reply["seconds"] = time.thread_time() - began
    with writing, suppress(OSError):
        wire.send_value(replies, reply, value)


def _told(error: Exception) -> dict[str, Any]:
    ours = error if isinstance(error, JarvisError) else None
    return {
        "error": {
            "kind": type(error).__name__,
            "message": ours.message if ours else first_line(error),
            "hint": ours.hint if ours else "",
            "trace": format_exc(),
        }
    }


def _own_output() -> BinaryIO:
    """The pipe to the parent. What a library prints goes to the error output instead."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _end_with(parent: int) -> None:
    """On Linux the kernel kills this process when its parent ends, even while it is stopped."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


if __name__ == "__main__":
    main()
