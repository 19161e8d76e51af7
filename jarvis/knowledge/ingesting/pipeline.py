"""Documents on their way: read and cut in two lanes, embedded here, stored while the next are
embedded. So the embedder, which takes nearly all the time, never waits for the rest.
"""

import threading
import time
from collections.abc import Callable, Sequence

import structlog

from jarvis.errors import JarvisError, KnowledgeUnavailable
from jarvis.knowledge.documents import Document
from jarvis.knowledge.ingesting.buffer import Portion
from jarvis.knowledge.ingesting.embedders import Embedders
from jarvis.knowledge.ingesting.lane import Lane
from jarvis.knowledge.ingesting.line import LARGE, SMALL, Line
from jarvis.knowledge.ingesting.parts import OnStage, Parts
from jarvis.knowledge.ingesting.pausing import Pausing
from jarvis.knowledge.ingesting.recovering import recover
from jarvis.knowledge.ingesting.reindexing import Reindexing
from jarvis.knowledge.ingesting.storing import Storing
from jarvis.knowledge.ingesting.vectors import Vectorizer

BATCH = 128
"""Pieces that are embedded together: enough for an engine to sort them by length."""

LARGE_BYTES = 1 << 20
"""From this size on, a document counts as large."""

LOOK_SECONDS = 0.2

BROKE = ("Reading documents broke.", "It is tried again by itself; the log says more.")

log = structlog.get_logger(__name__)


class Pipeline:
    """Four threads: two lanes, one that embeds, one that stores.

    Args:
        on_stage: told of each stage of each document that became ready.
        ready: told of each document that became ready.
        unsettled: told of a document whose file changed while it was read, or is gone.
        index_changed: told when vectors of documents are others.
    """

    def __init__(
        self,
        parts: Parts,
        embedders: Embedders,
        pausing: Pausing,
        on_stage: OnStage,
        ready: Callable[[Document], None],
        unsettled: Callable[[Document], None],
        index_changed: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._embedders = embedders
        self._index_changed = index_changed
        self.line = Line(parts, embedders, pausing, unsettled)
        self._vectorizer = Vectorizer(self.line.closing)
        self.reindexing = Reindexing(parts.store, embedders, self._vectorizer)
        self._lanes = (
            Lane(SMALL, self.line, lambda one: one.bytes < LARGE_BYTES),
            Lane(LARGE, self.line, lambda one: one.bytes >= LARGE_BYTES),
        )
        self._storing = Storing(parts, on_stage, ready)
        self._thread = threading.Thread(target=self._run, name="knowledge-embedding", daemon=True)

    def start(self) -> None:
        """Take up what was left unfinished."""
        self._thread.start()

    def wake(self) -> None:
        """There may be documents to take."""
        self._parts.version.bump()
        for lane in self._lanes:
            lane.wake()

    def embedder_changed(self) -> None:
        """Go on with it; passages may have to be embedded anew."""
        self.reindexing.begin()
        self.line.refresh()

    @property
    def busy(self) -> bool:
        """Whether anything is on its way, or waits to be."""
        idle = all(lane.idle for lane in self._lanes) and not self._parts.works
        return not idle or self._embedders.coming is not None

    def stop(self) -> None:
        """Begin no more."""
        self.line.close()
        self.wake()

    def join(self) -> None:
        """Wait until what was begun has stopped, for a second or so."""
        deadline = time.monotonic() + 1.0
        for thread in (self._thread, *(lane.thread for lane in self._lanes)):
            if thread.is_alive():
                thread.join(max(0.0, deadline - time.monotonic()))
        self._storing.close()

    def _run(self) -> None:
        while not self._attempt(lambda: recover(self._parts)) and self.line.rested():
            pass
        for lane in self._lanes:
            lane.thread.start()
        while self.line.may_go_on():
            self._attempt(self._step)

    def _attempt(self, work: Callable[[], None]) -> bool:
        """Whether it went well; if not, all rests for a while."""
        try:
            work()
        except JarvisError as error:
            self._rest(error)
        except Exception:  # documents wait, chat goes on, and it is tried again
            log.exception("knowledge_broke")
            self._rest(KnowledgeUnavailable(*BROKE))
        else:
            return True
        return False

    def _rest(self, error: JarvisError) -> None:
        self._storing.forget()
        self.line.rest(error)
        self.wake()

    def _step(self) -> None:
        portions = self.line.buffer.take(BATCH, 0.0 if self.reindexing.wanted else LOOK_SECONDS)
        if portions:
            self._embed(portions)
            return
        self._settle()
        if self.reindexing.wanted and self.reindexing.step():
            self._index_changed()

    def _embed(self, portions: Sequence[Portion]) -> None:
        """Embed a batch, while the one before is stored."""
        wanted = [portion for portion in portions if not portion.work.given_up]
        pieces = [piece for portion in wanted for piece in portion.pieces]
        began = time.monotonic()
        vectors, model = self._vectorizer.vectors(pieces, lambda: self._embedders.for_documents)
        seconds = time.monotonic() - began
        for portion in wanted:
            portion.work.took("embed", seconds * len(portion.pieces) / max(1, len(pieces)))
        self._settle()
        self._storing.begin(wanted, vectors, model)

    def _settle(self) -> None:
        """Wait until what was embedded before is stored."""
        if self._storing.settle():
            self.line.well()
