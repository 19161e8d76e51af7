"""Chroma beside SQLite: it finds the same, follows, is replaced when damaged, and never alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from jarvis.knowledge.documents import ATTACHED, Scope
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from tests.jarvis.knowledge.vectors.filling import MODEL, fill, vectors
from tests.waiting import until

ROOT = Path(__file__).parents[4]
EVERYWHERE = Scope()
QUESTION = vectors(1, 7)[0]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """A folder with five documents, all of them in Chroma."""
    folder = tmp_path_factory.mktemp("indexed")
    store = Store(folder)
    for number in range(5):
        fill(store, f"{number}.md", *(f"Zanzibarquark {number} {part}" for part in range(30)))
    index = VectorIndex(store, folder, exact_up_to=20)
    index.open()
    index.close()
    store.close()
    return folder


@pytest.fixture
def folder(indexed, tmp_path):
    return Path(shutil.copytree(indexed, tmp_path / "knowledge"))


@pytest.fixture
def store(folder):
    store = Store(folder)
    yield store
    store.close()


@pytest.fixture
def index(store, folder):
    index = VectorIndex(store, folder, exact_up_to=20)
    yield index
    index.close()


def keys(index, limit=10, scope=EVERYWHERE):
    return [key for key, _ in index.search(QUESTION, MODEL, scope, limit)]


def exactly(store, folder, limit=10):
    index = VectorIndex(store, folder)
    found = keys(index, limit)
    index.close()
    return found


def asked(index, monkeypatch):
    """The calls that Chroma gets from now on."""
    calls = []
    call = index._chroma.call

    def noted(method, **arguments):
        calls.append(method)
        return call(method, **arguments)

    monkeypatch.setattr(index._chroma, "call", noted)
    return calls


def test_it_finds_what_exact_search_finds_and_follows(store, index, folder, monkeypatch):
    assert (index.state.kind, keys(index)) == ("exact", exactly(store, folder))
    index.open()
    assert (index.state.kind, index.state.vectors, index.state.note) == ("chroma", 150, "")
    calls = asked(index, monkeypatch)
    assert keys(index) == exactly(store, folder)
    assert calls == ["query"]
    # What is ready but not in Chroma yet, what is gone but still there
    new = fill(store, "new.md", "One.", "Two.", seed=7)
    assert keys(index)[0] == 151
    store.remove(store.documents()[-1].id)
    assert keys(index) == exactly(store, folder)
    index.sync()
    assert list(index._chroma.call("counts").values()) == [122]
    assert keys(index) == exactly(store, folder)
    store.remove(new)
    assert keys(index) == exactly(store, folder)
    # Attachments never go there
    fill(store, "mine.md", *map(str, range(30)), collection=ATTACHED + "7")
    index.sync()
    assert sum(index._chroma.call("counts").values()) == 120
    assert set(keys(index, 30, Scope(attached="7", everything=False))) == set(range(153, 183))
    told = []
    index.rebuild(told.append)
    assert (told, told[0], told[-1]) == (sorted(told), 0.0, 1.0)
    assert keys(index) == exactly(store, folder)
    # Nor does anything stay of a collection that is gone
    store.remove_collection("documents")
    index.sync()
    assert index._chroma.call("counts") == {}


def test_many_that_are_gone_make_room_for_what_is_there(store, index, folder):
    index.open()
    gone = [one.id for one in store.documents()][:4]
    store.remove(*gone)
    assert keys(index, 30) == exactly(store, folder, 30)
    index.sync()
    index.sync()  # four in five are gone: it is built anew
    assert store.gone(MODEL) == {}
    assert list(index._chroma.call("counts").values()) == [30]
    assert keys(index, 30) == exactly(store, folder, 30)


def test_no_word_reaches_chroma(folder):
    files = [path for path in (folder / "chroma").rglob("*") if path.is_file()]
    assert files
    assert not any(b"zanzibarquark" in path.read_bytes().lower() for path in files)


@pytest.mark.parametrize("damage", ["missing", "garbage", "cut"])
def test_what_is_damaged_is_built_anew(store, index, folder, damage):
    for path in (folder / "chroma").rglob("*"):
        if path.is_file() and damage == "garbage":
            path.write_bytes(os.urandom(path.stat().st_size))
        elif path.is_file() and damage == "cut":
            os.truncate(path, path.stat().st_size // 2)
    if damage == "missing":
        shutil.rmtree(folder / "chroma")
    index.open()
    assert (index.state.kind, index.state.note) == ("chroma", "")
    assert list(index._chroma.call("counts").values()) == [150]
    assert keys(index) == exactly(store, folder)


def test_a_process_that_dies_is_replaced_and_searches_go_on(store, index, folder):
    index.open()
    psutil.Process(index._chroma._keeper.pid).kill()
    assert keys(index) == exactly(store, folder)
    until(lambda: index.state.kind == "chroma")
    assert keys(index) == exactly(store, folder)


def test_a_second_one_searches_exactly_and_spoils_nothing(store, index, folder):
    index.open()
    second = VectorIndex(store, folder, exact_up_to=20)
    second.rebuild()
    assert second.state.kind == "exact"
    assert "Another Jarvis" in second.state.note
    assert keys(second) == keys(index) == exactly(store, folder)
    second.close()
    index.sync()
    assert list(index._chroma.call("counts").values()) == [150]


def test_a_kill_while_it_catches_up_costs_nothing(store, folder):
    program = f"""
import os, signal
from pathlib import Path
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex, following
store = Store(Path({str(folder)!r}))
index = VectorIndex(store, Path({str(folder)!r}), exact_up_to=20)
begin, calls = store.begin_sync, []
def killed(documents, model):
    begin(documents, model)
    calls.append(documents)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
following.BATCH = 30
store.begin_sync = killed
store.mark_all_unsynced()
index.open()
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert run.returncode == -9
    assert [one.synced for one in store.indexable(MODEL)] == [1, 1, 0, 0, 0]
    store.remove(store.documents()[2].id)  # the one that was begun
    again = VectorIndex(store, folder, exact_up_to=20)
    again.open()
    assert again.state.kind == "chroma"
    assert list(again._chroma.call("counts").values()) == [120]
    assert keys(again) == exactly(store, folder)
    again.close()


def test_its_process_ends_when_nobody_needs_it_and_comes_back(store, folder, monkeypatch):
    monkeypatch.setattr("jarvis.knowledge.vectors.index.LINGER_SECONDS", 0.0)
    index = VectorIndex(store, folder)
    index.open()
    until(lambda: not index._chroma._keeper.running)
    assert index.state.kind == "chroma"
    assert keys(index) == exactly(store, folder)
    fill(store, "new.md", "One.")
    index.sync()
    assert all(one.synced for one in store.indexable(MODEL))
    index.close()


def test_nothing_is_started_while_there_is_nothing_to_index(tmp_path):
    store = Store(tmp_path / "empty")
    index = VectorIndex(store, tmp_path / "empty")
    index.open()
    assert index._chroma is None
    assert index.search(QUESTION, MODEL, EVERYWHERE, 5) == []
    index.close()
    store.close()
