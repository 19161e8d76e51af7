"""A database that is damaged, a disk that is full or read-only: a clear word, and nothing lost."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.documents import Scope
from jarvis.knowledge.store import FILE, Store
from jarvis.knowledge.storing import database
from tests.jarvis.knowledge.vectors.filling import begin, fill

FINDS = 'words:"porter"'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "knowledge"
    store = Store(folder)
    for number in range(30):
        fill(store, f"{number}.md", *(f"The porter has key {number}-{key}." for key in range(20)))
    store.close()
    return folder


def overwritten(path, start, content):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


@pytest.mark.parametrize("damage", ["no database", "empty header", "cut"])
def test_a_file_that_is_no_database_is_set_aside(folder, damage):
    path = folder / FILE
    size = path.stat().st_size
    if damage == "no database":
        path.write_bytes(b"garbage " * 1000)
    elif damage == "empty header":
        overwritten(path, 0, bytes(4096))
    else:
        os.truncate(path, size // 2)
    store = Store(folder)
    assert "is kept as knowledge.damaged-" in store.note
    assert store.documents() == []
    assert len(list(folder.glob("knowledge.damaged-*.db"))) == 1
    fill(store, "new.md", "The porter is back.")
    assert len(store.lexical(FINDS, Scope(), 5)) == 1
    store.close()
    again = Store(folder)
    assert (again.note, len(again.documents())) == ("", 1)
    again.close()


def test_the_documents_that_a_damaged_file_tells_of_are_named(folder):
    path = folder / FILE
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passage'").fetchone()
        size = db.execute("PRAGMA page_size").fetchone()
    overwritten(path, (page[0] - 1) * size[0], b"\xff" * size[0])
    with closing(Store(folder)) as store:
        assert store.note == ""
        with pytest.raises(KnowledgeUnavailable, match="Start Jarvis again"):
            store.passages([1])
    store = Store(folder)
    assert {one.name for one in store.lost} == {f"{number}.md" for number in range(30)}
    store.close()


def test_a_word_index_that_is_damaged_alone_is_built_again(folder):
    path = folder / FILE
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM passage_words_data WHERE id > 100")
        db.commit()
    store = Store(folder)
    with pytest.raises(KnowledgeUnavailable, match="damaged"):
        store.lexical(FINDS, Scope(), 5)
    store.close()
    store = Store(folder)
    assert (store.note, len(store.lexical(FINDS, Scope(), 999))) == ("", 600)
    assert not database.mark_of(path).exists()
    store.close()


def test_a_suspicion_without_damage_is_forgotten(folder):
    database.mark_of(folder / FILE).touch()
    store = Store(folder)
    assert (store.note, len(store.documents())) == ("", 30)
    assert not database.mark_of(folder / FILE).exists()
    store.close()


def test_another_program_that_writes_for_long(folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    store = Store(folder)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnowledgeUnavailable, match="Another program"):
            store.add("documents", "new.md", 1, "f" * 64)
        assert len(store.lexical(FINDS, Scope(), 5)) == 5
        other.execute("ROLLBACK")
    store.add("documents", "new.md", 1, "f" * 64)
    store.close()


def test_a_folder_that_can_not_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnowledgeUnavailable, match="can't be opened"):
        Store(tmp_path / "file" / "knowledge")


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit on a file's size")
def test_a_disk_that_fills_up_loses_nothing(tmp_path):
    """A limit on the size of files stands for the disk: it needs no root."""
    program = f"""
import resource, signal
from pathlib import Path
from jarvis.errors import KnowledgeUnavailable
from jarvis.knowledge.documents import Scope
from jarvis.knowledge.store import Store
from tests.jarvis.knowledge.vectors.filling import fill

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(Path({str(tmp_path)!r}))
limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, limit))
done = []
try:
    while True:
        name = f"{{len(done)}}.md"
        fill(store, name, *[f"The porter has the keys {{len(done)}}. " * 20] * 20)
        done.append(name)
except KnowledgeUnavailable as error:
    print(error)
assert len(store.lexical('words:"porter"', Scope(), 9999)) == 20 * len(done)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
fill(store, "later.md", "The porter is back.")
assert len(store.lexical('words:"porter"', Scope(), 9999)) == 20 * len(done) + 1
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert run.returncode == 0, run.stderr
    assert "The documents' d" in run.stdout


def test_what_was_being_read_when_the_file_was_closed_is_taken_up(folder):
    store = Store(folder)
    document = begin(store, "new.md", "The porter.", "The key.")
    store.close()
    store = Store(folder)
    assert [one.id for one in store.unfinished()] == [document]
    assert store.indexed(document) == 2
    store.close()
