"""Nothing leaves the machine: seen from the kernel, where no library can hide anything."""

import ipaddress
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

pytestmark = [
    pytest.mark.namespace,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("strace"),
        reason="needs Linux, root and strace",
    ),
]


def alone(*command):
    """Run `command` in a network namespace with nothing but loopback."""
    bring_up = "ip link set lo up && exec " + " ".join(map(str, command))
    return subprocess.run(
        ["unshare", "--net", "sh", "-c", bring_up],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def strangers(trace: Path) -> list[str]:
    """Addresses beyond loopback that a traced program tried to reach."""
    found = re.findall(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"', trace.read_text())
    return [address for address in found if not ipaddress.ip_address(address).is_loopback]


@pytest.fixture(scope="module")
def chat(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    return alone(sys.executable, HERE / "isolated_chat.py", folder), folder / "trace"


def test_jarvis_starts_and_chats_where_only_loopback_exists(chat):
    result, _ = chat
    assert result.returncode == 0, result.stdout + result.stderr
    engine, _, answer = result.stdout.partition(" ")
    assert engine == "llama_cpp"
    assert answer.strip()


def test_jarvis_tries_to_reach_nobody(chat):
    _, trace = chat
    assert "127.0.0.1" in trace.read_text(), "the trace must have seen something"
    assert strangers(trace) == []


def test_an_attempt_would_be_seen(tmp_path):
    trace = tmp_path / "trace"
    knock = "import socket; socket.socket().connect_ex(('192.0.2.1', 80))"
    strace = ("strace", "-f", "-qq", "-e", "trace=connect", "-o", trace)
    alone(*strace, sys.executable, "-c", f'"{knock}"')
    assert strangers(trace) == ["192.0.2.1"]
