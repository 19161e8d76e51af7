"""`jarvis guard`, as a person types it."""

import json
import logging

import pytest
import structlog
from typer.testing import CliRunner

from jarvis.cli import app
from jarvis.errors import ConfigError

CARD = "My card is 4242 4242 4242 4242."


@pytest.fixture
def logging_as_before():
    """A command sets up the whole process's log."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(before):
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def run(tmp_path, logging_as_before):
    def run(*words, typed="", config=""):
        settings = tmp_path / "config.toml"
        settings.write_text(config, "utf-8")
        where = ["--data-dir", str(tmp_path / "data"), "--config", str(settings)]
        result = CliRunner().invoke(app, ["guard", *words, *where], input=typed)
        if isinstance(result.exception, ConfigError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def test_a_person_sees_the_verdict_the_text_and_why(run):
    said = run(CARD)
    assert said.startswith("mask\nMy card is [CARD_1].\n")
    assert "4242 4242" not in said


def test_a_program_gets_json(run):
    told = json.loads(run("-", "--json", "--direction", "output", typed=CARD))
    assert (told["verdict"], told["text"]) == ("mask", "My card is [CARD_1].")
    assert [(f["check"], f["kind"], f["action"]) for f in told["findings"]] == [
        ("pii", "card", "mask")
    ]


def test_the_policy_is_the_configs(run):
    said = run(CARD, config='[guardrails.payment]\ninput = "block"\n')
    assert said.startswith("block\n")
    assert "[CARD_1]" not in said


def test_a_misspelt_policy_is_named(run):
    with pytest.raises(ConfigError) as error:
        run(CARD, config='[guardrails.payment]\ninput = "mas"\n')
    assert error.value.hint == "Did you mean 'mask'?"
