"""kill -9 while documents are taken in: nothing half is found, and nothing acknowledged is lost."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jarvis.knowledge.documents import Scope, Status
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from tests.jarvis.knowledge.killed_library import word_of
from tests.jarvis.knowledge.library_house import LibraryHouse, WordEmbedder

KILLS = 20
ROOT = Path(__file__).parents[3]
MANY = 1000


def run_until_killed(folder, turn, seconds):
    """Returns the ids that were acknowledged."""
    command = [sys.executable, "-m", "tests.jarvis.knowledge.killed_library", str(folder), turn]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    first = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    lines = (first + rest).splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n") and len(line) == 33]


def check_only_whole_documents_are_found(store):
    for document in store.documents():
        found = store.holding(word_of(document.name), Scope(), MANY)
        ready = document.status is Status.READY
        assert len(found) == (document.passages if ready else 0)


@pytest.mark.timeout(300)
def test_twenty_kills_lose_nothing(tmp_path):
    folder = tmp_path / "knowledge"
    random_ = random.Random(7)
    acknowledged = []
    for turn in range(KILLS):
        acknowledged += run_until_killed(folder, str(turn), random_.uniform(0.0, 0.7))
        store = Store(folder)
        check_only_whole_documents_are_found(store)
        store.close()

    house = LibraryHouse(folder)
    unfinished = len(house.store.unfinished())
    house.library.use(WordEmbedder())
    house.library.start()
    house.settle()
    check_only_whole_documents_are_found(house.store)
    documents = {one.id: one for one in house.library.documents()}
    assert len(acknowledged) >= KILLS
    assert unfinished
    assert set(acknowledged) <= documents.keys()
    assert {one.status for one in documents.values()} == {Status.READY}
    passages = sum(one.passages for one in documents.values())
    assert house.store.count(Scope()) == passages
    assert house.store.unembedded("words", 1) == []
    assert len(list((folder / "files").iterdir())) == len(documents)
    house.close()
    check_chroma_agrees(folder, passages)


def check_chroma_agrees(folder, passages):
    store = Store(folder)
    index = VectorIndex(store, folder, exact_up_to=0)
    index.open()
    assert (index.state.kind, index.state.vectors) == ("chroma", passages)
    embedder = WordEmbedder()
    for document in store.documents()[:10]:
        vector = embedder.embed_query(" ".join([word_of(document.name)] * 5))
        found = index.search(vector, "words", Scope(), 10)
        assert found
        assert set(store.passages([key for key, _ in found])) == {key for key, _ in found}
    index.close()
    store.close()
