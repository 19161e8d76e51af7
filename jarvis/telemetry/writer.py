"""The thread that writes: takes what waits, commits it, and gets over what goes wrong.

A damaged file is opened anew, which mends it or sets it aside; a full disk is tried again every
few seconds; a row that DuckDB refuses is left out, so that the others are kept.
"""

import math
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.batch import Batch, Entry, Known, settle
from jarvis.telemetry.database import Opened, is_damaged, open_database, unavailable
from jarvis.telemetry.inbox import Inbox, Waiting
from jarvis.telemetry.readers import Readers
from jarvis.telemetry.records import Stage
from jarvis.telemetry_settings import TelemetrySettings

MOST = 1000
"""Rows of a kind in one transaction."""

LOOK_SECONDS = 1.0
"""How long stages wait for company."""

GATHER_SECONDS = 0.004
BUSY_SECONDS = 0.03
"""When the last commit is no longer ago than this, rows are gathered for that long."""

RETRY_SECONDS = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Work that wants the file alone."""

    work: Callable[[Any], Any]
    reopen: bool
    future: Future[Any] = field(default_factory=Future)
    patient = False


class Reopen(Exception):
    """The file must be opened anew; `suspected` if it may be damaged."""

    def __init__(self, *, suspected: bool = False) -> None:
        super().__init__()
        self.suspected = suspected


class Writer:
    """Owns the connection, from `run`'s start to its end."""

    def __init__(
        self, folder: Path, settings: TelemetrySettings, inbox: Inbox, readers: Readers
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._inbox = inbox
        self._readers = readers
        self._committed = -math.inf
        self.generation = 0
        self.set_aside: tuple[Path, ...] = ()

    def run(self) -> None:
        """Until the inbox is closed and empty, or can't be emptied."""
        finished = suspected = False
        while not finished:
            try:
                self._serve(open_database(self._folder, self._settings, suspected=suspected))
                finished = True
            except Reopen as wish:
                suspected = wish.suspected
            except Exception as error:
                problem = error if isinstance(error, LedgerUnavailable) else unavailable(error)
                if problem is not error:
                    log.exception("ledger_failed")
                self._suspend(problem)
                finished = self._inbox.closed.wait(RETRY_SECONDS)
        if self._inbox.waiting:
            log.error("ledger_rows_lost", rows=self._inbox.waiting)

    def _serve(self, opened: Opened) -> None:
        """Write for as long as the file is well."""
        self._note(opened.set_aside)
        known = Known(opened.connection)
        self._readers.offer(opened.connection)
        try:
            while (waiting := self._next()) is not None:
                if self._readers.damage:
                    self._mend(self._readers.damage, waiting)
                self._write(waiting, opened.connection, known)
        finally:
            self._readers.withdraw()
            opened.connection.close()

    def _next(self) -> Waiting | None:
        """What to write now. A commit costs the same for one row as for thirty: under load, they
        come together for a moment; a row that comes alone doesn't wait.
        """
        self._inbox.wait(LOOK_SECONDS)
        if time.monotonic() - self._committed < BUSY_SECONDS and not self._inbox.closed.is_set():
            time.sleep(GATHER_SECONDS)
        return self._inbox.take(MOST)

    def _write(self, waiting: Waiting, connection: Any, known: Known) -> None:
        rows = [entry for entry in waiting.entries if isinstance(entry, Entry)]
        jobs = [entry for entry in waiting.entries if isinstance(entry, Job)]
        stages = [row if isinstance(row, Stage) else row() for row in waiting.stages]
        if rows or stages:
            try:
                self._commit(rows, stages, connection, known)
            except Exception:
                self._inbox.put_back(Waiting(list(jobs)))
                raise
        for job in jobs:
            self._do(job, connection)

    def _commit(
        self, rows: Sequence[Entry], stages: Sequence[Stage], connection: Any, known: Known
    ) -> None:
        """Write a batch; if a row in it is refused, write its parts."""
        batch = Batch(rows, stages, known)
        try:
            batch.commit(connection)
        except Exception as error:
            if _blames_a_row(error):
                self._commit_apart(rows, stages, connection, known, error)
                return
            self._inbox.put_back(Waiting(list(rows), list(stages)))
            if is_damaged(error):
                self._mend(error)
            raise unavailable(error) from error
        else:
            # First, so that whoever has heard of a commit never reads what was true before it.
            self.generation += batch.changes_statistics
            batch.tell()
            self._committed = time.monotonic()

    def _commit_apart(
        self,
        rows: Sequence[Entry],
        stages: Sequence[Stage],
        connection: Any,
        known: Known,
        error: Exception,
    ) -> None:
        """Write all but the row that can't be written."""
        if len(rows) + len(stages) > 1:
            for some, others in _split(rows, stages):
                self._commit(some, others, connection, known)
            return
        log.error("ledger_row_refused", cause=str(error))
        for entry in rows:
            settle(entry.future, unavailable(error))

    def _mend(self, error: Exception, waiting: Waiting | None = None) -> None:
        """Open the file anew, and have it looked through."""
        log.error("ledger_damaged", cause=str(error))
        if waiting:
            self._inbox.put_back(waiting)
        raise Reopen(suspected=True)

    def _do(self, job: Job, connection: Any) -> None:
        """Work on the file while nobody reads."""
        self._readers.withdraw()
        try:
            outcome = job.work(connection)
        except Exception as error:  # noqa: BLE001 - raised again where it is awaited
            outcome = error
        self.generation += 1
        settle(job.future, outcome)
        if job.reopen:
            raise Reopen
        self._readers.offer(connection)

    def _suspend(self, problem: LedgerUnavailable) -> None:
        """Nothing can be written now. Turns wait; whoever can ask again is told."""
        log.error("ledger_off", cause=problem.message, hint=problem.hint)
        self._readers.withdraw(problem)
        waiting = self._inbox.take(sys.maxsize) or Waiting()
        for entry in [entry for entry in waiting.entries if not entry.patient]:
            waiting.entries.remove(entry)
            settle(entry.future, problem)
        self._inbox.put_back(waiting)

    def _note(self, paths: tuple[Path, ...]) -> None:
        for path in paths:
            log.error("ledger_set_aside", file=str(path))
        self.set_aside += paths


def _blames_a_row(error: Exception) -> bool:
    """Whether a value is at fault, rather than the file or the machine."""
    import duckdb

    if not isinstance(error, duckdb.Error):
        return not isinstance(error, OSError | MemoryError)
    kinds = (duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
    return isinstance(error, kinds) and not is_damaged(error)


def _split(
    rows: Sequence[Entry], stages: Sequence[Stage]
) -> tuple[tuple[Sequence[Entry], Sequence[Stage]], tuple[Sequence[Entry], Sequence[Stage]]]:
    """A batch in two: by kind first, then in halves."""
    if rows and stages:
        return (rows, ()), ((), stages)
    row, stage = len(rows) // 2, len(stages) // 2
    return (rows[:row], stages[:stage]), (rows[row:], stages[stage:])
