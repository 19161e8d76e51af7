"""How far the documents are that are being read now. In memory only; the store has the rest."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jarvis.knowledge.documents import Document, Status

READ_SHARE = 0.1
"""How much of the way is done once a file is read; the rest is embedding."""

SMOOTHING = 0.3
"""What the newest pace counts for."""


@dataclass(slots=True, eq=False)
class Work:
    """A document that is being read.

    Attributes:
        read: how much of its file, 0 to 1.
        pieces: how many there will be, as far as that is known; 0 before.
        done: how many of them are stored.
        note: what was left out of it.
        given_up: nobody wants it any more, or not now.
        seconds: what each stage took.
    """

    document: Document
    read: float = 0.0
    pages: int = 0
    pieces: int = 0
    done: int = 0
    note: str = ""
    given_up: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _pace: float | None = None
    _last: float = field(default_factory=time.monotonic)

    def took(self, stage: str, seconds: float) -> None:
        """A part of a stage is done."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def begins_embedding(self, pieces: int, done: int) -> None:
        """The file is read; so many pieces come, and so many are stored from before."""
        self.read, self.pieces, self.done = 1.0, pieces, done
        self._last = time.monotonic()

    def stored(self, pieces: int) -> None:
        """So many pieces more are stored."""
        now = time.monotonic()
        if pieces:
            pace = (now - self._last) / pieces
            old = pace if self._pace is None else self._pace
            self._pace = old + SMOOTHING * (pace - old)
        self._last = now
        self.done += pieces

    @property
    def progress(self) -> float:
        """0 to 1, but never quite 1."""
        embedded = self.done / self.pieces if self.pieces else 0.0
        return min(0.99, READ_SHARE * self.read + (1 - READ_SHARE) * embedded)

    @property
    def seconds_left(self) -> float | None:
        """None while the pace isn't known."""
        return None if self._pace is None else max(0, self.pieces - self.done) * self._pace


class Works:
    """The documents that are being read, by id. Safe from any thread.

    Args:
        changed: called when one moves on.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.changed = changed
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}

    def begin(self, document: Document) -> Work | None:
        """Take a document on; None if somebody has."""
        with self._lock:
            if document.id in self._works:
                return None
            work = self._works[document.id] = Work(document)
        self.changed()
        return work

    def end(self, work: Work) -> None:
        """It is ready, or failed, or given up."""
        with self._lock:
            if self._works.get(work.document.id) is work:
                del self._works[work.document.id]
        self.changed()

    def cancel(self, document: str) -> None:
        """Give a document up, if it is being read."""
        with self._lock:
            if (work := self._works.pop(document, None)) is not None:
                work.given_up = True

    def cancel_all(self) -> None:
        """Give all up."""
        with self._lock:
            for work in self._works.values():
                work.given_up = True
            self._works.clear()

    def shown(self, document: Document, waits_for: str) -> Document:
        """A document as it stands now.

        Args:
            waits_for: what all queued documents wait for; "" if for their turn.
        """
        if document.status not in (Status.QUEUED, Status.READING):
            return document
        if (work := self._works.get(document.id)) is None:
            return replace(document, hint=waits_for) if waits_for else document
        return replace(
            document,
            status=Status.READING,
            progress=max(document.progress, work.progress),
            pages=max(document.pages, work.pages),
            seconds_left=work.seconds_left,
            hint=waits_for,
        )

    def __len__(self) -> int:
        return len(self._works)
