"""Reads the ledger for every open Metrics tab: the same question is answered once.

Two windows, or a quiet minute, cost no second scan; a commit does. One reading at a time, since
one takes all the cores that the ledger may use.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from cachetools import TTLCache

from jarvis.telemetry.dashboard import Dashboard, dashboard
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger

KEPT_SECONDS = 60
"""Then a period has moved on, even if nothing was recorded."""

MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard, and a word that changes when it does."""

    figures: Dashboard
    version: str


class Boards:
    """The latest dashboards.

    Args:
        critical: see `jarvis.telemetry.dashboard.dashboard`.
    """

    def __init__(self, ledger: Ledger, critical: Sequence[str]) -> None:
        self._ledger = ledger
        self._critical = critical
        self._kept: TTLCache[tuple[Filter, int], Board] = TTLCache(MOST_KEPT, KEPT_SECONDS)
        self._reading = asyncio.Lock()

    async def get(self, which: Filter) -> Board:
        """The dashboard of `which`, as of the latest commit.

        Raises:
            LedgerUnavailable
        """
        async with self._reading:
            key = (which, self._ledger.generation)
            if (board := self._kept.get(key)) is None:
                moment = now()
                figures = await self._ledger.read(
                    lambda: dashboard(self._ledger, which, self._critical, moment)
                )
                board = Board(figures, f"{key[1]}-{moment.timestamp():.0f}")
                self._kept[key] = board
        return board
