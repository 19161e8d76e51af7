"""What a folder holds that can be read. No link is followed, so that we neither leave the folder
nor go in circles; what is hidden, or made by programs for themselves, is skipped.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from jarvis.errors import DocumentRefused

MOST_FILES = 20_000

SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders of what programs keep for themselves."""

GONE = (
    "The folder {path} isn't there.",
    "Its documents stay as they are. It is followed again when it is back.",
)
UNREADABLE = ("The folder {path} can't be read: {reason}.", "Check its permissions.")
TOO_MANY = (
    f"The folder {{path}} holds more than {MOST_FILES:,} files that can be read.",
    "Watch the folders in it that matter, one by one.",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when a file does: bytes, and two times in nanoseconds since the epoch."""

    bytes: int
    modified: int
    changed: int

    @property
    def seconds(self) -> float:
        """When it was touched last, seconds since the epoch."""
        return max(self.modified, self.changed) / 1e9


@dataclass(frozen=True, slots=True)
class Scan:
    """A folder's files by their absolute paths, and the folders in it that couldn't be read."""

    files: Mapping[str, Stamp]
    unreadable: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether a file that isn't in `files` is gone."""
        return not any(PurePath(path).is_relative_to(folder) for folder in self.unreadable)


def scan(
    folder: Path, endings: frozenset[str], but: Path, stopped: Callable[[], bool] = lambda: False
) -> Scan:
    """Look through a folder, deeply.

    Args:
        endings: of the files that can be read, such as ".pdf".
        but: a folder that is left out, wherever it lies.
        stopped: asked now and then; the scan is worthless once it says so.

    Raises:
        DocumentRefused: the folder is gone, can't be read, or holds too many files.
    """
    files: dict[str, Stamp] = {}
    unreadable: list[str] = []
    waiting = [str(folder)]
    while waiting and not stopped():
        inside = waiting.pop()
        try:
            entries = list(_entries(inside))
        except OSError as error:
            if inside == str(folder):
                raise _refused(folder, error) from error
            unreadable.append(inside)
            continue
        waiting.extend(one.path for one in entries if _is_folder(one) and Path(one.path) != but)
        files.update(_stamped(entries, endings))
        if len(files) > MOST_FILES:
            raise DocumentRefused(TOO_MANY[0].format(path=folder), TOO_MANY[1])
    return Scan(files, tuple(unreadable))


def is_skipped(name: str) -> bool:
    """Whether a file or folder of that name is left out, with what is in it."""
    return name.startswith((".", "~$")) or name in SKIPPED


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (one for one in entries if not is_skipped(one.name) and not one.is_symlink())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _stamped(
    entries: list[os.DirEntry[str]], endings: frozenset[str]
) -> Iterator[tuple[str, Stamp]]:
    for entry in entries:
        if PurePath(entry.name).suffix.lower() not in endings:
            continue
        try:
            if entry.is_file(follow_symlinks=False):
                about = entry.stat(follow_symlinks=False)
                yield entry.path, Stamp(about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        except OSError:  # gone since
            continue


def _refused(folder: Path, error: OSError) -> DocumentRefused:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return DocumentRefused(GONE[0].format(path=folder), GONE[1])
    reason = error.strerror or str(error)
    return DocumentRefused(UNREADABLE[0].format(path=folder, reason=reason), UNREADABLE[1])
