"""Which files of watched folders a person removed from the documents, as they were then.

Kept as digests, so that the names of what was removed aren't.
"""

import hashlib
import threading
from pathlib import Path

import orjson

from jarvis.errors import KnowledgeUnavailable


class LeftOut:
    """A small file beside the database. Safe from any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._marks: dict[str, list[str]] | None = None

    def has(self, folder: Path, path: str, digest: str) -> bool:
        """Whether a file of a folder was left out as it is now."""
        with self._lock:
            return _mark(path, digest) in self._read().get(_mark(str(folder)), ())

    def add(self, folder: Path, path: str, digest: str) -> None:
        """Leave a file out until it changes.

        Raises:
            KnowledgeUnavailable: that can't be noted.
        """
        with self._lock:
            marks, of_folder = self._read(), _mark(str(folder))
            self._write({**marks, of_folder: [*marks.get(of_folder, ()), _mark(path, digest)]})

    def forget(self, folder: Path) -> None:
        """Leave out nothing of a folder any more.

        Raises:
            KnowledgeUnavailable: that can't be noted.
        """
        with self._lock:
            marks, of_folder = self._read(), _mark(str(folder))
            if of_folder in marks:
                self._write({key: some for key, some in marks.items() if key != of_folder})

    def _read(self) -> dict[str, list[str]]:
        if self._marks is None:
            try:
                self._marks = dict(orjson.loads(self._file.read_bytes()))
            except (OSError, ValueError, TypeError):  # not there; at worst, files come back
                self._marks = {}
        return self._marks

    def _write(self, marks: dict[str, list[str]]) -> None:
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(orjson.dumps(marks))
            new.replace(self._file)
        except OSError as error:
            raise KnowledgeUnavailable(
                f"What was removed can't be noted: {error.strerror or error}.",
                "Check that the data directory can be written.",
            ) from error
        self._marks = marks


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
