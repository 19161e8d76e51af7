"""When documents may be embedded while people wait for answers. Pure, but for the clock.

A turn holds embedding up at once. But where one turn follows the other without end, documents would
never be read: after 20 seconds of holding, embedding gets 3 seconds, whoever waits. Pauses between
turns count towards those.
"""

import time
from collections.abc import Callable

HOLD_SECONDS = 20.0
WORK_SECONDS = 3.0

MOMENT = 1e-6
"""Seconds that count as none: sums of a clock's differences are never quite exact."""


class Gate:
    """Held or open. Not for several threads at once.

    Args:
        clock: seconds, never backwards.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._turns = 0
        self._held = self._worked = 0.0

    def pause(self) -> None:
        """A turn began."""
        self._catch_up()
        self._turns += 1

    def resume(self) -> None:
        """A turn ended; one too many is one that nobody began."""
        self._catch_up()
        self._turns = max(0, self._turns - 1)

    @property
    def holds(self) -> bool:
        """Whether embedding has to wait now."""
        self._catch_up()
        return self._holding()

    @property
    def seconds_left(self) -> float | None:
        """How long `holds` stays as it is if no turn begins or ends; None is for good."""
        self._catch_up()
        if not self._turns:
            return None
        return HOLD_SECONDS - self._held if self._holding() else WORK_SECONDS - self._worked

    def _holding(self) -> bool:
        return self._turns > 0 and self._held < HOLD_SECONDS - MOMENT

    def _catch_up(self) -> None:
        now = self._clock()
        left, self._since = now - self._since, now
        while left > 0 and (self._turns or self._held):
            left -= self._hold(left) if self._holding() else self._work(left)

    def _hold(self, seconds: float) -> float:
        step = min(seconds, HOLD_SECONDS - self._held)
        self._held += step
        return step

    def _work(self, seconds: float) -> float:
        step = min(seconds, WORK_SECONDS - self._worked)
        self._worked += step
        if self._worked >= WORK_SECONDS - MOMENT:
            self._held = self._worked = 0.0
        return step
