"""What the threads that take documents in have in common: whether to go on, and what is the matter.

When nothing can be stored or embedded, all that is in flight is given up, and taken up again from
the store a little later, as after a kill. So there is one way to recover, whatever happened.
"""

import threading
import time
from collections.abc import Callable

import structlog

from jarvis.errors import JarvisError
from jarvis.knowledge.documents import Document
from jarvis.knowledge.ingesting.buffer import LOOK_SECONDS, Buffer
from jarvis.knowledge.ingesting.embedders import Embedders
from jarvis.knowledge.ingesting.parts import Parts
from jarvis.knowledge.ingesting.pausing import Pausing
from jarvis.knowledge.ingesting.progress import Work

RETRY_SECONDS = 15.0

SMALL, LARGE = "knowledge-small", "knowledge-large"
"""The lanes."""

BUFFERED = 256
"""Pieces that lie ready in each lane: some seconds of a quick embedder, and 0.25 MB of text."""

WAITS = "Waits for the embedding model."

log = structlog.get_logger(__name__)


class Line:
    """Safe from any thread.

    Args:
        unsettled: told of a document whose file changed while it was read, or is gone.

    Attributes:
        closing: set for good once all shall stop.
        error: why nothing goes on now; None while all is well.
    """

    def __init__(
        self,
        parts: Parts,
        embedders: Embedders,
        pausing: Pausing,
        unsettled: Callable[[Document], None],
    ) -> None:
        self.parts = parts
        self.embedders = embedders
        self.buffer = Buffer((SMALL, LARGE), BUFFERED)
        self.unsettled = unsettled
        self.closing = threading.Event()
        self.error: JarvisError | None = None
        self._pausing = pausing
        self._changed = threading.Condition()
        self._rests_until = 0.0

    def may_go_on(self) -> bool:
        """Wait until there is an embedder and nothing is the matter; False once all shall stop."""
        while self.rested() and self.embedders.for_documents is None:
            self.embedders.wait(LOOK_SECONDS)
        return not self.closing.is_set()

    def rested(self) -> bool:
        """Wait until nothing is the matter; False once all shall stop."""
        with self._changed:
            while (left := self._rests_until - time.monotonic()) > 0 and not self.closing.is_set():
                self._changed.wait(left)
        return not self.closing.is_set()

    def rest(self, error: JarvisError) -> None:
        """Give up what is in flight, and go on in a while."""
        if self.closing.is_set():
            return
        log.warning("documents_wait", cause=error.message, hint=error.hint)
        with self._changed:
            self.error = error
            self._rests_until = time.monotonic() + RETRY_SECONDS
        self.parts.works.cancel_all()
        self.buffer.clear()
        self.parts.version.bump()

    def well(self) -> None:
        """Something was embedded and stored."""
        if self.error is not None:
            self.error = None
            self.parts.version.bump()

    def refresh(self) -> None:
        """There is another embedder: try now."""
        with self._changed:
            self._rests_until = 0.0
            self._changed.notify_all()

    def close(self) -> None:
        """Stop all."""
        self.closing.set()
        self.parts.works.cancel_all()
        self.buffer.clear()
        with self._changed:
            self._changed.notify_all()

    def wait_for_people(self, work: Work) -> None:
        """Hold a document up while people wait for answers."""
        self._pausing.wait_open(lambda: self.stopped(work))

    def stopped(self, work: Work) -> bool:
        """Whether a document isn't wanted any more, or not now."""
        return work.given_up or self.closing.is_set()

    def waits_for(self) -> str:
        """What documents wait for, one sentence; "" if for their turn."""
        if self.error is not None:
            return self.error.message
        return WAITS if self.embedders.for_documents is None else ""
