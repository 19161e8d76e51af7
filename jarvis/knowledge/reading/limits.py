"""What a worker may use of the machine. It sets the limits on itself, before it opens a file.

Windows has none of these; there the clock, which the other side holds, is the limit.
"""

import os
from contextlib import suppress

MIB = 1 << 20
WRITTEN_MAX = 8 * MIB
"""Of any file that is written: enough for Python's own caches, and nothing else writes."""


def confine(memory_mib: int) -> None:
    """For good: memory, the size of files written, no core dumps; and step behind everything."""
    if hasattr(os, "nice"):
        os.nice(19)
    _set("RLIMIT_AS", memory_mib * MIB)
    _set("RLIMIT_FSIZE", WRITTEN_MAX)
    _set("RLIMIT_CORE", 0)


def allow_seconds(seconds: float) -> None:
    """Processor time from now on; what outlives its parent in an endless loop ends by it."""
    used = os.times()
    _set("RLIMIT_CPU", int(used.user + used.system + seconds) + 2, keep_hard=True)


def _set(name: str, value: int, *, keep_hard: bool = False) -> None:
    try:
        import resource
    except ImportError:
        return
    which = getattr(resource, name, None)
    if which is None:
        return
    with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and doesn't take it
        _, hard = resource.getrlimit(which)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (most, hard if keep_hard else most))
