"""Reads the ledger for every open Metrics tab: the same question is answered once.

Two windows, or a quiet minute, cost no second scan; a commit does. One reading at a time, since
one takes all the cores that the ledger may use.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jarvis.telemetry.cache import Cache
from jarvis.telemetry.dashboard import Dashboard, dashboard
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.guard_time import GuardTime, guard_time
from jarvis.telemetry.guardrails import Guardrails, guardrails
from jarvis.telemetry.ids import now
from jarvis.telemetry.knowledge import Knowledge, knowledge
from jarvis.telemetry.ledger import Ledger, Reader
from jarvis.telemetry.voice import VoiceFigures, voice


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard, what guardrails, documents and voices did, and a word that changes when any
    does.
    """

    figures: Dashboard
    guardrails: Guardrails
    guard_time: GuardTime
    knowledge: Knowledge
    voice: VoiceFigures
    version: str


class Boards:
    """The latest dashboards.

    Args:
        critical: see `jarvis.telemetry.dashboard.dashboard`.
    """

    def __init__(self, ledger: Ledger, critical: Sequence[str]) -> None:
        self._cache = Cache(ledger)
        self._critical = tuple(critical)
        self._reading = asyncio.Lock()

    async def get(self, which: Filter) -> Board:
        """The dashboard of `which`, as of the latest commit.

        Raises:
            LedgerUnavailable
        """
        async with self._reading:
            return await self._cache.get(_board, which, self._critical)


def _board(reader: Reader, which: Filter, critical: Sequence[str]) -> Board:
    moment = now()
    figures = dashboard(reader, which, critical, moment)
    return Board(
        figures,
        guardrails(reader, which, moment, figures.unit),
        guard_time(reader, which, moment),
        knowledge(reader, which, moment, figures.unit),
        voice(reader, which, moment, figures.unit),
        f"{moment.timestamp():.3f}",
    )
