"""The machine that measured, in one line, and how busy others kept it meanwhile."""

import os
import platform
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from models.hardware import GIB, detect

PACKAGES = ("gradio", "fastapi", "xllamacpp")


@dataclass(frozen=True, slots=True)
class Machine:
    """What figures depend on."""

    cpu: str
    cores: int
    memory_gib: float
    gpus: tuple[str, ...]
    system: str
    python: str
    packages: dict[str, str]

    def __str__(self) -> str:
        gpus = ", ".join(self.gpus) or "no GPU"
        packages = ", ".join(f"{name} {number}" for name, number in self.packages.items())
        return (
            f"{self.cpu}, {self.cores} cores, {self.memory_gib:.0f} GiB RAM, {gpus}; "
            f"{self.system}, Python {self.python}, {packages}"
        )


def this_machine() -> Machine:
    """Read it."""
    hardware = detect(Path(tempfile.gettempdir()))
    return Machine(
        cpu=hardware.cpu,
        cores=hardware.cores,
        memory_gib=hardware.memory_total / GIB,
        gpus=tuple(gpu.name for gpu in hardware.gpus),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        packages={name: version(name) for name in PACKAGES},
    )


def load() -> float:
    """Programs that wanted to run, averaged over the last minute; 0 where it isn't known."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
