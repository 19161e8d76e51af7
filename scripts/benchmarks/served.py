"""A Jarvis in a process of its own, as a person starts it, with the times of its start.

`./scripts/serve` where the benchmark runs in the environment that it makes, `python -m jarvis
serve` in any other.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120
LOOK_EVERY_SECONDS = 0.02
MIB = 1 << 20


def command() -> list[str]:
    """How Jarvis is started here."""
    if Path(sys.prefix) == ROOT / ".venv":
        return [str(ROOT / "scripts" / "serve")]
    return [sys.executable, "-m", "jarvis", "serve"]


@dataclass(frozen=True, slots=True)
class Served:
    """A running Jarvis.

    Attributes:
        began: when the command was given, on `time.perf_counter`'s clock.
        listening_seconds: from the command to the first answer of /healthz.
    """

    process: "subprocess.Popen[bytes]"
    data_dir: Path
    url: str
    began: float
    listening_seconds: float

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def seconds(self) -> float:
        """Since the command."""
        return time.perf_counter() - self.began

    def health(self) -> dict[str, Any]:
        """What /healthz says."""
        return _health(self.url)

    def wait_for(self, look_every: float = 0.1, **wanted: str) -> dict[str, Any]:
        """Until /healthz says so; returns what it says."""
        for _ in _patiently(look_every):
            health = self.health()
            if all(health[key] == value for key, value in wanted.items()):
                return health
        raise TimeoutError(f"{health} never became {wanted}")

    def memory_mib(self) -> float:
        """What the process and its children hold in RAM, MiB (resident set size)."""
        return sum(member.memory_info().rss for member in self._family()) / MIB

    def processor_seconds(self) -> float:
        """What the process and its children have taken of the cores since their start."""
        times = [member.cpu_times() for member in self._family()]
        return sum(each.user + each.system for each in times)

    def _family(self) -> list[psutil.Process]:
        process = psutil.Process(self.process.pid)
        return [process, *process.children(recursive=True)]

    def log(self) -> list[dict[str, Any]]:
        """The lines of its log."""
        lines = (self.data_dir / "logs" / "jarvis.log").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]


@contextmanager
def served(
    *options: str, config: str = "", copied: Mapping[str, Path] | None = None
) -> Iterator[Served]:
    """Start Jarvis on a free port, with a new data directory; stop it at the end.

    Args:
        copied: folders that the data directory begins with, by their names in it.
    """
    with tempfile.TemporaryDirectory(prefix="jarvis-bench-") as folder:
        data_dir = Path(folder)
        for name, source in (copied or {}).items():
            shutil.copytree(source, data_dir / name)
            os.sync()  # lest the copy be written out under the clock
        settings = data_dir / "config.toml"
        settings.write_text(config, "utf-8")
        whole = [*command(), "--port", "0", "--data-dir", folder, "--config", str(settings)]
        with (data_dir / "output.txt").open("wb") as output:
            began = time.perf_counter()
            process = subprocess.Popen([*whole, *options], stdout=output, stderr=output)
            try:
                url = _until_it_listens(process, data_dir)
                yield Served(process, data_dir, url, began, time.perf_counter() - began)
            finally:
                _stop(process)


def _until_it_listens(process: "subprocess.Popen[bytes]", data_dir: Path) -> str:
    """Its address, which it writes down before it answers there."""
    for _ in _patiently(LOOK_EVERY_SECONDS):
        if process.poll() is not None:
            break
        try:
            url: str = json.loads((data_dir / "jarvis.lock.json").read_text("utf-8"))["url"]
            _health(url)
        except (OSError, ValueError):
            continue
        return url
    raise RuntimeError((data_dir / "output.txt").read_text("utf-8"))


def _health(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}/healthz", timeout=PATIENCE_SECONDS) as response:
        health: dict[str, Any] = json.load(response)
        return health


def _patiently(pause: float) -> Iterator[None]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(pause)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
