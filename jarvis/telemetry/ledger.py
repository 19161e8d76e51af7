"""The ledger: one thread writes, readers read beside it, and what is acknowledged is on disk.

Rows are put on a queue and committed in batches; a future is done when its row is. What can't be
written now (a full disk, a damaged file) stops nothing: turns wait until they can be, programs and
thumbs are told at once, and `status` says what is the matter. How the file is opened, mended and
set aside is the business of `jarvis.telemetry.database`.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.batch import Entry
from jarvis.telemetry.inbox import Inbox, Staged
from jarvis.telemetry.readers import Readers
from jarvis.telemetry.records import Assessment, Decision, Feedback, Voiced
from jarvis.telemetry.writer import Job, Writer
from jarvis.telemetry_settings import TelemetrySettings
from models.background import in_daemon_thread

CLOSE_SECONDS = 10
"""How long closing may take: what waits is committed, and the file checkpointed."""

Parameters = Mapping[str, Any] | Sequence[Any]
T = TypeVar("T")

OFF = LedgerUnavailable(
    "Recording is switched off.", "Set recording = true under [telemetry] in config.toml."
)

CLOSED = LedgerUnavailable("Jarvis is stopping.", "Start it again.")


class Reader(Protocol):
    """What statistics read from."""

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Every row of a query. Blocking; from any thread.

        Raises:
            LedgerUnavailable
        """


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """How recording stands.

    Attributes:
        problem, hint: why nothing is recorded and what to do; "" while all is well.
        waiting, capacity: rows that wait to be written, and how many stages may.
        dropped: stages that found no room, since the start.
        set_aside: damaged files that were put out of the way, by name.
    """

    recording: bool
    problem: str = ""
    hint: str = ""
    waiting: int = 0
    capacity: int = 0
    dropped: int = 0
    set_aside: tuple[str, ...] = ()


class Ledger:
    """The door to the ledger; every method may be called from any thread, and none blocks but
    `rows` and `close`.

    Args:
        folder: where its files lie; made if need be.
    """

    def __init__(self, folder: Path, settings: TelemetrySettings) -> None:
        self._recording = settings.recording
        self._capacity = settings.queue_size
        self._inbox = Inbox(settings.queue_size)
        self._readers = Readers()
        self._writer = Writer(folder, settings, self._inbox, self._readers)
        self._thread = threading.Thread(target=self._writer.run, name="ledger", daemon=True)
        if not self._recording:
            self._readers.withdraw(OFF)

    def start(self) -> None:
        """Open the file, in the writer's thread; what comes meanwhile waits."""
        if self._recording:
            self._thread.start()

    def close(self) -> None:
        """Commit what waits, and close the file; one that was never opened, too."""
        self._inbox.close()
        if self._recording and self._thread.ident is None and self._inbox.waiting:
            self._thread.start()
        if self._thread.ident is not None:
            self._thread.join(CLOSE_SECONDS)

    def record(self, decision: Decision) -> Future[Decision]:
        """Keep a decision; done when it is committed.

        The result is the earlier decision where its idempotency key was seen before. A turn waits
        for as long as it must; a report fails with LedgerUnavailable when it can't be kept now.
        """
        return self._put(decision)

    def give_feedback(self, feedback: Feedback) -> "Future[None]":
        """Keep what somebody says of a decision; done when it is committed.

        Fails with DecisionNotFound or LedgerUnavailable.
        """
        return self._put(feedback)

    def voiced(self, voiced: Voiced) -> "Future[None]":
        """Keep how a spoken turn went, once; done when it is committed.

        Fails with DecisionNotFound or LedgerUnavailable.
        """
        return self._put(voiced)

    def assess(self, assessment: Assessment) -> "Future[None]":
        """Keep what an agent says of itself. Fails with LedgerUnavailable."""
        return self._put(assessment)

    def stage(self, stage: Staged) -> None:
        """Keep a stage if there is room in the queue."""
        if self._recording:
            self._inbox.put_stage(stage)

    def run(self, work: Callable[[Any], T], *, reopen: bool = False) -> "Future[T]":
        """Do `work` with the writing connection, alone: readers wait meanwhile.

        Args:
            reopen: `work` replaces the file; it is opened anew afterwards.
        """
        job = Job(work, reopen)
        self._give(job)
        return job.future

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """See `Reader`."""
        return self._readers.rows(sql, parameters)

    async def read(self, work: Callable[[], T]) -> T:
        """`work`, which calls `rows`, beside the event loop."""
        return await in_daemon_thread(work, "ledger-reader")

    @property
    def status(self) -> LedgerStatus:
        """How recording stands."""
        problem = self._readers.problem
        return LedgerStatus(
            recording=problem is None,
            problem=problem.message if problem else "",
            hint=problem.hint if problem else "",
            waiting=self._inbox.waiting,
            capacity=self._capacity,
            dropped=self._inbox.dropped,
            set_aside=tuple(path.name for path in self._writer.set_aside),
        )

    @property
    def generation(self) -> int:
        """Changes with each commit of decisions or feedback: the key of what is computed once."""
        return self._writer.generation

    def _put(self, row: Decision | Feedback | Voiced | Assessment) -> "Future[Any]":
        entry = Entry(row)
        self._give(entry)
        return entry.future

    def _give(self, entry: Entry | Job) -> None:
        problem = CLOSED if self._inbox.closed.is_set() else self._readers.problem
        if problem and (not self._recording or not entry.patient):
            entry.future.set_exception(problem)
        else:
            self._inbox.put(entry)
