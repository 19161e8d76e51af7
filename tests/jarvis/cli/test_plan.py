import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from jarvis.cli import app
from jarvis.cli.plan import measured_memory
from jarvis.errors import ConfigError
from jarvis.instance import hold

STARTER = "smollm2-135m-instruct-q4_1"


def run(*arguments: str, data_dir: Path) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(
        app, ["plan", *arguments, "--data-dir", str(data_dir)], catch_exceptions=False
    )
    assert result.exit_code == 0
    return result.stdout


def test_this_machine_has_at_least_the_starter(tmp_path: Path):
    planned = json.loads(run("--json", data_dir=tmp_path))
    last = planned["chat"][-1]

    assert (last["name"], last["devices"], last["on_disk"]) == (STARTER, [], True)
    assert all(model["on_disk"] for model in planned["chat"])
    assert planned["hardware"]["memory_total"] > 0


def test_imagined_hardware_takes_the_whole_catalogue(tmp_path: Path):
    planned = json.loads(run("--gpus", "24,12", "--ram", "64", "--json", data_dir=tmp_path))
    first = planned["chat"][0]

    assert first["engine"] == "vllm"
    assert first["devices"] == [0]
    assert not first["on_disk"]
    assert (
        sum(first["memory_bytes"][part] for part in ("weights", "kv_cache", "overhead"))
        == (first["memory_bytes"]["total"])
    )
    assert planned["embedding"]["devices"] == [1]
    assert planned["hardware"]["memory_total"] == 64 * 2**30


def test_zero_is_no_gpu(tmp_path: Path):
    planned = json.loads(run("--gpus", "0", "--ram", "16", "--json", data_dir=tmp_path))

    assert planned["hardware"]["gpus"] == []
    assert planned["chat"][0]["devices"] == []


@pytest.mark.parametrize("hardware", [("--gpus", "24,24"), ("--ram", "16"), ()])
def test_the_table_fits_80_columns_and_says_why(hardware: tuple[str, ...], tmp_path: Path):
    text = run(*hardware, data_dir=tmp_path)

    assert all(len(line) <= 80 for line in text.splitlines())
    assert "language model" in text
    assert "SmolLM2 135M" in text
    assert "On the processor" in text or "GPU" in text
    assert "Measured" not in text


@pytest.mark.parametrize(
    "wrong",
    [
        ("--gpus", "24,x"),
        ("--gpus", "-8"),
        ("--gpus", "nan"),
        ("--gpus", ","),
        ("--ram", "lots"),
        ("--ram", "inf"),
        ("--ram", "0"),
    ],
)
def test_a_size_that_is_none_is_named(wrong: tuple[str, str], tmp_path: Path):
    result = CliRunner().invoke(app, ["plan", *wrong, "--data-dir", str(tmp_path)])

    assert isinstance(result.exception, ConfigError)
    assert wrong[0] in result.exception.message
    assert "--ram 64" in result.exception.hint


@contextmanager
def server(body: bytes) -> Iterator[str]:
    """A Jarvis that answers `body` to GET /healthz, as far as the plan can tell."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz" else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_measured_memory_stands_beside_expected_while_jarvis_runs(tmp_path: Path):
    body = {"models": [{"name": STARTER, "memory_bytes": 2**30}, {"name": "loading"}]}

    with server(json.dumps(body).encode()) as url, hold(tmp_path, url):
        assert measured_memory(tmp_path) == {STARTER: 2**30}
        planned = json.loads(run("--json", data_dir=tmp_path))
        text = run(data_dir=tmp_path)

    assert planned["chat"][-1]["measured_bytes"] == 2**30
    assert "Measured" in text
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("body", [b"", b"[]", b'{"models": 3}', b'{"models": [{}]}', b"<html>"])
def test_an_answer_that_makes_no_sense_measures_nothing(body: bytes, tmp_path: Path):
    with server(body) as url, hold(tmp_path, url):
        assert measured_memory(tmp_path) == {}


def test_a_server_that_is_gone_measures_nothing(tmp_path: Path):
    assert measured_memory(tmp_path) == {}
    with hold(tmp_path, "http://127.0.0.1:9"):
        assert measured_memory(tmp_path) == {}
