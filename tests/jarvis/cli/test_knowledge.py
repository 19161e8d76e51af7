"""`jarvis knowledge`, as a person types it, without a running Jarvis and with one."""

import json

import pytest
from typer.testing import CliRunner

from jarvis.cli import app
from jarvis.errors import DocumentNotFound, DocumentRefused
from tests.jarvis.cli.test_guard import logging_as_before  # noqa: F401
from tests.jarvis.knowledge_room import LEASE, RECIPE
from tests.serving import served


def runner(data_dir):
    def run(*words, code=0, typed=""):
        command = ["knowledge", *map(str, words), "--data-dir", str(data_dir)]
        result = CliRunner().invoke(app, command, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.stdout

    return run


@pytest.fixture
def run(tmp_path, logging_as_before):  # noqa: F811
    return runner(tmp_path / "data")


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    (folder / "kitchen").mkdir(parents=True)
    (folder / "lease.md").write_text(LEASE, "utf-8")
    (folder / "kitchen" / "gazpacho.md").write_text(RECIPE, "utf-8")
    (folder / "picture.xyz").write_bytes(b"\x00\x01")
    return folder


def test_a_folder_is_added_listed_searched_and_removed(run, papers):
    assert "2 of 2 documents" in run("add", papers, "--collection", "home")
    listed = json.loads(run("list", "--json"))
    assert {one["name"] for one in listed} == {"lease.md", "gazpacho.md"}
    assert {one["status"] for one in listed} == {"ready"}
    assert "home" in run("list")

    assert "thirty days" in run("search", "How long is the notice period?")
    found = json.loads(run("search", "tomates maduros", "--json", "--limit", "1"))
    assert [one["document"]["name"] for one in found["passages"]] == ["gazpacho.md"]
    assert "The index holds" in run("rebuild")

    run("remove", "lease.md", typed="n\n", code=1)
    assert "Deleted" in run("remove", "lease.md", "--yes")
    assert "lease.md" not in run("list")


def test_what_cannot_be_read_is_told_and_the_rest_is_added(run, papers):
    broken = papers / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nthis is none")
    assert "2 of 3 documents" in run("add", papers, code=1)


def test_what_is_not_there_is_told(run, tmp_path):
    with pytest.raises(DocumentRefused, match="no file or folder"):
        run("add", tmp_path / "nowhere.md")
    with pytest.raises(DocumentNotFound, match="no document"):
        run("remove", "nowhere.md", "--yes")
    assert "No documents yet" in run("list")


@pytest.mark.process
def test_a_running_jarvis_is_asked(tmp_path, papers, logging_as_before):  # noqa: F811
    with served(tmp_path / "data", "--engine", "scripted"):
        run = runner(tmp_path / "data")
        assert "1 of 1 documents" in run("add", papers / "lease.md")
        assert "thirty days" in run("search", "notice period")
