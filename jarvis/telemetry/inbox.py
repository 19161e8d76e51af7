"""What waits to be written: rows that must not be lost, and stages that may."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jarvis.telemetry.records import Stage

Staged = Stage | Callable[[], Stage]
"""A stage, or what makes it: whoever measures a turn has better things to do than to make rows."""


@dataclass(slots=True)
class Waiting:
    """What the writer takes in one go, oldest first."""

    entries: list[Any] = field(default_factory=list)
    stages: list[Staged] = field(default_factory=list)


class Inbox:
    """A queue with many givers and one taker. Giving never blocks.

    Args:
        stages: how many stages may wait; more are dropped, and counted.
    """

    def __init__(self, stages: int) -> None:
        self._most = stages
        self._entries: list[Any] = []
        self._stages: deque[Staged] = deque()
        self._changed = threading.Condition()
        self.closed = threading.Event()
        self.dropped = 0

    def put(self, entry: Any) -> None:
        """Take something that must be written."""
        with self._changed:
            self._entries.append(entry)
            self._changed.notify()

    def put_stage(self, stage: Staged) -> None:
        """Take a stage if there is room. It is written with the next entry, or within a second."""
        with self._changed:
            if len(self._stages) < self._most:
                self._stages.append(stage)
            else:
                self.dropped += 1

    def put_back(self, waiting: Waiting) -> None:
        """What could not be written now goes in front; there is always room for entries."""
        with self._changed:
            self._entries[:0] = waiting.entries
            room = max(0, self._most - len(self._stages))
            self.dropped += max(0, len(waiting.stages) - room)
            self._stages.extendleft(reversed(waiting.stages[:room]))

    def wait(self, timeout_seconds: float) -> None:
        """Until there is an entry, many stages, or the time is over."""
        with self._changed:
            many = len(self._stages) * 2 >= self._most
            if not self._entries and not many and not self.closed.is_set():
                self._changed.wait(timeout_seconds)

    def take(self, most: int) -> Waiting | None:
        """At most so many of each; None when the inbox is closed and empty."""
        with self._changed:
            entries, self._entries = self._entries[:most], self._entries[most:]
            stages = [self._stages.popleft() for _ in range(min(most, len(self._stages)))]
        if not entries and not stages and self.closed.is_set():
            return None
        return Waiting(entries, stages)

    def close(self) -> None:
        """Wake the taker: nothing more will come."""
        with self._changed:
            self.closed.set()
            self._changed.notify()

    @property
    def waiting(self) -> int:
        """Rows that wait."""
        return len(self._entries) + len(self._stages)
