"""`jarvis serve --engine vllm` as a process. scripts/test-vllm has what it needs."""

import signal
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import openai
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.serving import Served, served

pytestmark = [pytest.mark.vllm, pytest.mark.timeout(900)]

CONFIG = """
[models]
context_length = 1024
max_sequences = 2

[engines.vllm]
enforce_eager = true
"""
PATIENCE_SECONDS = 600


@pytest.fixture(scope="module")
def starter() -> Path:
    folder = Path(sys.prefix) / "starter"
    if not folder.is_dir():
        pytest.skip("the starter isn't converted: run scripts/test-vllm")
    return folder


def has_settled(jarvis: Served) -> bool:
    return jarvis.health()["status"] != "starting"


def has_children(jarvis: Served) -> bool:
    return bool(psutil.Process(jarvis.process.pid).children())


def wait_until(true_of: Callable[[Served], bool], jarvis: Served) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true_of(jarvis):
        assert time.monotonic() < deadline, jarvis.health()
        time.sleep(0.2)


def stop(jarvis: Served) -> None:
    """Ctrl-C. The engine's processes go with Jarvis; they get a moment to notice."""
    children = psutil.Process(jarvis.process.pid).children(recursive=True)
    jarvis.process.send_signal(signal.SIGINT)
    assert jarvis.process.wait(timeout=60) == 0
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


def test_answers_and_leaves_nothing_behind(starter: Path, tmp_path: Path) -> None:
    with served(tmp_path, "--engine", "vllm", "--model", str(starter), config=CONFIG) as jarvis:
        wait_until(has_settled, jarvis)
        health = jarvis.health()
        assert health["status"] == "ready", health
        assert [model["engine"] for model in health["models"]] == ["vllm"]
        with openai.OpenAI(base_url=f"{jarvis.url}/v1", api_key="none") as client:
            answer = client.chat.completions.create(
                model=health["models"][0]["name"],
                messages=[{"role": "user", "content": "Say hello."}],
                max_tokens=16,
            )
        assert answer.choices[0].message.content
        assert answer.usage is not None
        assert 0 < answer.usage.completion_tokens <= 16
        with urllib.request.urlopen(f"{jarvis.url}/metrics") as response:
            scraped = text_string_to_metric_families(response.read().decode())
        tokens = {family.name: family for family in scraped}["vllm:generation_tokens"]
        assert sum(sample.value for sample in tokens.samples if sample.name.endswith("_total")) > 0
        assert has_children(jarvis), "the engine's core runs in a process of its own"
        stop(jarvis)


def test_stops_while_the_engine_still_starts(starter: Path, tmp_path: Path) -> None:
    with served(tmp_path, "--engine", "vllm", "--model", str(starter), config=CONFIG) as jarvis:
        wait_until(has_children, jarvis)
        stop(jarvis)
