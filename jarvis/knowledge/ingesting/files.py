"""The originals of documents, each in a folder of its own, named by the document's id.

The file in it is called "original", whatever it was called before, so that no name can do harm on
a disk. Beside it lies what is needed to hand it in again if the database is lost. A folder that
can't be finished or removed now is taken care of at the next start.
"""

import errno
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from jarvis.errors import DocumentRefused, KnowledgeUnavailable
from jarvis.knowledge.documents import Document
from jarvis.knowledge.ingesting.names import ending
from jarvis.knowledge.reading import Refused

ORIGINAL = "original"
ABOUT = "about.json"
INCOMING = "incoming-"
REMOVED = "removed-"
CHUNK = 1 << 20
MIB = 1 << 20

SPARE_BYTES = 64 * MIB
"""What a copy leaves on the disk, for the database to go on."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document was handed in as."""

    name: str
    collection: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file on our disk that no document owns yet."""

    folder: Path
    about: About
    bytes: int
    sha256: str


class Files:
    """The folder of originals; made when the first comes."""

    def __init__(self, folder: Path, file_max_mib: int) -> None:
        self._folder = folder
        self._most = file_max_mib * MIB
        self._live: set[Path] = set()
        self._lock = threading.Lock()

    @contextmanager
    def incoming(self, source: BinaryIO, name: str, collection: str) -> Iterator[Copy]:
        """A copy of `source` that is on the disk for good; dropped at the block's end unless it was
        kept.

        Raises:
            DocumentRefused: it is empty or too large, or there is no room.
            KnowledgeUnavailable: the disk can't be written.
        """
        with _translated():
            folder = self._new()
        try:
            with _translated():
                copy = self._copy(source, folder, About(name, collection))
            yield copy
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with self._lock:
                self._live.discard(folder)

    def keep(self, copy: Copy, document: str) -> None:
        """Let a copy be a document's original."""
        with _translated():
            copy.folder.rename(self._folder / document)
            _sync_folder(self._folder)

    def has(self, document: str) -> bool:
        """Whether a document has a copy."""
        return (self._folder / document).is_dir()

    @property
    def arriving(self) -> bool:
        """Whether something is being copied, so that a document may lack its copy for a moment."""
        return bool(self._live)

    def path(self, document: Document) -> Path:
        """Where a document's file is, whether it is there or not."""
        copy = self._folder / document.id / (ORIGINAL + ending(document.name))
        return Path(document.origin) if document.origin and not copy.exists() else copy

    def remove(self, document: str) -> None:
        """Delete a document's copy, if it has one.

        Raises:
            KnowledgeUnavailable: it can't be, and is still there.
        """
        doomed = self._folder / f"{REMOVED}{document}"
        with _translated():
            try:
                (self._folder / document).rename(doomed)
            except FileNotFoundError:
                return
        shutil.rmtree(doomed, ignore_errors=True)

    def note_collection(self, document: str, collection: str) -> None:
        """Remember that a document is in another collection now."""
        folder = self._folder / document
        if (about := _about(folder)) is not None:
            with _translated():
                _write_about(folder, About(about.name, collection))

    def sweep(self) -> None:
        """Finish what was being removed."""
        for folder in self._folders():
            if folder.name.startswith(REMOVED):
                shutil.rmtree(folder, ignore_errors=True)

    def strays(self, known: set[str]) -> Iterator[Copy]:
        """Copies that no document in `known` owns: the database was lost, or a kill came between
        copying and storing. Who takes one keeps it; of the rest, what wasn't acknowledged goes.
        """
        with self._lock:
            left = [folder for folder in self._folders() if folder not in self._live]
        for folder in left:
            if folder.name in known or folder.name.startswith(REMOVED):
                continue
            if (copy := _stray(folder)) is not None:
                yield copy
            if folder.name.startswith(INCOMING):
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [one for one in self._folder.iterdir() if one.is_dir()] if self._exists() else []

    def _exists(self) -> bool:
        return self._folder.is_dir()

    def _new(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock:
            folder = Path(tempfile.mkdtemp(prefix=INCOMING, dir=self._folder))
            self._live.add(folder)
        return folder

    def _copy(self, source: BinaryIO, folder: Path, about: About) -> Copy:
        size, digest = 0, hashlib.sha256()
        self._check_size(about.name, _promised(source))
        with (folder / (ORIGINAL + ending(about.name))).open("wb") as target:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                self._check_size(about.name, size)
                self._check_room(len(chunk))
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if not size:
            raise Refused("empty", about.name)
        _write_about(folder, about)
        return Copy(folder, about, size, digest.hexdigest())

    def _check_size(self, name: str, size: int) -> None:
        if size > self._most:
            raise Refused("too_large", name, size=-(-size // MIB), limit=self._most // MIB)

    def _check_room(self, size: int) -> None:
        if shutil.disk_usage(self._folder).free - size < SPARE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def digest_of(path: Path) -> str:
    """A file's SHA-256, hexadecimal.

    Raises:
        OSError
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _promised(source: BinaryIO) -> int:
    """How many bytes will come, where that can be told before."""
    if not source.seekable():
        return 0
    here = source.tell()
    behind = source.seek(0, os.SEEK_END)
    source.seek(here)
    return behind - here


def _stray(folder: Path) -> Copy | None:
    if (about := _about(folder)) is None:
        return None
    original = folder / (ORIGINAL + ending(about.name))
    try:
        return Copy(folder, about, original.stat().st_size, digest_of(original))
    except OSError:
        return None


def _about(folder: Path) -> About | None:
    try:
        return About(**orjson.loads((folder / ABOUT).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _write_about(folder: Path, about: About) -> None:
    with (folder / f"{ABOUT}.new").open("wb") as file:
        file.write(orjson.dumps(asdict(about)))
        file.flush()
        os.fsync(file.fileno())
    (folder / f"{ABOUT}.new").replace(folder / ABOUT)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Put names on the disk, where a folder can be opened for that (not on Windows)."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DocumentRefused(
                "There is no room on the disk for another document.",
                "Make room on it, then add the file again.",
            ) from error
        raise KnowledgeUnavailable(
            f"Documents can't be kept: {error.strerror or error}.",
            "Check that the data directory can be written.",
        ) from error
