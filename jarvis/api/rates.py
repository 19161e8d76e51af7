"""How often a client may ask: so often a minute in bursts, and so often an hour sustained.

Windows slide, counted by the package `limits`: its counters take the same little memory and time
however high the limits are, and forgive a clock that jumps back.
"""

import math
import time
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fastapi import Request

from jarvis.errors import RateLimited

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.aio.strategies import SlidingWindowCounterRateLimiter


def client_of(request: Request) -> str:
    """Who asks: the person, if the request proves it, else the machine it comes from."""
    return request.state.person if request.state.known else address_of(request)


def address_of(request: Request) -> str:
    """The machine that a request comes from."""
    return request.client.host if request.client else "unknown"


class Rates:
    """Counts every client's requests.

    Args:
        burst_per_minute: requests a client may make in a minute.
        sustained_per_hour: and in an hour.
    """

    def __init__(self, burst_per_minute: int, sustained_per_hour: int) -> None:
        self._per_minute = burst_per_minute
        self._per_hour = sustained_per_hour

    @cached_property
    def _limits(self) -> tuple["RateLimitItem", ...]:
        from limits import RateLimitItemPerHour, RateLimitItemPerMinute

        return RateLimitItemPerMinute(self._per_minute), RateLimitItemPerHour(self._per_hour)

    @cached_property
    def _counter(self) -> "SlidingWindowCounterRateLimiter":
        from limits.aio.storage import MemoryStorage
        from limits.aio.strategies import SlidingWindowCounterRateLimiter

        return SlidingWindowCounterRateLimiter(MemoryStorage())

    async def count(self, client: str) -> None:
        """Count a request of `client`. One that is refused doesn't count.

        Raises:
            RateLimited: with the seconds after which one more will be taken.
        """
        # Both are tested before either is hit: what the hour refuses mustn't use up the minute.
        reached = [limit for limit in self._limits if not await self._counter.test(limit, client)]
        if reached:
            raise await self._refusal(reached, client)
        for limit in self._limits:
            await self._counter.hit(limit, client)

    async def _refusal(self, reached: Sequence["RateLimitItem"], client: str) -> RateLimited:
        free = [(await self._counter.get_window_stats(limit, client))[0] for limit in reached]
        # A place is free just after that moment, not at it: hence rounded down, and one more.
        seconds = max(math.floor(max(free) - time.time()) + 1, 1)
        return RateLimited(
            f"More requests than {' and '.join(map(str, reached))}.",
            f"Try again in {seconds} seconds.",
            retry_after_seconds=seconds,
        )
