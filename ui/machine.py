"""The machine as it is now: processor, memory, GPUs, disk. Reads; draws nothing."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from models import hardware
from models.hardware import Hardware

FRESH_SECONDS = 2.0
"""For so long a reading is handed to whoever asks: every open window does."""


@dataclass(frozen=True, slots=True)
class MachineNow:
    """A reading.

    Attributes:
        busy: share of the processor's time that was used since the reading before, 0 to 1.
        process_bytes: RAM that Jarvis holds.
    """

    busy: float
    process_bytes: int
    hardware: Hardware


class Machine:
    """Reads the machine, at most every two seconds. From any thread.

    Args:
        data_dir: whose disk is meant.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._times = _processor_times()
        self._read_at = 0.0
        self._now: MachineNow | None = None

    def now(self) -> MachineNow:
        """The latest reading. Blocks for as long as the GPUs' driver takes to answer."""
        with self._lock:
            if self._now is None or time.monotonic() - self._read_at > FRESH_SECONDS:
                self._now = self._read()
                self._read_at = time.monotonic()
            return self._now

    def _read(self) -> MachineNow:
        before, self._times = self._times, _processor_times()
        used, all_ = (now - then for now, then in zip(self._times, before, strict=True))
        busy = min(1.0, max(0.0, used / all_)) if all_ > 0 else 0.0
        return MachineNow(busy, hardware.process_memory(), hardware.detect(self._data_dir))


def _processor_times() -> tuple[float, float]:
    """Seconds of all cores since the machine was started: used, and all of them.

    `psutil.cpu_percent` would remember the reading before by thread, and each of ours is new.
    """
    times = psutil.cpu_times()
    # Linux counts a guest's time in "user" as well.
    all_ = sum(times) - getattr(times, "guest", 0) - getattr(times, "guest_nice", 0)
    return all_ - times.idle - getattr(times, "iowait", 0), all_
