import io

import pytest

from jarvis.knowledge.documents import Scope, Status
from jarvis.knowledge.ingesting import reindexing
from tests.jarvis.knowledge.library_house import LibraryHouse, WordEmbedder
from tests.waiting import until

TEXTS = {f"{name}.md": f"# {name}\n\nAll about the {name}." for name in ("bee", "ant", "wasp")}


@pytest.fixture
def old():
    return WordEmbedder("old")


@pytest.fixture
def house(tmp_path, old):
    """Three documents, embedded by the old model."""
    house = LibraryHouse(tmp_path / "knowledge")
    house.library.use(old)
    house.library.start()
    for name, text in TEXTS.items():
        house.library.add(io.BytesIO(text.encode()), name)
    house.settle()
    yield house
    house.close()


def nearest(house, embedder, question):
    found = house.index.search(embedder.embed_query(question), embedder.name, Scope(), 1)
    return house.store.passage(found[0][0]).name if found else None


def test_the_old_model_is_used_until_the_new_one_has_embedded_all(house, old, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 1)
    new = WordEmbedder("new")
    new.gate.clear()
    house.library.use(new)
    standing = house.library.standing
    assert (standing.model, standing.coming, standing.reindexing) == ("old", "new", 0.0)
    assert house.library.embedder is old
    assert nearest(house, old, "bee") == "bee.md"
    assert house.library.busy
    new.gate.set()
    house.settle()
    assert house.library.embedder is new
    assert house.store.model() == "new"
    assert nearest(house, new, "bee") == "bee.md"
    assert house.library.standing.reindexing is None
    assert old.closed


def test_what_comes_meanwhile_is_found_at_once_and_embedded_anew(house, old):
    new = WordEmbedder("new")
    new.gate.clear()
    house.library.use(new)
    house.library.add(io.BytesIO(b"hornet"), "hornet.md")
    until(lambda: new.gate.is_set() or house.library.standing.coming == "new")
    new.gate.set()
    house.settle()
    assert house.statuses()["hornet.md"] is Status.READY
    assert house.store.unembedded("new", 1) == []
    assert nearest(house, new, "hornet") == "hornet.md"


def test_it_is_taken_up_after_a_restart_where_it_was(house, old, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 1)
    new = WordEmbedder("new")
    house.library.use(new)
    until(lambda: len(new.texts) >= 1)
    new.gate.clear()
    house.again()
    again = WordEmbedder("new")
    house.library.start()
    house.library.use(again)
    house.settle()
    assert house.library.embedder is again
    assert len(again.texts) < len(TEXTS) + 1
    assert nearest(house, again, "wasp") == "wasp.md"


def test_without_the_old_model_searches_have_none_until_it_is_done(house):
    house.again()
    new = WordEmbedder("new")
    new.gate.clear()
    house.library.use(new)
    assert house.library.embedder is None
    assert house.library.wait_embedder(10) is None, "nobody waits for a library to be embedded"
    standing = house.library.standing
    assert (standing.model, standing.coming) == ("", "new")
    house.library.start()
    assert house.found("bee") == ["bee.md"]
    new.gate.set()
    until(lambda: house.library.embedder is new)
    assert nearest(house, new, "bee") == "bee.md"


def test_whoever_goes_back_keeps_the_old_index(house, old):
    new = WordEmbedder("new")
    new.gate.clear()
    house.library.use(new)
    house.library.use(old)
    assert house.library.embedder is old
    assert new.closed
    assert not old.closed
    house.settle()
    assert house.store.model() == "old"
    assert nearest(house, old, "ant") == "ant.md"


def test_an_empty_library_takes_any_model_at_once(tmp_path):
    house = LibraryHouse(tmp_path / "empty")
    for name in ("old", "new"):
        embedder = WordEmbedder(name)
        house.library.use(embedder)
        assert house.library.embedder is embedder
    house.close()


def test_it_gives_way_to_new_documents_and_survives_a_break(house, old, monkeypatch):
    new = WordEmbedder("new")
    new.failing = 2
    house.library.use(new)
    house.settle()
    assert house.library.embedder is new
