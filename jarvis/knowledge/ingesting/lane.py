"""Takes documents one by one, oldest first, reads them and cuts them into portions of pieces.

There are two lanes, of small documents and of large ones, so that a note doesn't wait until a book
is read.
"""

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

import structlog

from jarvis.errors import DocumentNotFound, KnowledgeUnavailable
from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Document, Extract, Piece, Status
from jarvis.knowledge.ingesting.buffer import Portion
from jarvis.knowledge.ingesting.line import Line
from jarvis.knowledge.ingesting.progress import Work
from jarvis.knowledge.reading import ReadingCancelled, Refused

PORTION = 32
"""Pieces that go into the buffer together."""

AHEAD = 512
"""Pieces that are cut at once, to count them; of a longer text, their number is estimated."""

BROKEN = ("This document can't be read: something in Jarvis broke.", "The log says more.")

UNSETTLED = frozenset({"changed", "gone"})
"""Why a file couldn't be read that may have been replaced meanwhile."""

log = structlog.get_logger(__name__)


class Lane:
    """One thread.

    Args:
        name: one of the line's lanes.
        mine: which documents it takes.
    """

    def __init__(self, name: str, line: Line, mine: Callable[[Document], bool]) -> None:
        self._name = name
        self._line = line
        self._parts = line.parts
        self._mine = mine
        self._waiting: deque[Document] = deque()
        self._woken = threading.Event()
        self._woken.set()
        self._idle = False
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to take."""
        return self._idle and not self._woken.is_set()

    def wake(self) -> None:
        """There may be something to take; or all shall stop."""
        self._woken.set()

    def _run(self) -> None:
        while not self._line.closing.is_set():
            try:
                document = self._next()
                if document is not None and self._line.may_go_on():
                    self._take(document)
            except KnowledgeUnavailable as error:
                self._line.rest(error)
                self._woken.set()

    def _next(self) -> Document | None:
        """The next of the list that was made last; of a new list, if that is done."""
        if not self._waiting:
            self._idle = True
            self._woken.wait()
            self._idle = False
            if not self._line.rested():
                return None
            self._woken.clear()
            self._waiting.extend(filter(self._mine, self._parts.store.unfinished()))
        return self._waiting.popleft() if self._waiting else None

    def _take(self, document: Document) -> None:
        """Whatever one document does, the others are read."""
        if (work := self._begin(document)) is None:
            return
        try:
            self._prepare(work)
        except ReadingCancelled:
            self._parts.works.end(work)
        except DocumentNotFound:
            self._parts.works.cancel(document.id)
        except Refused as refused:
            self._fail(work, refused.message, refused.hint)
            if refused.kind in UNSETTLED:
                self._line.unsettled(document)
        except KnowledgeUnavailable:
            raise
        except Exception:
            log.exception("document_broke", document=document.id)
            self._fail(work, *BROKEN)

    def _begin(self, document: Document) -> Work | None:
        """Take a document on, unless somebody has, or removed or finished it meanwhile; or unless
        its copy is only just being put in place, after which we are woken.
        """
        try:
            document = self._parts.store.document(document.id)
        except DocumentNotFound:
            return None
        if document.status not in (Status.QUEUED, Status.READING):
            return None
        files = self._parts.files
        if files.arriving and not document.origin and not files.has(document.id):
            return None
        return self._parts.works.begin(document)

    def _prepare(self, work: Work) -> None:
        document, settings = work.document, self._parts.settings
        self._line.wait_for_people(work)
        extract = self._read(work, self._parts.files.path(document))
        pieces, count = counted(cut(extract, settings.piece_characters), len(extract.text))
        if not count:
            raise Refused("no_words", document.name)
        work.pages, work.note = len(extract.pages), extract.note
        done = self._resume(work, count, f"{settings.piece_characters}\n{extract.text}")
        work.begins_embedding(count, done)
        self._hand_on(work, islice(pieces, done, None), done)

    def _read(self, work: Work, path: Path) -> Extract:
        began = time.monotonic()

        def progress(share: float) -> None:
            work.read = share
            self._parts.version.bump()

        extract = self._parts.reader.read(
            path, work.document.name, cancelled=lambda: self._line.stopped(work), progress=progress
        )
        work.took("read", time.monotonic() - began)
        return extract

    def _resume(self, work: Work, count: int, identity: str) -> int:
        """Note that a document is being read. Returns how many pieces are stored from before."""
        document = work.document.id
        embedder = self._line.embedders.for_documents
        self._parts.store.reading(
            document,
            pages=work.pages,
            pieces=count,
            text_sha256=hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
            model=embedder.name if embedder else "",
        )
        return self._parts.store.indexed(document)

    def _hand_on(self, work: Work, pieces: Iterator[Piece], first: int) -> None:
        while portion := list(islice(pieces, PORTION)):
            self._line.wait_for_people(work)
            self._line.buffer.put(Portion(self._name, work, first, portion))
            first += len(portion)
            if self._line.stopped(work):
                return
        self._line.buffer.put(Portion(self._name, work, first, (), last=True))

    def _fail(self, work: Work, error: str, hint: str) -> None:
        try:
            self._parts.store.failed(work.document.id, error, hint)
            log.info("document_failed", document=work.document.id, bytes=work.document.bytes)
        except DocumentNotFound:
            log.debug("document_gone", document=work.document.id)
        finally:
            self._parts.works.end(work)


def counted(pieces: Iterator[Piece], characters: int) -> tuple[Iterator[Piece], int]:
    """The pieces of a text, and how many they are: as many as the first ones let expect, where they
    are more than `AHEAD`.
    """
    begun = list(islice(pieces, AHEAD))
    if len(begun) < AHEAD:
        return iter(begun), len(begun)
    return chain(begun, pieces), max(AHEAD, round(AHEAD * characters / begun[-1].end))
