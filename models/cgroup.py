"""What a container leaves of the machine: the limits of this process's control groups.

Reads Linux's two layouts (cgroup v2, and v1 with one folder a controller) and knows nothing of
models. Elsewhere, and where nothing is limited, every answer is None.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

UNLIMITED = 2**60
"""Bytes. Version 1 writes "no limit" as a number near 2**63."""


def memory_limit(root: Path = Path("/")) -> tuple[int, int] | None:
    """Bytes that the tightest group may use, and how many of them are free; or None."""
    limits = []
    for group in _groups(root, "memory"):
        limit = _number(group / "memory.max") or _number(group / "memory.limit_in_bytes")
        if limit and limit < UNLIMITED:
            limits.append((limit, max(0, limit - _memory_used(group))))
    return min(limits, key=lambda limit: limit[1], default=None)


def cpu_limit(root: Path = Path("/")) -> float | None:
    """Processors' worth of time that this process may use, or None."""
    limits = []
    for group in _groups(root, "cpu"):
        quota, _, period = _read(group / "cpu.max").partition(" ")
        quota = quota or _read(group / "cpu.cfs_quota_us")
        period = period or _read(group / "cpu.cfs_period_us")
        if quota.isdecimal() and period.isdecimal():
            limits.append(int(quota) / int(period))
    return min(limits, default=None)


def _memory_used(group: Path) -> int:
    """Bytes in use, without the file cache that the kernel would give back first."""
    used = _number(group / "memory.current") or _number(group / "memory.usage_in_bytes")
    stat = dict(line.split(" ", 1) for line in _read(group / "memory.stat").splitlines())
    cache = stat.get("total_inactive_file") or stat.get("inactive_file") or "0"
    return max(0, used - int(cache))


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """The folders of this process's groups that may limit `controller`, nearest first."""
    for line in _read(root / "proc/self/cgroup").splitlines():
        _, controllers, group = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        mount = root / "sys/fs/cgroup" / (controller if controllers else "")
        path = PurePosixPath(group.lstrip("/"))
        yield from (mount / folder for folder in dict.fromkeys((path, *path.parents)))


def _number(path: Path) -> int:
    text = _read(path)
    return int(text) if text.isdecimal() else 0


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""
