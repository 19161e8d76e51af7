"""`kill -9` while documents are written: nothing acknowledged is lost, nothing half is found."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from jarvis.knowledge.documents import Scope, Status
from jarvis.knowledge.store import Store
from tests.jarvis.knowledge.test_store_forgetting import consistent
from tests.jarvis.knowledge.vectors.store_writer import PIECES

ROOT = Path(__file__).parents[3]
WRITER = "tests.jarvis.knowledge.vectors.store_writer"
ROUNDS = 5


def killed(folder, first, seconds):
    """What a writer said before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-m", WRITER, folder, str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    lines = [writer.stdout.readline()]  # it has begun
    time.sleep(seconds)
    writer.kill()
    lines += writer.communicate()[0].splitlines(keepends=True)
    return [tuple(line.split()) for line in lines if line.endswith("\n")]


def check(store, said):
    there = {one.id: one for one in store.documents()}
    leaving = {name for word, name in said if word == "removing"}
    assert not {name for word, name in said if word == "removed"} & there.keys()
    assert {name for word, name in said if word == "added"} <= there.keys() | leaving
    for word, name in said:
        if word == "ready" and name in there:
            assert there[name].status is Status.READY
    for document in there.values():
        found = store.lexical(f'words:"word{document.id}"', Scope(), 99)
        ready = document.status is Status.READY
        assert len(found) == (PIECES if ready else 0)
        texts = [store.passage(key).text for key, _ in found]
        assert len(set(texts)) == len(texts)


def test_kills_lose_nothing_and_show_nothing_half(tmp_path):
    chance = random.Random(1)
    folder = tmp_path / "knowledge"
    said = []
    for number in range(ROUNDS):
        said += killed(folder, 1000 * number, chance.uniform(0.05, 0.5))
        store = Store(folder)
        check(store, said)
        store.close()
    store = Store(folder)
    store.tidy()
    documents, passages, words, embeddings = consistent(folder)
    assert passages == words == embeddings == sum(one.passages for one in store.documents())
    assert documents == len(store.documents())
    store.close()
    assert sum(word == "ready" for word, _ in said) > ROUNDS
