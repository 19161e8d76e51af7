"""Answers that hold until the ledger changes. What they say, this doesn't know."""

from collections.abc import Callable
from typing import Any, TypeVar

from cachetools import TTLCache

from jarvis.telemetry.ledger import Ledger

LONGEST_SECONDS = 60
"""How long an answer holds while nothing is recorded: periods move on by themselves."""

SIZE = 256
"""Answers that are kept."""

T = TypeVar("T")


class Cache:
    """What was read from the ledger, kept until the next commit. To be used in one event loop.

    Attributes:
        hits, misses: questions that were answered from here, and those that were not.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: TTLCache[Any, Any] = TTLCache(SIZE, LONGEST_SECONDS)
        self.hits = 0
        self.misses = 0

    async def get(self, question: Callable[..., T], *arguments: Any) -> T:
        """`question(reader, *arguments)`, asked in a reader's thread unless it is known.

        Args:
            question: the same object each time, such as a module's function; never None's giver.
            arguments: hashable.

        Raises:
            LedgerUnavailable
        """
        # Taken before the reading begins: an answer is never older than its generation.
        key = (question, arguments, self._ledger.generation)
        answer: T | None = self._kept.get(key)
        if answer is not None:
            self.hits += 1
            return answer
        self.misses += 1
        answer = await self._ledger.read(lambda: question(self._ledger, *arguments))
        self._kept[key] = answer
        return answer
