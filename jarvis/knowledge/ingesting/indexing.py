"""Lets the vector index follow the store, in a thread of its own: nobody waits for it."""

import threading

import structlog

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.vectors import VectorIndex

RETRY_SECONDS = 30.0

log = structlog.get_logger(__name__)


class Indexing:
    """Brings the index up to date soon after `wake`; several calls at once cost one."""

    def __init__(self, index: VectorIndex) -> None:
        self._index = index
        self._wanted = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="knowledge-indexing", daemon=True)

    def start(self) -> None:
        """From now on."""
        self._thread.start()

    def wake(self) -> None:
        """Documents became ready, or were removed."""
        self._wanted.set()

    def close(self) -> None:
        """Finish what has begun, and no more."""
        self._closed = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            if self._closed:
                return
            self._wanted.clear()
            self._sync()

    def _sync(self) -> None:
        try:
            self._index.sync()
        except KnowledgeUnavailable as error:
            log.warning("index_not_synced", cause=error.message, hint=error.hint)
        except Exception:  # searches do without the index, and the next change tries again
            log.exception("index_not_synced")
