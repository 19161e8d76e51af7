"""Follows one folder, in a thread of its own."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import structlog

from jarvis.errors import DocumentNotFound, JarvisError
from jarvis.knowledge.documents import Document
from jarvis.knowledge.folders.digests import Digests
from jarvis.knowledge.folders.left_out import LeftOut
from jarvis.knowledge.folders.planning import Changes, plan
from jarvis.knowledge.folders.scanning import Scan, Stamp, scan
from jarvis.knowledge.folders.watching import is_remote, ticks
from jarvis.knowledge.ingesting.files import MIB
from jarvis.knowledge.ingesting.names import shortened, visible
from jarvis.knowledge.ingesting.parts import Parts

LOCAL_SECONDS = 300.0
"""How often a folder is looked through although nothing was told of it."""

REMOTE_SECONDS = 30.0
"""How often, if changes may come untold."""

AWAY_SECONDS = 5.0
"""How often we look whether a folder is back."""

SETTLE_SECONDS = 1.0
"""A file that was written to so lately may not be complete."""

log = structlog.get_logger(__name__)


class Follower:
    """One watched folder.

    Args:
        endings: of files that can be read.
        wake: called when documents were handed in.
        drop: removes documents.

    Attributes:
        collection: where its files go.
        files: how many of them can be read, when it was last looked through.
        error: why it isn't followed now; None while it is.
    """

    def __init__(
        self,
        path: Path,
        collection: str,
        parts: Parts,
        endings: frozenset[str],
        left_out: LeftOut,
        wake: Callable[[], None],
        drop: Callable[..., None],
    ) -> None:
        self.path = path
        self.collection = collection
        self.files = 0
        self.error: JarvisError | None = None
        self._parts = parts
        self._own = parts.folder.resolve()
        self._endings = endings
        self._left_out = left_out
        self._wake = wake
        self._drop = drop
        self._digests = Digests(parts.settings.file_max_mib * MIB)
        self._awaited: frozenset[str] = frozenset()
        self._due = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="knowledge-folder", daemon=True)

    def start(self) -> None:
        """Follow the folder from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Follow it no more."""
        self._stop.set()

    def join(self) -> None:
        """Wait until it isn't followed any more, for a second or so."""
        if self._thread.is_alive():
            self._thread.join(1.0)

    def became_ready(self, document: Document) -> None:
        """The old documents of this file aren't needed any more, if there are any."""
        if document.sha256 in self._awaited:
            self.look_again()

    def look_again(self) -> None:
        """Look through the folder soon."""
        self._due = 0.0

    def _run(self) -> None:
        while not self._stop.is_set():
            every = REMOTE_SECONDS if is_remote(self.path) else LOCAL_SECONDS
            for changed in ticks(self.path, self._stop):
                if changed or time.monotonic() >= self._due:
                    self._due = time.monotonic() + every
                    self._follow()
            if not self._stop.is_set():
                self._follow()  # which says why it can't
                self._due = 0.0
                self._stop.wait(AWAY_SECONDS)

    def _follow(self) -> None:
        try:
            self.follow()
            error = None
        except JarvisError as refused:
            error = refused
        except Exception as broke:  # one folder, or one strange file in it; the others go on
            log.exception("folder_broke")
            error = JarvisError(f"The folder {self.path} can't be followed: {broke}.")
        if str(error) != str(self.error):
            self.error = error
            self._parts.version.bump()

    def follow(self) -> None:
        """Let the documents be what the folder's files are now.

        Raises:
            DocumentRefused: the folder can't be looked through; its documents stay.
            KnowledgeUnavailable: documents can't be stored now.
        """
        found = scan(self.path, self._endings, self._own, self._stop.is_set)
        if self._stop.is_set():
            return
        self.files = len(found.files)
        documents = self._documents(found)
        digests = self._digests_of(found.files, documents)
        changes = plan(digests, documents, partial(self._left_out.has, self.path))
        self._awaited = changes.awaited
        self._apply(changes, digests, found.files)

    def _documents(self, found: Scan) -> list[Document]:
        """The folder's documents, but for those that have a copy, which stay whatever happens to
        the file, and those whose files can't be looked at now.
        """
        return [
            one
            for one in self._parts.store.by_origin(str(self.path))
            if not self._parts.files.has(one.id)
            and (one.origin in found.files or found.covers(one.origin))
        ]

    def _digests_of(
        self, files: Mapping[str, Stamp], documents: list[Document]
    ) -> dict[str, str | None]:
        of_file: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            of_file[document.origin].append(document)
        digests: dict[str, str | None] = {}
        now = time.time()
        for path, stamp in files.items():
            if 0 <= now - stamp.modified / 1e9 < SETTLE_SECONDS:
                digests[path] = None
                self.look_again()
            elif not self._stop.is_set():
                digests[path] = self._digests.of(path, stamp, of_file[path])
            else:
                digests[path] = None
        self._digests.keep_only(list(files))
        return digests

    def _apply(
        self, changes: Changes, digests: Mapping[str, str | None], files: Mapping[str, Stamp]
    ) -> None:
        if changes.remove:
            try:
                self._drop(*changes.remove)
            except DocumentNotFound:  # a person was quicker; the rest goes next time
                self.look_again()
        for path in changes.add:
            if self._stop.is_set():
                return
            self._hand_in(path, files[path].bytes, digests[path] or "")
        if changes.add:
            log.info("folder_followed", new=len(changes.add), gone=len(changes.remove))
            self._wake()

    def _hand_in(self, path: str, size: int, digest: str) -> None:
        name = shown_name(path, self.path)
        self._parts.store.add(self.collection, name, size, digest, origin=path)


def shown_name(path: str, folder: Path) -> str:
    """What a file of a watched folder is called: its path inside it."""
    parts = Path(path).relative_to(folder).parts
    return shortened("/".join(visible(part) or "…" for part in parts))
