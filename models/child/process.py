"""One child process, seen from its parent: calls out, results back, stopped and woken, ended."""

import logging
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import models
from models import cgroup, errors
from models.broken import broke_off
from models.child import wire
from models.errors import GenerationFailed, ModelError

log = logging.getLogger(__name__)

ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "PYTHONWARNINGS": "ignore",
    # NVML, which the plan counts GPUs by, numbers them in this order; CUDA else wouldn't.
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
    # NumPy's threads wait in a loop, and take from others what they wait for.
    "OPENBLAS_NUM_THREADS": "1",
}
"""No network, no chatter."""


class ChildDied(GenerationFailed):
    """The process ended while calls waited: it was killed, or memory ran out."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A call's result, and the seconds of computing that it took in its thread."""

    value: Any
    seconds: float


class Child:
    """A process that serves an object's methods. Safe from any thread.

    Args:
        name: what people call what runs in it.
        service: "module:Class"; the class is called with `arguments`, which are JSON.
        gpus: whether it may see any.
    """

    def __init__(
        self, name: str, service: str, arguments: Mapping[str, Any], *, gpus: bool = False
    ) -> None:
        self._name = name
        self._gpus = gpus
        self._waiting: dict[int, Future[Reply]] = {}
        self._last = 0
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._started = threading.Event()
        self._over = False
        first = {"service": service, "arguments": dict(arguments)}
        # The kernel ends a child with the thread that started it: this one lives as long.
        self._thread = threading.Thread(target=self._live, args=(first,), name="child", daemon=True)
        self._thread.start()
        self._started.wait()

    @property
    def alive(self) -> bool:
        """Whether it can be called."""
        return not self._over

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid if self._process else None

    def submit(
        self, call: str, *, urgent: bool = False, payload: bytes | None = None, **arguments: Any
    ) -> Future[Reply]:
        """Call a method; the future fails with what it raised.

        Urgent calls are computed beside patient ones, which wait for each other.

        Args:
            payload: bytes that the method takes as its first argument.
        """
        future: Future[Reply] = Future()
        with self._lock:
            if self._over:
                future.set_exception(self._death())
                return future
            self._last += 1
            number = self._last
            self._waiting[number] = future
        header = {"id": number, "call": call, "arguments": arguments, "urgent": urgent}
        self._send({**header, "carries": payload is not None}, payload or b"")
        return future

    def suspend(self) -> None:
        """Stop it at once, where the system would still end it with us: on Linux."""
        if sys.platform == "linux":
            self._signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Undo `suspend`."""
        if sys.platform == "linux":
            self._signal(signal.SIGCONT)

    def end(self) -> None:
        """Kill it. Calls that wait fail. Idempotent."""
        if self._process:
            self._process.kill()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=10)

    def _signal(self, number: int) -> None:
        if self._process:
            self._process.send_signal(number)

    def _send(self, header: Mapping[str, Any], payload: bytes = b"") -> None:
        assert self._process is not None
        # A child that is gone is noticed where its replies are read.
        with self._writing, suppress(OSError, ValueError):
            wire.send(cast(BinaryIO, self._process.stdin), header, payload)

    def _live(self, first: Mapping[str, Any]) -> None:
        try:
            self._process = _started(gpus=self._gpus)
            self._send(first)
        except OSError:
            log.exception("no process for %s", self._name)
            self._over = True
        self._started.set()
        if self._process:
            self._read_replies(self._process)
        self._bury()

    def _read_replies(self, process: "subprocess.Popen[bytes]") -> None:
        with cast(BinaryIO, process.stdout) as replies:
            while (message := wire.receive(replies)) is not None:
                with self._lock:
                    future = self._waiting.pop(message[0]["id"])
                if "error" in message[0]:
                    future.set_exception(self._error(message[0]["error"]))
                else:
                    future.set_result(Reply(wire.value_of(message), message[0]["seconds"]))

    def _bury(self) -> None:
        with self._lock:
            self._over = True
            left, self._waiting = list(self._waiting.values()), {}
        if self._process:
            self._process.kill()
            self._process.wait()
            with self._writing, suppress(OSError):
                assert self._process.stdin is not None
                self._process.stdin.close()
        for future in left:
            future.set_exception(self._death())

    def _death(self) -> ChildDied:
        return ChildDied(
            f"The process that runs {self._name} ended.",
            "Memory may have run out. It starts again when it is needed.",
        )

    def _error(self, told: Mapping[str, str]) -> ModelError:
        """What was raised there: our own errors as they are, others in our words."""
        kind = getattr(errors, told["kind"], None)
        log.warning("%s: %s", self._name, told["trace"])
        if isinstance(kind, type) and issubclass(kind, ModelError):
            return kind(told["message"], told["hint"])
        return broke_off(self._name, told["message"])


def _started(*, gpus: bool) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - this interpreter, our own module
        [sys.executable, "-P", "-m", "models.child.main", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ENVIRONMENT | _own_environment(gpus=gpus),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _own_environment(*, gpus: bool) -> dict[str, str]:
    """Where our packages are, how many processors a container leaves, and whether GPUs are seen."""
    here = str(Path(models.__file__).parent.parent)
    found = {"PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
    if limit := cgroup.cpu_limit():
        found["OMP_NUM_THREADS"] = str(math.ceil(limit))
    if not gpus:
        found["CUDA_VISIBLE_DEVICES"] = ""
    return found
