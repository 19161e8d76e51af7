"""Files' digests, computed only where a file may have changed since it was last looked at."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from jarvis.knowledge.documents import Document
from jarvis.knowledge.folders.scanning import Stamp
from jarvis.knowledge.ingesting.files import digest_of

SLACK_SECONDS = 60.0
"""How far the clocks of a disk in the network may be from ours."""


class Digests:
    """The digests of a folder's files. For one thread.

    Args:
        most_bytes: a larger file isn't read; neither is an empty one. Their digests are made of
            path and stamp.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._known: dict[str, tuple[Stamp, str]] = {}

    def of(self, path: str, stamp: Stamp, documents: Sequence[Document]) -> str:
        """A file's digest.

        Args:
            documents: those that were made of this file before, oldest first.
        """
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            digest = _trusted(stamp, documents) or self._computed(path, stamp)
            known = self._known[path] = stamp, digest
        return known[1]

    def keep_only(self, paths: Sequence[str]) -> None:
        """Forget all others."""
        self._known = {path: self._known[path] for path in paths if path in self._known}

    def _computed(self, path: str, stamp: Stamp) -> str:
        if 0 < stamp.bytes <= self._most_bytes:
            try:
                return digest_of(Path(path))
            except OSError:  # whoever reads it will say why
                pass
        return hashlib.sha256(f"{path}\0{stamp}".encode("utf-8", "surrogatepass")).hexdigest()


def _trusted(stamp: Stamp, documents: Sequence[Document]) -> str:
    """The digest of the newest document, if the file wasn't touched since."""
    if not documents:
        return ""
    newest = documents[-1]
    untouched = stamp.seconds < newest.created - SLACK_SECONDS
    return newest.sha256 if untouched and stamp.bytes == newest.bytes else ""
