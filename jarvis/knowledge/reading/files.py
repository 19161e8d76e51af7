"""A file before it is opened: whether it is one, and how large.

Knows nothing of what is in it. Nothing is opened here: to open a pipe would wait for ever.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jarvis.knowledge.reading.refusals import Refused

MIB = 1 << 20


def look(path: Path, name: str, largest_mib: int) -> os.stat_result:
    """What the disk says of the file.

    Raises:
        Refused: it isn't an ordinary file, it is empty or larger than `largest_mib`, or it can't
            be reached.
    """
    with translated(name):
        state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise Refused("folder", name)
    if not stat.S_ISREG(state.st_mode):
        raise Refused("special", name)
    if state.st_size == 0:
        raise Refused("empty", name)
    if state.st_size > largest_mib * MIB:
        raise Refused("too_large", name, size=-(-state.st_size // MIB), limit=largest_mib)
    return state


def same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether nobody wrote into the file, or put another in its place, between two looks."""
    return (one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns) == (
        other.st_dev,
        other.st_ino,
        other.st_size,
        other.st_mtime_ns,
    )


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Say what the system says of a file in our words.

    Raises:
        Refused: for every OSError.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("gone", name) from error
    except IsADirectoryError as error:
        raise Refused("folder", name) from error
    except PermissionError as error:
        raise Refused("forbidden", name) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Refused("loop", name) from error
        raise Refused("unreadable", name, reason=error.strerror or type(error).__name__) from error
