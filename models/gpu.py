"""The NVIDIA GPUs of this machine, read by NVML. Where there is no driver, there is no GPU.

Indexes count in the order of the PCI bus, as in nvidia-smi. CUDA itself puts the fastest card
first, unless `CUDA_DEVICE_ORDER=PCI_BUS_ID` is set.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psutil

_LIBRARY = "nvml.dll" if sys.platform == "win32" else "libnvidia-ml.so.1"


@dataclass(frozen=True, slots=True)
class Gpu:
    """One CUDA device. Memory in bytes; compute capability as (major, minor)."""

    index: int
    name: str
    memory_total: int
    memory_free: int
    compute_capability: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Gpus:
    """The devices that this process may use, the driver's version, and what could not be read."""

    devices: tuple[Gpu, ...] = ()
    driver: str = ""
    notes: tuple[str, ...] = ()


def detect_gpus() -> Gpus:
    """Read the GPUs of this machine; raises nothing."""
    try:
        with _nvml() as nvml:
            return read_gpus(nvml, os.environ.get("CUDA_VISIBLE_DEVICES"))
    except (OSError, ImportError):
        return Gpus(notes=("No NVIDIA driver was found.",))
    except Exception as exc:  # noqa: BLE001 - a broken driver must not keep Jarvis from starting
        return Gpus(notes=(f"An NVIDIA driver was found, but its GPUs can't be read: {exc}.",))


def read_gpus(nvml: Any, visible: str | None) -> Gpus:
    """The devices that `nvml` (the started module pynvml) knows and `visible` leaves.

    Args:
        visible: `CUDA_VISIBLE_DEVICES`; None is all.
    """
    uuids, found, notes = [], [], []
    for index in range(nvml.nvmlDeviceGetCount()):
        try:
            handle = nvml.nvmlDeviceGetHandleByIndex(index)
            uuids.append(nvml.nvmlDeviceGetUUID(handle))
            found.append(_gpu(nvml, handle, index))
        except nvml.NVMLError as exc:
            uuids += [""] * (index + 1 - len(uuids))
            notes.append(f"An NVIDIA driver was found, but GPU {index} can't be read: {exc}.")
    allowed = visible_indexes(visible, uuids)
    devices = tuple(gpu for gpu in found if gpu.index in allowed)
    return Gpus(devices, nvml.nvmlSystemGetDriverVersion(), tuple(notes))


def visible_indexes(visible: str | None, uuids: list[str]) -> frozenset[int]:
    """The indexes that `CUDA_VISIBLE_DEVICES` leaves; as in CUDA, a wrong entry ends the list."""
    if visible is None:
        return frozenset(range(len(uuids)))
    allowed: set[int] = set()
    for entry in (part.strip() for part in visible.split(",")):
        named = [index for index, uuid in enumerate(uuids) if entry and uuid.startswith(entry)]
        if entry.isdecimal() and int(entry) < len(uuids):
            named = [int(entry)]
        if len(named) != 1:
            break
        allowed.add(named[0])
    return frozenset(allowed)


def gpu_memory_used_by(pid: int) -> int:
    """Bytes of GPU memory that process `pid` and its children hold; 0 where nobody can say.

    Engines run in child processes, so they count. Inside a container NVML may hide processes.
    """
    try:
        children = psutil.Process(pid).children(recursive=True)
        with _nvml() as nvml:
            return sum(_held(nvml, {pid, *(child.pid for child in children)}))
    except Exception:  # noqa: BLE001 - a figure to show; no driver, no process and no right are 0
        return 0


@contextmanager
def _nvml() -> Iterator[Any]:
    """pynvml, started.

    Raises:
        OSError: there is no NVIDIA driver.
        ImportError: there is no pynvml.
        pynvml.NVMLError: the driver doesn't work.
    """
    # Importing pynvml costs more than reading the rest of the machine: look for the driver first.
    ctypes.CDLL(_LIBRARY)
    import pynvml

    pynvml.nvmlInit()
    try:
        yield pynvml
    finally:
        pynvml.nvmlShutdown()


def _gpu(nvml: Any, handle: Any, index: int) -> Gpu:
    memory = nvml.nvmlDeviceGetMemoryInfo(handle)
    major, minor = nvml.nvmlDeviceGetCudaComputeCapability(handle)
    return Gpu(index, nvml.nvmlDeviceGetName(handle), memory.total, memory.free, (major, minor))


def _held(nvml: Any, pids: set[int]) -> Iterator[int]:
    """Bytes that processes `pids` hold, one number a device and process."""
    for index in range(nvml.nvmlDeviceGetCount()):
        handle = nvml.nvmlDeviceGetHandleByIndex(index)
        for process in nvml.nvmlDeviceGetComputeRunningProcesses(handle):
            if process.pid in pids:
                yield process.usedGpuMemory or 0
