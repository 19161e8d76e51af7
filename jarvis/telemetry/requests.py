"""The API requests of the last hour: how many failed, and how long they took."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from jarvis.telemetry.alerts import Reading

LONGEST_SECONDS = 3600.0
"""How far back it remembers."""

MOST = 20_000
"""Requests that it remembers at most: under more load than this, it remembers less far back."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        ended: seconds, monotonic.
        failed: whether the server is to blame (status 5xx).
        seconds: until the answer began; None where that depends on how much was asked for.
    """

    ended: float
    failed: bool
    seconds: float | None


class Requests:
    """A window that slides. Any thread may use it.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: deque[Request] = deque(maxlen=MOST)
        self._lock = Lock()

    def note(self, status: int, seconds: float | None) -> None:
        """Remember a request that was answered with this status."""
        now = self._clock()
        with self._lock:
            self._known.append(Request(now, status >= 500, seconds))
            while now - self._known[0].ended > LONGEST_SECONDS:
                self._known.popleft()

    def error_rate(self, window_seconds: float) -> Reading:
        """The share that failed, 0 to 1."""
        failed = [request.failed for request in self._since(window_seconds)]
        return Reading(sum(failed) / len(failed) if failed else None, len(failed))

    def p95_ms(self, window_seconds: float) -> Reading:
        """The 95th percentile of the time until the answer began, in milliseconds."""
        took = [r.seconds for r in self._since(window_seconds) if r.seconds is not None]
        return Reading(1000 * quantile(took, 0.95) if took else None, len(took))

    def _since(self, window_seconds: float) -> list[Request]:
        first = self._clock() - window_seconds
        with self._lock:
            return [request for request in self._known if request.ended >= first]


def quantile(values: list[float], share: float) -> float:
    """The exact quantile by linear interpolation, as DuckDB's `quantile_cont` (Hyndman and Fan's
    type 7). There must be a value.
    """
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
