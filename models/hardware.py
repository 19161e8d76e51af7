"""What this machine has: GPUs (NVML), processor, memory and disk. Reads; decides nothing.

It runs at start-up, so it must be cheap: no subprocess, and no heavy import where there is no
NVIDIA driver.
"""

import ctypes
import os
import platform
import re
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import psutil

from models import cgroup
from models.gpu import Gpu, detect_gpus, gpu_memory_used_by

__all__ = [
    "GIB",
    "Gpu",
    "Hardware",
    "detect",
    "gpu_memory_used_by",
    "imagined",
    "nearest_existing",
    "process_memory",
    "read_processor",
]

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Hardware:
    """A machine, as far as placing models on it needs to know. Memory and disk in bytes.

    Attributes:
        cpu: the processor's name.
        cores: physical cores that this process may use.
        cpu_features: lower case, as the processor reports them: "avx2", "avx512f", "neon", …
        memory_total: RAM.
        memory_available: RAM that can be taken without swapping.
        disk_free: on the data directory's disk.
        notes: what could not be read, in words: "NVIDIA driver found, but NVML failed: …".
        driver: the NVIDIA driver's version; empty where there is none.
    """

    gpus: tuple[Gpu, ...]
    cpu: str
    cores: int
    cpu_features: frozenset[str]
    memory_total: int
    memory_available: int
    disk_free: int
    notes: tuple[str, ...] = ()
    driver: str = ""


def detect(data_dir: Path) -> Hardware:
    """Read this machine. What can't be read is left out and said in `notes`; nothing is raised."""
    gpus = detect_gpus()
    name, features = _macos_processor() if sys.platform == "darwin" else read_processor()
    total, available = _memory()
    return Hardware(
        gpus=gpus.devices,
        cpu=name,
        cores=_cores(),
        cpu_features=features,
        memory_total=total,
        memory_available=available,
        disk_free=psutil.disk_usage(str(nearest_existing(data_dir))).free,
        notes=gpus.notes,
        driver=gpus.driver,
    )


def imagined(
    gpus_gb: tuple[float, ...],
    ram_gb: float,
    *,
    cores: int = 8,
    disk_gb: float = 500.0,
    compute_capability: tuple[int, int] = (8, 6),
) -> Hardware:
    """A machine that isn't here, as it is a while after it was switched on.

    The desktop holds half a GiB of each GPU (a twentieth of a small one), the system a fifth of
    the RAM. Sizes are those on the box, which count in GiB.
    """
    gpus = tuple(
        Gpu(
            index=index,
            name=f"{gb:g} GB GPU",
            memory_total=int(gb * GIB),
            memory_free=int(gb * GIB - min(GIB / 2, gb * GIB / 20)),
            compute_capability=compute_capability,
        )
        for index, gb in enumerate(gpus_gb)
    )
    return Hardware(
        gpus=gpus,
        cpu="imagined",
        cores=cores,
        cpu_features=frozenset({"avx2"}),
        memory_total=int(ram_gb * GIB),
        memory_available=int(ram_gb * GIB * 0.8),
        disk_free=int(disk_gb * GIB),
    )


def process_memory() -> int:
    """Bytes of RAM that this process holds (resident set)."""
    return int(psutil.Process().memory_info().rss)


def read_processor(cpuinfo: Path = Path("/proc/cpuinfo")) -> tuple[str, frozenset[str]]:
    """The processor's name and features from Linux's `cpuinfo`; no features where it isn't."""
    try:
        text = cpuinfo.read_text(errors="replace").partition("\n\n")[0]
    except OSError:
        text = ""
    fields = dict(re.findall(r"^([^\t:]+?)\s*:\s*(.*)$", text, re.MULTILINE))
    features = fields.get("flags") or fields.get("Features") or ""
    # ARM's kernels call NEON by its architecture's name.
    known = {"neon" if name == "asimd" else name for name in features.lower().split()}
    name = fields.get("model name") or platform.processor() or platform.machine()
    return name, frozenset(known)


def _macos_processor() -> tuple[str, frozenset[str]]:
    """The same on macOS; Apple's own processors list no features, and all have NEON."""
    listed = f"{_sysctl('machdep.cpu.features')} {_sysctl('machdep.cpu.leaf7_features')}"
    features = listed.lower().split() or ["neon"]
    return _sysctl("machdep.cpu.brand_string"), frozenset(features)


def _sysctl(name: str) -> str:
    """A text that macOS's kernel knows by `name`; empty where it doesn't."""
    libc = ctypes.CDLL(None)
    buffer, size = ctypes.create_string_buffer(4096), ctypes.c_size_t(4096)
    failed = libc.sysctlbyname(name.encode(), buffer, ctypes.byref(size), None, 0)
    return "" if failed else buffer.value.decode(errors="replace")


def _cores() -> int:
    """Physical cores, as far as affinity and the container let this process use them."""
    logical = psutil.cpu_count() or 1
    physical = psutil.cpu_count(logical=False) or logical
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else logical
    cores = min(physical, ceil(allowed * physical / logical))
    return max(1, min(cores, ceil(cgroup.cpu_limit() or cores)))


def _memory() -> tuple[int, int]:
    """RAM and what is free of it, in bytes; in a container, of what the container may use."""
    memory, limited = psutil.virtual_memory(), cgroup.memory_limit()
    limit, free = limited or (memory.total, memory.available)
    return min(limit, memory.total), min(free, memory.available)


def nearest_existing(folder: Path) -> Path:
    """`folder`, or the nearest folder above it that is there."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
