import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jarvis.cli import app
from jarvis.doctor import Facts, Finding, chat_works, declared_packages, diagnose
from models.catalogue import catalogue
from models.hardware import GIB, imagined

CARDS = {card.name: card for card in catalogue()}
PIPER = ("en-us-ljspeech-medium", "es-es-davefx-medium")
VOICE_ENGINES = ("faster_whisper", "pocketsphinx", "piper", "espeak")
STARTER = CARDS["smollm2-135m-instruct-q4_1"]
VOICE = (CARDS["whisper-base"], *(CARDS[f"piper-{name}"] for name in PIPER))
VOICE_STARTERS = (CARDS["pocketsphinx-en-us"], CARDS["espeak-ng"])

WELL = Facts(
    python=(3, 11, 7),
    packages={"fastapi": "0.1", "gradio": "6.0"},
    engines=dict.fromkeys(("llama_cpp", "vllm", *VOICE_ENGINES)),
    hardware=imagined((24,), 32),
    llama_uses_gpus=False,
    known=tuple(CARDS.values()),
    models=(STARTER, *VOICE),
    starter=STARTER,
    data_dir=Path("data"),
    data_dir_writable=True,
)
BROKEN_DRIVER = "An NVIDIA driver was found, but its GPUs can't be read: version mismatch."


def run(*arguments: str, data_dir: Path) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(
        app, ["doctor", *arguments, "--data-dir", str(data_dir)], catch_exceptions=False
    )


def bad(facts: Facts) -> list[Finding]:
    return [finding for finding in diagnose(facts) if finding.status != "ok"]


def test_a_machine_that_is_well_has_no_complaint():
    assert bad(WELL) == []
    assert chat_works(diagnose(WELL))


def test_all_is_well_here_and_nothing_was_written(tmp_path: Path):
    result = run(data_dir=tmp_path / "data")

    assert result.exit_code == 0
    assert "✓ ok" in result.stdout
    assert "SmolLM2 135M" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert not (tmp_path / "data").exists()


def test_json_names_every_declared_package(tmp_path: Path):
    findings = json.loads(run("--json", data_dir=tmp_path).stdout)
    found = {finding["name"]: finding for finding in findings}

    assert set(declared_packages()) <= set(found)
    assert found["fastapi"]["status"] == "ok"
    assert set(found["chat"]) == {"name", "status", "detail", "fix"}


def test_loading_lets_the_starter_answer_a_word(tmp_path: Path):
    findings = json.loads(run("--load", "--json", data_dir=tmp_path).stdout)

    assert findings[-1]["name"] == "loading"
    assert findings[-1]["status"] == "ok"
    assert findings[-1]["detail"].startswith("SmolLM2 135M says '")


@pytest.mark.parametrize(
    ("facts", "name", "status", "fix"),
    [
        (replace(WELL, python=(3, 10, 1)), "python", "missing", "Python 3.11"),
        (replace(WELL, packages={"gradio": None}), "gradio", "missing", "./scripts/serve"),
        (
            replace(WELL, hardware=replace(imagined((), 32), cpu_features=frozenset({"sse2"}))),
            "processor",
            "warning",
            "jarvis plan",
        ),
        (
            replace(WELL, hardware=replace(imagined((), 32), notes=(BROKEN_DRIVER,))),
            "gpu",
            "warning",
            "nvidia-smi",
        ),
        (
            replace(WELL, engines={"llama_cpp": None, "vllm": ("vLLM isn't installed.", "Do.")}),
            "gpu engine",
            "warning",
            "installs vLLM",
        ),
        (
            replace(WELL, hardware=replace(WELL.hardware, memory_available=GIB)),
            "memory",
            "warning",
            "Close",
        ),
        (
            replace(WELL, hardware=replace(WELL.hardware, disk_free=GIB)),
            "disk",
            "warning",
            "--data-dir",
        ),
        (replace(WELL, data_dir_writable=False), "data", "missing", "--data-dir"),
        (replace(WELL, models=()), "starter", "warning", "./scripts/serve"),
        (replace(WELL, models=()), "chat", "missing", "./scripts/serve"),
        (replace(WELL, models=(STARTER,)), "listening", "missing", "whisper-large-v3-turbo"),
        (replace(WELL, models=VOICE_STARTERS), "listening", "warning", "whisper-large-v3-turbo"),
        (
            replace(WELL, models=VOICE_STARTERS, hardware=imagined((), 32)),
            "listening",
            "warning",
            "jarvis models pull whisper-small",
        ),
        (
            replace(WELL, models=VOICE_STARTERS),
            "speaking",
            "warning",
            "jarvis models pull piper-es-",
        ),
        (replace(WELL, models=(), known=()), "speaking", "missing", "./scripts/serve"),
        (replace(WELL, engines={"piper": None}), "listening", "missing", "whisper"),
    ],
)
def test_what_is_wrong_is_named_with_its_fix(facts: Facts, name: str, status: str, fix: str):
    found = {finding.name: finding for finding in bad(facts)}

    assert found[name].status == status
    assert fix in found[name].fix


@pytest.mark.parametrize(
    ("facts", "works"),
    [
        (replace(WELL, models=()), False),
        (replace(WELL, engines={"llama_cpp": ("It isn't installed.", "Install it.")}), False),
        (replace(WELL, data_dir_writable=False), False),
        (replace(WELL, python=(3, 9, 0)), False),
        (replace(WELL, models=(CARDS["qwen3-8b-awq"],)), True),
        (replace(WELL, packages={"chromadb": None}), True),
    ],
)
def test_whether_chat_works(facts: Facts, works: bool):
    assert chat_works(diagnose(facts)) is works


def test_vllm_is_not_missed_without_a_gpu():
    engines = {**WELL.engines, "vllm": ("vLLM isn't installed.", "")}

    assert bad(replace(WELL, engines=engines, hardware=imagined((), 32))) == []


def test_the_exit_code_tells_scripts_that_chat_cannot_work(tmp_path: Path):
    (tmp_path / "file").write_text("")
    result = run(data_dir=tmp_path / "file" / "data")

    assert result.exit_code == 1
    assert "✗ missing" in result.stdout
    assert "→" in result.stdout
