"""Documents, collections and passages: what is handed in is there, once, and found when ready."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.errors import DocumentNotFound, InvalidRequest, KnowledgeUnavailable
from jarvis.knowledge.documents import ATTACHED, Piece, Scope, Status
from jarvis.knowledge.store import Store
from jarvis.knowledge.storing.collecting import cleaned, key_of
from jarvis.knowledge.storing.rows import words_of
from tests.jarvis.knowledge.vectors.filling import MODEL, begin, fill, pieces, vectors

LEASE = ("The lease ends in May.", "Notice is thirty days.", "Keys go back to the porter.")


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "knowledge")
    yield store
    store.close()


def names(found):
    return [one.name for one in found]


def test_a_file_is_noted_once_in_a_collection_and_again_in_another(store):
    first, new = store.add("Contracts", "lease.pdf", 10, "a" * 64, origin="/home/me/lease.pdf")
    again, newer = store.add(" contracts ", "copy.pdf", 10, "a" * 64)
    other, newest = store.add("Letters", "lease.pdf", 10, "a" * 64)
    assert (new, newer, newest) == (True, False, True)
    assert again == first
    assert (first.status, first.progress, first.collection) == (Status.QUEUED, 0.0, "Contracts")
    assert {one.id for one in store.documents()} == {first.id, other.id}


def test_a_document_goes_from_queued_to_ready(store):
    document, _ = store.add("documents", "lease.md", 60, "a" * 64)
    store.reading(document.id, pages=2, pieces=3)
    assert names(store.unfinished()) == ["lease.md"]
    store.add_passages(document.id, 0, pieces(*LEASE[:2]), vectors(2), MODEL)
    half = store.document(document.id)
    assert (half.status, half.passages, half.pages) == (Status.READING, 2, 2)
    assert half.progress == pytest.approx(2 / 3)
    assert store.indexed(document.id) == 2
    store.add_passages(document.id, 2, pieces(LEASE[2]), vectors(1), MODEL)
    store.ready(document.id, note="One picture was left out.")
    ready = store.document(document.id)
    assert (ready.status, ready.progress, ready.hint) == (
        Status.READY,
        1.0,
        "One picture was left out.",
    )
    assert store.unfinished() == []
    assert store.model() == MODEL


def test_nothing_of_a_document_is_found_before_it_is_ready(store):
    document = begin(store, "lease.md", *LEASE)
    everywhere = Scope()
    assert store.lexical('words:"lease"', everywhere, 5) == []
    assert store.holding("lease", everywhere, 5) == []
    assert store.passages([1, 2, 3]) == {}
    assert store.count(everywhere) == 0
    store.ready(document)
    assert [key for key, _ in store.lexical('words:"lease"', everywhere, 5)] == [1]
    assert store.count(everywhere) == 3


def test_passages_come_back_as_they_were(store):
    document, _ = store.add("Contracts", "lease.pdf", 60, "a" * 64)
    given = [
        Piece("  Señor Núñez:\n\n“Firma”\t", 4, 27, "Part I › Parties", 3, 12),
        Piece("🙂 مرحبا", 27, 34),
    ]
    store.add_passages(document.id, 0, given, vectors(2), MODEL)
    store.ready(document.id)
    found = store.passages([2, 99, 1])
    assert list(found) == [2, 1]
    for number, (piece, passage) in enumerate(zip(given, (found[1], found[2]), strict=True)):
        assert (passage.text, passage.start, passage.end) == (piece.text, piece.start, piece.end)
        assert (passage.heading, passage.page, passage.line) == (
            piece.heading,
            piece.page,
            piece.line,
        )
        assert (passage.document, passage.name, passage.collection, passage.number) == (
            document.id,
            "lease.pdf",
            "Contracts",
            number,
        )
    assert store.passage(1) == found[1]


def test_what_stands_around_a_passage(store):
    fill(store, "other.md", "Before.", "After.")
    fill(store, "lease.md", *LEASE)
    assert [one.text for one in store.around(4, 1, 1)] == list(LEASE)
    assert [one.text for one in store.around(3, 1, 0)] == [LEASE[0]]
    assert store.around(99, 1, 1) == []


def test_documents_are_listed_newest_first_and_those_of_conversations_apart(store):
    for name in ("a.md", "b.md"):
        fill(store, name, "Text.")
    fill(store, "c.md", "Text.", collection=ATTACHED + "42")
    assert names(store.documents()) == ["b.md", "a.md"]
    assert names(store.documents(attached=True)) == ["c.md", "b.md", "a.md"]
    assert names(store.documents(ATTACHED + "42")) == ["c.md"]
    assert names(store.collections()) == ["documents"]
    assert names(store.collections(attached=True)) == [ATTACHED + "42"]
    assert (store.collection("DOCUMENTS").documents, store.collection("documents").passages) == (
        2,
        2,
    )


def test_collections_are_made_once_renamed_and_refused(store):
    store.create_collection("  Año\u00a0 nuevo ")
    assert store.create_collection("AÑO NUEVO").name == "Año nuevo"
    store.create_collection("Letters")
    store.rename_collection("letters", "LETTERS")
    assert names(store.collections()) == ["Año nuevo", "LETTERS"]
    with pytest.raises(InvalidRequest, match="already"):
        store.rename_collection("letters", "año nuevo")
    with pytest.raises(DocumentNotFound):
        store.rename_collection("nobody's", "Mine")
    for name in ("", " \n\t ", "x" * 81, "\u200b\u2060"):
        with pytest.raises(InvalidRequest):
            store.create_collection(name)


@given(st.text(max_size=100))
def test_a_name_is_refused_or_stays_as_it_is(name):
    try:
        once = cleaned(name)
    except InvalidRequest:
        return
    assert cleaned(once) == once
    assert key_of(once) == key_of(f" {once}\n")


@given(st.text(st.characters(), min_size=1, max_size=60), st.text(st.characters(), max_size=20))
def test_any_text_is_stored_as_long_as_it_was(text, heading):
    assert len(words_of(heading, text)) == len(heading) + 1 + len(text)
    assert words_of(heading, text).encode()


def test_halves_of_characters_are_no_obstacle(store):
    document = fill(store, "\ud83d.md", "half \udc00 text")
    assert store.document(document).name == "\ufffd.md"
    assert store.passage(1).text == "half \ufffd text"
    assert store.create_collection("\u202egnp.exe\u2069").name == "gnp.exe"


def test_folders_follow_their_collection(store, tmp_path):
    store.watch(tmp_path / "papers", "Papers")
    store.watch(tmp_path / "letters", "Letters")
    store.watch(tmp_path / "papers", "Papers")
    store.rename_collection("papers", "Old papers")
    assert [(one.path, one.collection) for one in store.folders()] == [
        (str(tmp_path / "letters"), "Letters"),
        (str(tmp_path / "papers"), "Old papers"),
    ]
    store.unwatch(tmp_path / "letters")
    store.remove_collection("Old papers")
    assert store.folders() == []
    with pytest.raises(DocumentNotFound):
        store.unwatch(tmp_path / "letters")


def test_documents_by_the_folder_that_they_come_from(store):
    for number, origin in enumerate(("/a/one.md", "/a/b/two.md", "/ab/three.md", "")):
        store.add("documents", f"{number}.md", 1, f"{number}" * 64, origin=origin)
    assert names(store.by_origin("/a")) == ["0.md", "1.md"]


def test_reading_goes_on_where_it_stopped_if_all_is_the_same(store):
    document = begin(store, "lease.md", *LEASE)
    same = {"pages": 0, "pieces": 3, "text_sha256": "t", "model": MODEL}
    store.reading(document, **same)
    assert store.indexed(document) == 3
    for other in ({"text_sha256": "u"}, {"pieces": 4}, {"model": "large"}):
        store.reading(document, **{**same, **other})
        assert store.indexed(document) == 0, other
        store.reading(document, **same)
        store.add_passages(document, 0, pieces(*LEASE), vectors(3), MODEL)


def test_all_of_a_batch_is_stored_or_none(store):
    document, _ = store.add("documents", "lease.md", 60, "a" * 64)
    with pytest.raises(ValueError, match="argument"):
        store.add_passages(document.id, 0, pieces(*LEASE), vectors(2), MODEL)
    assert store.indexed(document.id) == 0
    store.add_passages(document.id, 0, pieces(*LEASE), vectors(3), MODEL)
    store.ready(document.id)
    assert store.count(Scope()) == 3


def test_what_is_gone_is_said_to_be_gone(store):
    for call in (
        lambda: store.document("x"),
        lambda: store.passage(1),
        lambda: store.collection("x"),
        lambda: store.documents("x"),
        lambda: store.remove("x"),
        lambda: store.ready("x"),
        lambda: store.failed("x", "e", "h"),
        lambda: store.indexed("x"),
        lambda: store.add_passages("x", 0, [], vectors(0), MODEL),
    ):
        with pytest.raises(DocumentNotFound):
            call()


def test_it_is_all_there_after_a_restart(store, tmp_path):
    document = fill(store, "lease.md", *LEASE)
    store.close()
    with pytest.raises(KnowledgeUnavailable):
        store.documents()
    with pytest.raises(KnowledgeUnavailable):
        store.ready(document)
    again = Store(tmp_path / "knowledge")
    assert again.document(document).passages == 3
    assert (again.note, again.lost) == ("", [])
    again.close()


def test_two_processes_worth_of_stores_see_each_other(store, tmp_path):
    other = Store(tmp_path / "knowledge")
    document = fill(other, "lease.md", *LEASE)
    assert store.document(document).status is Status.READY
    store.remove(document)
    assert other.documents() == []
    other.close()
