"""Where to keep things while the disk is full or read-only: in memory, or a folder for a while."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Literal

from jarvis.errors import ConfigError

LEAST_BYTES = 1 << 20
"""With less room than this, a disk counts as full: a transaction must not end half written."""

TEMPORARY = (Path(gettempdir()), Path("/dev/shm"))  # noqa: S108 - a private folder is made in it
"""Where there may be room for a while; the second is memory, on Linux."""

Reason = Literal["full", "read-only"]


def no_room(folder: Path) -> Reason | None:
    """Why nothing can be written into an existing folder; None if it can."""
    if os.name == "posix" and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return "read-only"
    return "full" if shutil.disk_usage(folder).free < LEAST_BYTES else None


@contextmanager
def writable(data_dir: Path) -> Iterator[tuple[Path, Reason | None]]:
    """The data directory, or a temporary one where that has no room; with the reason.

    Raises:
        ConfigError: there is no room anywhere.
    """
    there = next(folder for folder in (data_dir, *data_dir.parents) if folder.exists())
    if (reason := no_room(there)) is None:
        yield data_dir, None
        return
    elsewhere = [folder for folder in TEMPORARY if folder.exists() and no_room(folder) is None]
    if not elsewhere:
        raise ConfigError(
            f"{data_dir} can't be written: the disk is {reason}.",
            "Make room, or choose another with --data-dir.",
        )
    with TemporaryDirectory(prefix="jarvis-", dir=elsewhere[0]) as folder:
        yield Path(folder), reason
