"""README can't drift: its tree, its commands and its links are held against the code."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from jarvis.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = get_command(app).commands


def tree() -> list[tuple[str, str]]:
    """The tree's lines: path, and what is said of it."""
    block = README.split("## The house")[1].split("```")[1]
    entries, folder = [], ""
    for line in filter(None, block.splitlines()):
        name, _, words = line.strip().partition(" ")
        if not line.startswith(" "):
            folder = name if name.endswith("/") else ""
            entries.append((name, words.strip()))
        else:
            entries.append((folder + name, words.strip()))
    return entries


def expected() -> set[str]:
    """What the tree must name: the top level, and what lies directly in the four rooms."""
    rooms = [ROOT / name for name in ("jarvis", "models", "ui", "scripts")]
    inside = {
        f"{room.name}/{path.name}{'/' if path.is_dir() else ''}"
        for room in rooms
        for path in room.iterdir()
        if not path.name.startswith(("__", "."))
    }
    return inside | {"jarvis/", "models/", "ui/", "scripts/", "tests/", "config.toml"}


def test_the_tree_names_every_file_and_folder_and_no_other():
    assert {path for path, _ in tree()} == expected()


@pytest.mark.parametrize(("path", "words"), tree())
def test_each_line_of_the_tree_says_it_in_eight_words(path, words):
    assert 1 <= len(words.split()) <= 8


@pytest.mark.parametrize("script", sorted(set(re.findall(r"\./(scripts/[\w-]+)", README))))
def test_each_script_that_is_named_can_be_run(script):
    assert (ROOT / script).stat().st_mode & 0o100


@pytest.mark.parametrize(
    "line", sorted(set(re.findall(r"^jarvis (.+?)(?:\s+#.*)?$", README, re.M)))
)
def test_each_command_that_is_named_exists_with_its_options(line):
    words = line.split()
    command = COMMANDS[words.pop(0)]
    if hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    options = {name for param in command.params for name in param.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_each_link_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_pictures_are_light():
    for picture in (ROOT / "ui" / "pictures").iterdir():
        assert picture.stat().st_size < 300_000
