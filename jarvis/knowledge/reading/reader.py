"""Reads one file at a time into text, whatever the file does."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.answers import checked, extract, understood
from jarvis.knowledge.reading.files import look, same, translated
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.wire import Message
from jarvis.knowledge.reading.workers import Workers

if TYPE_CHECKING:  # pydantic, which it brings, would be most of a worker's start
    from jarvis.knowledge_settings import KnowledgeSettings

WIDEST = 4
"""Bytes that a character takes at most, in UTF-8."""

HALF_WRITTEN = frozenset({"damaged", "crashed", "gone", "unreadable", "binary", "no_words"})
"""What a file may look like that changes while it is read."""


def _never() -> bool:
    return False


def _silent(_: float) -> None:
    """Nobody watches."""


class Reader:
    """Files → text. Safe from any thread; each call has a worker process to itself."""

    def __init__(self, settings: "KnowledgeSettings") -> None:
        self._settings = settings
        self._workers = Workers(settings.read_memory_mib)

    def read(
        self,
        path: Path,
        name: str,
        *,
        cancelled: Callable[[], bool] = _never,
        progress: Callable[[float], None] = _silent,
    ) -> Extract:
        """The file's text. Blocking; at most `read_seconds`.

        Args:
            name: what the person calls it; by its ending the form of plain text is told.
            cancelled: asked some twenty times a second.
            progress: told the share that is read, 0 to 1, of formats that have pages or sheets.

        Raises:
            Refused: it can't be read; its `kind` says why.
            ReadingCancelled: `cancelled` said so.
        """
        before = look(path, name, self._settings.file_max_mib)
        try:
            found = self._asked(path, name, cancelled, progress)
        except Refused as refusal:
            if refusal.kind in HALF_WRITTEN:
                _check_unchanged(path, name, before)
            raise
        _check_unchanged(path, name, before)
        return found

    def close(self) -> None:
        """End the worker that waits. Idempotent."""
        self._workers.close()

    def _asked(
        self,
        path: Path,
        name: str,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> Extract:
        text_max = WIDEST * self._settings.characters_max
        with understood(name, self._settings.read_seconds):
            answer, text = self._workers.ask(
                self._request(path, name), text_max, cancelled, progress
            )
            return extract(checked(answer), text)

    def _request(self, path: Path, name: str) -> Message:
        return {
            "path": str(path.absolute()),
            "name": name,
            "seconds": self._settings.read_seconds,
            "pages_max": self._settings.pages_max,
            "characters_max": self._settings.characters_max,
            "ocr": self._settings.ocr == "auto",
        }


def _check_unchanged(path: Path, name: str, before: os.stat_result) -> None:
    with translated(name):
        after = path.stat()
    if not same(before, after):
        raise Refused("changed", name)
