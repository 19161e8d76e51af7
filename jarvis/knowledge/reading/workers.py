"""Workers that are kept warm: to start one and import its libraries takes a second or two.

A worker is lent to one reader at a time, and kept for the next file. One that has grown is ended,
and so is one that nobody has asked for a while.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from jarvis.knowledge.reading.process import Worker, WorkerDied
from jarvis.knowledge.reading.wire import Message

IDLE_SECONDS = 30.0
GROWN = 0.35
"""The share of its memory limit that a worker may hold when it is put back."""

Answer = tuple[Message, bytes]


class Workers:
    """The workers of one reader. Safe from any thread.

    Args:
        memory_mib: what each may use.
    """

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._idle: Worker | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._closed = False

    def ask(
        self,
        request: Message,
        payload_max: int,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> Answer:
        """As `Worker.ask`. What a used worker breaks down at, a fresh one is asked again.

        Raises:
            WorkerDied, WorkerSlow, ReadingCancelled: and the worker is ended.
        """
        asked = request, payload_max, cancelled, progress
        if (used := self._take()) is not None:
            with suppress(WorkerDied):
                answer = used.ask(*asked)
                if not _out_of_memory(answer):
                    self._put_back(used)
                    return answer
                used.end()
        fresh = Worker(self._memory_mib)
        answer = fresh.ask(*asked)
        self._put_back(fresh)
        return answer

    def close(self) -> None:
        """End the one that waits; those that are at work end when they are done. Idempotent."""
        self._closed = True
        self._end_idle()

    def _take(self) -> Worker | None:
        with self._lock:
            worker, self._idle = self._idle, None
            return worker

    def _put_back(self, worker: Worker) -> None:
        grown = worker.memory_mib() > GROWN * self._memory_mib
        with self._lock:
            kept = not grown and not self._closed and self._idle is None
            if kept:
                self._idle = worker
                self._wait_anew()
        if not kept:
            worker.end()

    def _wait_anew(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_SECONDS, self._end_idle)
        self._timer.daemon = True
        self._timer.start()

    def _end_idle(self) -> None:
        worker = self._take()
        with self._lock:
            if self._timer:
                self._timer.cancel()
        if worker is not None:
            worker.end()


def _out_of_memory(answer: Answer) -> bool:
    return answer[0].get("refused") == "memory"
