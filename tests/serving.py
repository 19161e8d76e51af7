"""A real Jarvis in a process of its own, for tests that talk to it as people and programs do."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

PATIENCE_SECONDS = 90


@dataclass
class Served:
    """A running Jarvis."""

    process: "subprocess.Popen[bytes]"
    url: str
    data_dir: Path

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/healthz", timeout=30) as response:
            return json.load(response)

    def log(self) -> list[dict[str, Any]]:
        lines = (self.data_dir / "logs" / "jarvis.log").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def wait_for(self, **wanted: str) -> dict[str, Any]:
        """Until /healthz says so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            health = self.health()
            if all(health[key] == value for key, value in wanted.items()):
                return health
            time.sleep(0.05)
        raise AssertionError(f"{health} never became {wanted}")

    def stop(self) -> int:
        """Ctrl-C; the exit code. No child may outlive it."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        assert not [child for child in children if child.is_running()]
        return code


@contextmanager
def served(
    data_dir: Path, *options: str, config: str = "", under: Sequence[str] = ()
) -> Iterator[Served]:
    """`jarvis serve` on a free port, until it answers; stopped, or killed, at the end.

    `under` is a command that runs it, such as strace.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    settings = data_dir / "test-config.toml"
    settings.write_text(config, "utf-8")
    output = (data_dir / "output.txt").open("wb")
    command = [*under, sys.executable, "-m", "jarvis", "serve", "--port", "0"]
    command += ["--data-dir", str(data_dir), "--config", str(settings), *options]
    process = subprocess.Popen(
        command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        yield Served(process, _url(process, data_dir), data_dir)
    finally:
        with suppress(ProcessLookupError):  # the whole session: killing strace frees its Jarvis
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        output.close()


def _url(process: "subprocess.Popen[bytes]", data_dir: Path) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        said = (data_dir / "output.txt").read_text("utf-8")
        assert process.poll() is None, said
        try:
            url: str = json.loads((data_dir / "jarvis.lock.json").read_text("utf-8"))["url"]
            urllib.request.urlopen(f"{url}/healthz", timeout=30).close()
        except (OSError, ValueError):
            time.sleep(0.05)
            continue
        return url
    raise AssertionError(f"Jarvis never answered: {said}")
