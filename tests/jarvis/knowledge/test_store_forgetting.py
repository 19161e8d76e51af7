"""What is removed is gone: from every list, from every search, and from the disk."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from jarvis.errors import DocumentNotFound
from jarvis.knowledge.documents import Scope, Status
from jarvis.knowledge.store import Store
from jarvis.knowledge.storing import forgetting
from tests.jarvis.knowledge.vectors.filling import MODEL, fill, pieces, vectors

SECRET = "Zanzibarquark pays kwyjibovich"


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "knowledge")
    yield store
    store.close()


def on_disk(folder, *needles):
    """Which of some byte strings any file under a folder holds, in any case."""
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return [needle for needle in needles if needle.lower() in content]


def consistent(folder):
    with closing(sqlite3.connect(folder / "knowledge.db")) as db:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("document", "passage", "passage_words", "embedding")
        ]


def removals(store, document):
    return {
        "document": lambda: store.remove(document),
        "collection": lambda: store.remove_collection("secrets"),
        "again": lambda: store.queued(document),
        "failed": lambda: store.failed(document, "It is damaged.", "Save it anew."),
        "reading": lambda: (
            store.reading(document, pages=0, pieces=9, text_sha256="u"),
            store.tidy(),
        ),
    }


@pytest.mark.parametrize("way", ["document", "collection", "again", "failed", "reading"])
def test_words_and_vectors_are_gone_from_every_file(store, tmp_path, way):
    for number in range(12):
        fill(store, f"{number}.md", *(f"ordinary text {number} {part}" for part in range(30)))
    document = fill(store, "s.md", *[SECRET] * 40, collection="secrets", seed=99)
    fill(store, "later.md", "ordinary text again")
    vector = vectors(40, 99)[7].astype("<f2").tobytes()
    needles = [b"zanzibarquark", b"kwyjibovich", b"anzibarqua", vector]
    assert on_disk(tmp_path, *needles) == needles
    removals(store, document)[way]()
    assert on_disk(tmp_path, *needles) == []
    assert store.lexical('words:"zanzibarquark"', Scope(), 5) == []
    assert len(store.lexical('words:"ordinary"', Scope(), 999)) == 361
    kept = 14 if way in ("again", "failed", "reading") else 13
    assert consistent(tmp_path / "knowledge") == [kept, 361, 361, 361]


def test_a_document_that_is_read_again_or_failed_tells_so(store):
    document = fill(store, "a.md", "Text.")
    store.failed(document, "It is locked.", "Take the password off.")
    failed = store.document(document)
    assert (failed.status, failed.error, failed.hint, failed.passages) == (
        Status.FAILED,
        "It is locked.",
        "Take the password off.",
        0,
    )
    store.queued(document)
    queued = store.document(document)
    assert (queued.status, queued.error, queued.hint) == (Status.QUEUED, "", "")
    store.reading(document, pages=0, pieces=1)
    store.add_passages(document, 0, pieces("Text."), vectors(1), MODEL)
    store.ready(document)
    assert list(store.passages([1, 2])) == [2]  # no passage is ever given an old one's id


def test_several_go_at_once_or_none(store):
    documents = [fill(store, f"{number}.md", f"Text {number}.") for number in range(3)]
    with pytest.raises(DocumentNotFound):
        store.remove(documents[0], "x")
    assert len(store.documents()) == 3
    store.remove(*documents[:2])
    assert [one.id for one in store.documents()] == documents[2:]


def test_a_removed_file_can_be_added_again(store):
    document = fill(store, "a.md", "Text.")
    sha256 = store.document(document).sha256
    store.remove(document)
    again, new = store.add("documents", "a.md", 5, sha256)
    assert new
    assert again.id != document


def test_a_removal_that_was_cut_off_is_finished(store, tmp_path, monkeypatch):
    document = fill(store, "s.md", *[SECRET] * 30)
    fill(store, "a.md", "ordinary")
    monkeypatch.setattr(forgetting, "BATCH", 7)
    batches = iter([True, True, False])
    erase = store._erase_some
    monkeypatch.setattr(store, "_erase_some", lambda: next(batches) and erase())
    monkeypatch.setattr(store, "_unscrubbed", lambda: False)
    store.remove(document)
    assert [one.name for one in store.documents()] == ["a.md"]
    assert store.lexical('words:"zanzibarquark"', Scope(), 5) == []
    assert on_disk(tmp_path, b"zanzibarquark")
    again = Store(tmp_path / "knowledge")
    again.tidy()
    assert on_disk(tmp_path, b"zanzibarquark") == []
    assert consistent(tmp_path / "knowledge")[1:] == [1, 1, 1]
    again.close()


def test_vectors_of_two_models_side_by_side(store):
    fill(store, "a.md", "One.", "Two.", "Three.")
    large = vectors(3, 5, dimensions=16)
    assert [one.text for one in store.unembedded("large", 2)] == ["One.", "Two."]
    assert [one.text for one in store.unembedded("large", 9, after=2)] == ["Three."]
    store.add_vectors("large", [1, 2, 99], large)
    assert [one.text for one in store.unembedded("large", 9)] == ["Three."]
    assert (store.model(), store.models()) == (MODEL, [MODEL, "large"])
    assert np.allclose(store.vectors_of([2, 1], "large"), large[[1, 0]], atol=1e-3)
    store.switch_model("large")
    assert (store.model(), store.models()) == ("large", ["large"])
    with pytest.raises(KeyError):
        store.vectors_of([1], MODEL)
    (collection,) = store.scope_collections(Scope())
    batches = list(store.each_vectors("large", collection, 1))
    assert [found for found, _ in batches] == [[1], [2]]
