"""Cursors that queries borrow. Taking all of them away is how the writer gets the file alone."""

import queue
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jarvis.errors import LedgerUnavailable

COUNT = 4
PATIENCE_SECONDS = 10.0
"""How long a query waits for a cursor: opening, mending and archiving take a while."""


class Readers:
    """A few cursors, one query at a time each. There are none until the file is open."""

    def __init__(self) -> None:
        self._free: queue.Queue[Any] = queue.Queue()
        self._held = 0
        self.problem: LedgerUnavailable | None = None
        self.damage: Exception | None = None

    def offer(self, connection: Any) -> None:
        """The file is open: let queries in. Called by the connection's own thread."""
        self.problem = self.damage = None
        self._held = COUNT
        for _ in range(COUNT):
            self._free.put(connection.cursor())

    def withdraw(self, problem: LedgerUnavailable | None = None) -> None:
        """Let queries that run come to their end, and no other in; they hear `problem`."""
        self.problem = problem
        while self._held:
            self._free.get().close()
            self._held -= 1

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
        """Every row of a query.

        Raises:
            LedgerUnavailable
        """
        import duckdb

        from jarvis.telemetry.database import is_damaged

        with self._borrowed() as cursor:
            try:
                cursor.execute(sql, parameters or None)
                found: list[Any] = cursor.fetchall()
            except duckdb.Error as error:
                if not is_damaged(error):
                    raise
                self.damage = error
                raise LedgerUnavailable(
                    "The ledger's file is damaged; it is being mended.", "Try again in a moment."
                ) from error
        return found

    @contextmanager
    def _borrowed(self) -> Iterator[Any]:
        if problem := self.problem:
            raise LedgerUnavailable(problem.message, problem.hint)
        try:
            cursor = self._free.get(timeout=PATIENCE_SECONDS)
        except queue.Empty:
            raise LedgerUnavailable("The ledger is busy.", "Try again in a moment.") from None
        try:
            yield cursor
        finally:
            self._free.put(cursor)
