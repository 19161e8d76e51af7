import os
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from models import cgroup
from models.gpu import Gpu, read_gpus, visible_indexes
from models.hardware import (
    GIB,
    detect,
    gpu_memory_used_by,
    imagined,
    process_memory,
    read_processor,
)

UUIDS = ["GPU-aaaa-1", "GPU-aabb-2", "GPU-cccc-3"]


def test_this_machine_is_read(tmp_path: Path):
    hardware = detect(tmp_path / "not" / "there" / "yet")

    assert hardware.cpu
    assert 1 <= hardware.cores <= (psutil.cpu_count() or 1)
    assert 0 < hardware.memory_available <= hardware.memory_total <= psutil.virtual_memory().total
    assert 0 < hardware.disk_free <= psutil.disk_usage(str(tmp_path)).total
    assert hardware.gpus or hardware.notes, "a machine without GPUs says why"


def test_reading_creates_nothing(tmp_path: Path):
    detect(tmp_path / "data")

    assert not (tmp_path / "data").exists()


def test_memory_of_this_process_grows_with_what_it_holds():
    before = process_memory()
    held = bytearray(os.urandom(64 * 2**20))

    assert process_memory() - before > len(held) / 2


def test_a_process_that_is_gone_holds_no_gpu_memory():
    assert gpu_memory_used_by(2**22 + 1) == 0


def test_imagined_hardware_has_what_it_is_told():
    hardware = imagined((24, 12), 64, cores=16)

    assert [gpu.memory_total for gpu in hardware.gpus] == [24 * GIB, 12 * GIB]
    assert [gpu.index for gpu in hardware.gpus] == [0, 1]
    assert all(0 < gpu.memory_free < gpu.memory_total for gpu in hardware.gpus)
    assert hardware.memory_total == 64 * GIB
    assert hardware.cores == 16


INTEL = "processor\t: 0\nmodel name\t: Intel Core i5\nflags\t\t: fpu AVX2 fma\n\nflags\t: other\n"
ARM = "processor\t: 0\nBogoMIPS\t: 48.00\nFeatures\t: fp asimd crc32\nCPU implementer\t: 0x61\n"


def test_the_processor_of_a_pc(tmp_path: Path):
    (tmp_path / "cpuinfo").write_text(INTEL)

    assert read_processor(tmp_path / "cpuinfo") == (
        "Intel Core i5",
        frozenset({"fpu", "avx2", "fma"}),
    )


def test_the_processor_of_an_arm_board(tmp_path: Path):
    (tmp_path / "cpuinfo").write_text(ARM)
    name, features = read_processor(tmp_path / "cpuinfo")

    assert name, "ARM's kernels don't name the processor; the architecture stands in"
    assert features == {"fp", "neon", "crc32"}


def test_no_cpuinfo_is_no_features(tmp_path: Path):
    assert read_processor(tmp_path / "cpuinfo")[1] == frozenset()


@pytest.mark.parametrize(
    ("visible", "indexes"),
    [
        (None, {0, 1, 2}),
        ("", set()),
        ("-1", set()),
        ("0,2", {0, 2}),
        (" 1 ", {1}),
        ("1,7,0", {1}),
        ("GPU-cccc", {2}),
        ("GPU-aa", set()),
        ("GPU-aabb,0", {0, 1}),
        ("none", set()),
    ],
)
def test_cuda_visible_devices(visible: str | None, indexes: set[int]):
    assert visible_indexes(visible, UUIDS) == indexes


class BrokenGpu(Exception):
    """NVML's own error, as far as `read_gpus` knows it."""


def nvml(*, broken: int = -1) -> SimpleNamespace:
    """The part of pynvml that reads devices, for three cards of 8, 16 and 24 GiB."""

    def handle(index: int) -> int:
        if index == broken:
            raise BrokenGpu("GPU is lost")
        return index

    return SimpleNamespace(
        NVMLError=BrokenGpu,
        nvmlDeviceGetCount=lambda: 3,
        nvmlDeviceGetHandleByIndex=handle,
        nvmlDeviceGetUUID=lambda index: UUIDS[index],
        nvmlDeviceGetName=lambda index: f"Card {index}",
        nvmlDeviceGetMemoryInfo=lambda index: SimpleNamespace(
            total=(index + 1) * 8 * GIB, free=index * 8 * GIB
        ),
        nvmlDeviceGetCudaComputeCapability=lambda index: [8, index],
        nvmlSystemGetDriverVersion=lambda: "570.1",
    )


def test_gpus_are_read():
    gpus = read_gpus(nvml(), None)

    assert gpus.devices[2] == Gpu(2, "Card 2", 24 * GIB, 16 * GIB, (8, 2))
    assert (len(gpus.devices), gpus.driver, gpus.notes) == (3, "570.1", ())


def test_a_lost_gpu_is_a_note_and_leaves_the_others():
    gpus = read_gpus(nvml(broken=1), None)

    assert [gpu.index for gpu in gpus.devices] == [0, 2]
    assert "GPU 1 can't be read: GPU is lost" in gpus.notes[0]


def test_gpus_hidden_from_cuda_are_hidden_from_us_and_keep_their_index():
    assert [gpu.index for gpu in read_gpus(nvml(), "2").devices] == [2]


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_limits_of_a_container_of_cgroup_2(tmp_path: Path):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "0::/box/inner\n",
            "sys/fs/cgroup/box/memory.max": "4294967296\n",
            "sys/fs/cgroup/box/memory.current": "3221225472\n",
            "sys/fs/cgroup/box/memory.stat": "anon 1\ninactive_file 1073741824\n",
            "sys/fs/cgroup/box/inner/memory.max": "max\n",
            "sys/fs/cgroup/box/inner/cpu.max": "150000 100000\n",
            "sys/fs/cgroup/box/cpu.max": "max 100000\n",
        },
    )

    assert cgroup.memory_limit(root) == (4 * GIB, 2 * GIB), "file cache counts as free"
    assert cgroup.cpu_limit(root) == 1.5


def test_limits_of_a_container_of_cgroup_1(tmp_path: Path):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "5:cpu,cpuacct:/box\n4:memory:/box\n0::/\n",
            "sys/fs/cgroup/memory/box/memory.limit_in_bytes": "2147483648\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/box/memory.usage_in_bytes": "1073741824\n",
            "sys/fs/cgroup/cpu/box/cpu.cfs_quota_us": "200000\n",
            "sys/fs/cgroup/cpu/box/cpu.cfs_period_us": "100000\n",
        },
    )

    assert cgroup.memory_limit(root) == (2 * GIB, GIB)
    assert cgroup.cpu_limit(root) == 2.0


def test_no_limits_where_there_are_no_groups(tmp_path: Path):
    assert cgroup.memory_limit(tmp_path) is None
    assert cgroup.cpu_limit(tmp_path) is None
