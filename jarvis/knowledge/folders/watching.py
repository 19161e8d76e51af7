"""Tells when something changed in a folder: by the system where it can, else by looking again."""

import threading
from collections.abc import Iterator
from pathlib import Path, PurePath

import psutil
import structlog

from jarvis.knowledge.folders.scanning import is_skipped

TICK_MS = 1000

STEP_MS = 200
"""Changes that follow each other more quickly are told together."""

NETWORK = ("nfs", "cifs", "smb", "fuse", "9p", "afp", "webdav", "ceph", "gluster", "vboxsf")
"""How the names of file systems begin whose changes, made elsewhere, the system doesn't tell."""

log = structlog.get_logger(__name__)


def ticks(folder: Path, stop: threading.Event) -> Iterator[bool]:
    """About once a second, and soon after a change: whether something changed. Ends when the folder
    is another one than at first, or gone, and when `stop` is set.

    Where the system can't watch it (too many folders, a strange disk), it never tells of a change.
    """
    import watchfiles

    first = _identity(folder)
    try:
        for changes in watchfiles.watch(
            folder,
            watch_filter=lambda change, path: is_relevant(path, folder),
            step=STEP_MS,
            rust_timeout=TICK_MS,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if stop.is_set() or first is None or _identity(folder) != first:
                return
            yield bool(changes)
    except (OSError, RuntimeError) as error:  # looking again now and then finds the changes
        log.info("folder_not_watched", cause=type(error).__name__)
    while not stop.wait(TICK_MS / 1000) and _identity(folder) == first is not None:
        yield False


def is_relevant(path: str, folder: Path) -> bool:
    """Whether a change at `path` can concern a document."""
    try:
        parts = PurePath(path).relative_to(folder).parts
    except ValueError:
        return True
    return not any(map(is_skipped, parts))


def is_remote(folder: Path) -> bool:
    """Whether a folder lies on a disk elsewhere, so that changes may come untold."""
    mounts = {part.mountpoint: part.fstype.lower() for part in psutil.disk_partitions(all=True)}
    mount = next((str(one) for one in (folder, *folder.parents) if str(one) in mounts), "")
    return mounts.get(mount, "").startswith(NETWORK)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        about = folder.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino
