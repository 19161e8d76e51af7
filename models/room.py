"""Pure: the memory that may be given to models, device by device, with a reserve kept back."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.hardware import Gpu, Hardware
from models.memory import GIB, MIB

CPU: tuple[int, ...] = ()
"""The devices of a model that runs on the processor."""


@dataclass(frozen=True, slots=True)
class Need:
    """Bytes that models still to be placed take at least, if they go to one GPU or to the RAM."""

    gpu: int = 0
    ram: int = 0


NOTHING = Need()


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that may still be taken: of the RAM, and of each GPU by its index.

    Attributes:
        totals: the GPUs' whole memory. A model on several GPUs takes the same share of each, not
            the same bytes: vLLM is told one `gpu_memory_utilization` for all of them.
    """

    ram: int
    gpus: dict[int, int] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)

    def largest_first(self, indexes: Iterable[int]) -> tuple[int, ...]:
        """GPU `indexes`, the one with most room first."""
        return tuple(sorted(indexes, key=lambda index: (-self.gpus[index], index)))

    def share(self, devices: tuple[int, ...], rest: Need = NOTHING) -> int:
        """Bytes that a model may take of the smallest of `devices`, so that `rest` has a place.

        Models on GPUs leave `rest` a place on a GPU, models in RAM leave it one in RAM.
        """
        if not devices:
            return self.ram - rest.ram
        elsewhere = (free for index, free in self.gpus.items() if index not in devices)
        if rest.gpu <= max(elsewhere, default=0):
            return self._share(devices)
        return max(self.without((host,), rest.gpu)._share(devices) for host in devices)

    def without(self, devices: tuple[int, ...], size: int) -> "Room":
        """What is left when a model of `size` bytes, all parts together, has gone to `devices`."""
        if not devices:
            return Room(self.ram - size, self.gpus, self.totals)
        scale = len(devices) * min(self.totals[index] for index in devices)
        taken = {index: -(-size * self.totals[index] // scale) for index in devices}
        gpus = {index: free - taken.get(index, 0) for index, free in self.gpus.items()}
        return Room(self.ram, gpus, self.totals)

    def _share(self, devices: tuple[int, ...]) -> int:
        least = min(self.totals[index] for index in devices)
        return min(self.gpus[index] * least // self.totals[index] for index in devices)


def room_of(hardware: Hardware) -> Room:
    """What `hardware` can give now."""
    return Room(
        ram=max(0, hardware.memory_available - ram_reserve(hardware)),
        gpus={gpu.index: max(0, gpu.memory_free - gpu_reserve(gpu)) for gpu in hardware.gpus},
        totals={gpu.index: gpu.memory_total for gpu in hardware.gpus},
    )


def ram_reserve(hardware: Hardware) -> int:
    """RAM kept back, bytes: for the rest of Jarvis (about 0.6 GiB) and other programs' growth."""
    return min(max(GIB, hardware.memory_total // 10), 4 * GIB)


def gpu_reserve(gpu: Gpu) -> int:
    """GPU memory kept back, bytes: for the desktop's growth and the allocator's gaps."""
    return max(256 * MIB, gpu.memory_total // 25)
