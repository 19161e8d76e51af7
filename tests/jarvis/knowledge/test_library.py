import errno
import io
import shutil
import threading

import pytest

from jarvis.errors import DocumentNotFound, DocumentRefused, InvalidRequest, KnowledgeUnavailable
from jarvis.knowledge import collected
from jarvis.knowledge.documents import ATTACHED, Scope, Status
from jarvis.knowledge.ingesting import line, pipeline
from models.errors import ModelNotFound
from tests.jarvis.knowledge.library_house import LibraryHouse, WordEmbedder
from tests.waiting import until


@pytest.fixture
def house(tmp_path):
    house = LibraryHouse(tmp_path / "knowledge", file_max_mib=2)
    yield house
    house.close()


@pytest.fixture
def embedder(house):
    """In use, and the library is running."""
    embedder = WordEmbedder()
    house.library.use(embedder)
    house.library.start()
    return embedder


def file(text):
    return io.BytesIO(text.encode() if isinstance(text, str) else text)


def long_text(paragraphs, word="paragraph"):
    return "\n\n".join(f"{word} {number} " + "and more of it " * 40 for number in range(paragraphs))


# Handing in


def test_a_document_is_read_and_found(house, embedder):
    document = house.library.add(file("# Bees\n\nThe hive is blue."), "bees.md")
    house.settle()
    ready = house.library.document(document.id)
    assert (ready.status, ready.progress, ready.passages) == (Status.READY, 1.0, 1)
    assert house.found("hive") == ["bees.md"]
    assert embedder.texts == ["Bees\n# Bees\n\nThe hive is blue."]


def test_it_is_kept_before_anything_reads_it(house):
    document = house.library.add(file("words"), "../../notes.txt")
    assert (document.name, document.status) == ("notes.txt", Status.QUEUED)
    path = house.library.file(document.id)
    assert path.read_text() == "words"
    assert path.is_relative_to(house.folder)


def test_what_waits_for_a_model_says_so_and_is_read_once_it_comes(house):
    house.library.start()
    document = house.library.add(file("patience"), "a.md")
    assert "embedding model" in house.library.document(document.id).hint
    assert house.library.wait_embedder(0.01) is None
    embedder = WordEmbedder()
    house.library.use(embedder)
    assert house.library.wait_embedder(5) is embedder
    house.settle()
    assert house.statuses() == {"a.md": Status.READY}
    assert house.library.document(document.id).hint == ""


def test_the_same_file_is_read_once_in_a_collection(house, embedder):
    first = house.library.add(file("twice"), "a.md")
    assert house.library.add(file("twice"), "b.md").id == first.id
    assert house.library.add(file("twice"), "b.md", "other").id != first.id
    house.settle()
    assert len(list((house.folder / "files").iterdir())) == 2


def test_an_empty_file_is_refused(house):
    with pytest.raises(DocumentRefused, match="empty"):
        house.library.add(file(""), "a.md")
    assert house.library.documents() == []
    assert list((house.folder / "files").iterdir()) == []


def test_a_file_that_is_too_large_is_refused(house):
    with pytest.raises(DocumentRefused, match="3 MiB"):
        house.library.add(file(b"x" * (2**21 + 1)), "a.md")
    assert list((house.folder / "files").iterdir()) == []


def test_one_whose_size_nobody_tells_is_stopped_while_it_comes(house):
    class Endless:
        given = 0

        def seekable(self):
            return False

        def read(self, size):
            self.given += size
            return b"x" * size

    source = Endless()
    with pytest.raises(DocumentRefused, match="files of up to 2 MiB"):
        house.library.add(source, "a.md")
    assert source.given <= 2**22


def test_without_room_it_is_refused_and_nothing_stays(house, monkeypatch):
    def full(path):
        return shutil._ntuple_diskusage(1, 1, 0)

    monkeypatch.setattr(shutil, "disk_usage", full)
    with pytest.raises(DocumentRefused, match="no room"):
        house.library.add(file("words"), "a.md")
    assert list((house.folder / "files").iterdir()) == []


def test_a_disk_that_breaks_is_told(house):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(KnowledgeUnavailable, match="Input/output"):
        house.library.add(Broken(b"words"), "a.md")


def test_a_collection_that_cannot_be_is_refused(house):
    with pytest.raises(InvalidRequest):
        house.library.add(file("words"), "a.md", "x" * 81)
    assert list((house.folder / "files").iterdir()) == []


def test_bad_files_are_named_with_their_reason_and_the_rest_goes_on(house, embedder):
    house.library.add(file(b"%PDF-1.7 nothing more"), "broken.pdf")
    house.library.add(file(b"PK\3\4 nothing more"), "broken.docx")
    house.library.add(file(b"\0\1\2\3" * 500), "binary.txt")
    house.library.add(file("   \n\n  "), "blank.md")
    house.library.add(file("good"), "good.md")
    house.settle()
    documents = {one.name: one for one in house.library.documents()}
    good = documents.pop("good.md")
    assert (good.status, good.error) == (Status.READY, "")
    for name, document in documents.items():
        assert document.status is Status.FAILED, name
        assert name in document.error
        assert document.hint


def test_a_document_is_not_looked_for_before_its_copy_is_in_place(house, embedder, monkeypatch):
    keep, listed = house.library._files.keep, threading.Event()

    def keep_late(copy, document):
        house.library._pipeline.wake()
        listed.wait(0.3)
        keep(copy, document)

    monkeypatch.setattr(house.library._files, "keep", keep_late)
    house.library.add(file("late"), "late.md")
    house.settle()
    assert house.statuses() == {"late.md": Status.READY}


# Going on


def test_progress_is_told_while_it_is_read(house, embedder, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 1)
    embedder.gate.clear()
    document = house.library.add(file(long_text(200)), "long.md")
    until(lambda: house.library.document(document.id).status is Status.READING)
    version = house.library.version
    shares = []

    def share():
        shares.append(house.library.document(document.id).progress)
        return shares[-1]

    assert share() < 0.2
    embedder.gate.set()
    until(lambda: share() > 0.5)
    house.settle()
    assert house.library.document(document.id).progress == 1.0
    assert shares == sorted(shares)
    assert house.library.version > version


def test_a_small_document_does_not_wait_for_a_large_one(house, embedder, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 32)
    monkeypatch.setattr(pipeline, "LARGE_BYTES", 1000)
    embedder.gate.clear()
    large = house.library.add(file(long_text(500)), "large.md")
    until(lambda: house.library.document(large.id).status is Status.READING)
    small = house.library.add(file("small"), "small.md")
    embedder.gate.set()
    house.settle()
    until(lambda: len(indexed(house)) == 2)  # a stage is told just after its document is ready
    assert indexed(house) == [small.id, large.id]


def indexed(house):
    return [about["document"] for stage, about in house.stages if stage == "index"]


def test_stages_are_told_of_each_document(house, embedder):
    document = house.library.add(file("words"), "a.md")
    house.settle()
    until(lambda: len(house.stages) == 3)
    assert [stage for stage, _ in house.stages] == ["read", "embed", "index"]
    assert house.stages[0][1] == {"document": document.id, "bytes": 5}
    assert house.stages[1][1] == {"document": document.id, "passages": 1}


def test_a_document_is_cancelled_while_it_is_read(house, embedder):
    embedder.gate.clear()
    document = house.library.add(file("gone"), "gone.md")
    until(lambda: house.library.document(document.id).status is Status.READING)
    house.library.cancel(document.id)
    embedder.gate.set()
    house.settle()
    assert house.library.documents() == []
    assert list((house.folder / "files").iterdir()) == []
    with pytest.raises(DocumentNotFound):
        house.library.document(document.id)


def test_one_that_is_ready_cannot_be_cancelled(house, embedder):
    document = house.library.add(file("stays"), "a.md")
    house.settle()
    house.library.cancel(document.id)
    assert house.found("stays") == ["a.md"]


def test_a_removed_document_leaves_nothing(house, embedder):
    document = house.library.add(file("The word is xylophone."), "secret.md")
    house.library.add(file("other"), "other.md")
    house.settle()
    house.library.remove(document.id)
    assert house.found("xylophone") == []
    house.close()
    for path in house.folder.rglob("*"):
        assert path.is_dir() or b"xylophone" not in path.read_bytes().lower(), path
    house._open()


def test_what_failed_is_read_again_if_a_person_asks(house, embedder):
    document = house.library.add(file(b"\0\1" * 500), "a.md")
    house.settle()
    house.library.file(document.id).write_text("mended")
    house.library.retry(document.id)
    house.settle()
    assert house.found("mended") == ["a.md"]


def test_what_failed_is_read_again_if_it_is_handed_in_again(house, embedder):
    house.library.add(file(b"\0\1" * 500), "a.md")
    house.settle()
    again = house.library.add(file(b"\0\1" * 500), "a.md")
    assert again.status in (Status.QUEUED, Status.READING)


def test_an_original_that_vanished_is_told(house):
    document = house.library.add(file("words"), "a.md")
    shutil.rmtree(house.library.file(document.id).parent)
    house.library.use(WordEmbedder())
    house.library.start()
    house.settle()
    assert "isn't there any more" in house.library.document(document.id).error


# When something breaks


def test_an_embedder_that_breaks_off_is_asked_again(house, embedder):
    embedder.failing = 2
    house.library.add(file("words"), "a.md")
    house.settle()
    assert house.statuses() == {"a.md": Status.READY}
    assert house.library.standing.error == ""


def test_one_that_stays_broken_is_told_and_tried_later(house, embedder, monkeypatch):
    monkeypatch.setattr(line, "RETRY_SECONDS", 0.3)
    embedder.failing = 5
    house.library.add(file("words"), "a.md")
    until(lambda: house.library.standing.error == "The embedder broke off.")
    assert house.library.documents()[0].hint == "The embedder broke off."
    house.settle()
    assert house.statuses() == {"a.md": Status.READY}
    until(lambda: house.library.standing.error == "")


def test_a_full_disk_is_told_and_nothing_is_lost(house, embedder, monkeypatch):
    monkeypatch.setattr(line, "RETRY_SECONDS", 0.3)
    add, full = house.store.add_passages, [True]

    def add_passages(*args):
        if full:
            raise KnowledgeUnavailable("The documents' disk is full.", "Make room.")
        add(*args)

    monkeypatch.setattr(house.store, "add_passages", add_passages)
    house.library.add(file("words"), "a.md")
    until(lambda: house.library.standing.error != "")
    assert house.library.standing.hint == "Make room."
    assert house.found("words") == []
    full.clear()
    house.settle()
    assert house.found("words") == ["a.md"]
    until(lambda: house.library.standing.error == "")


def test_without_a_model_standing_says_why(house):
    house.library.use(None, ModelNotFound("There is no embedding model.", "Fetch one."))
    standing = house.library.standing
    assert (standing.model, standing.error, standing.hint) == (
        "",
        "There is no embedding model.",
        "Fetch one.",
    )


def test_what_was_in_flight_is_taken_up_at_the_next_start(house, embedder, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 32)
    document = house.library.add(file(long_text(300)), "long.md")
    until(lambda: house.store.document(document.id).passages > 0)
    embedder.gate.clear()
    house.again()
    done = house.store.document(document.id).passages
    assert done > 0
    assert house.found("paragraph") == []
    again = WordEmbedder()
    house.library.use(again)
    house.library.start()
    house.settle()
    ready = house.library.document(document.id)
    assert ready.status is Status.READY
    assert len(again.texts) == ready.passages - done


def test_a_lost_database_is_filled_from_the_originals(house, embedder):
    house.library.add(file("kept words"), "kept.md", "papers")
    house.library.add(file("a note"), "note.md", f"{ATTACHED}7")
    house.settle()
    house.close()
    for path in house.folder.glob("knowledge.db*"):
        path.unlink()
    house._open()
    house.library.use(WordEmbedder())
    house.library.start()
    until(lambda: len(house.statuses()) == 1)
    house.settle()
    assert house.library.documents("papers")[0].name == "kept.md"
    assert house.found("kept") == ["kept.md"]
    assert house.library.documents(f"{ATTACHED}7")[0].name == "note.md"


def test_a_copy_that_was_not_handed_in_yet_is_swept_up(house):
    stray = house.folder / "files" / "incoming-abc"
    stray.mkdir(parents=True)
    (stray / "original.md").write_text("half of")
    house.library.use(WordEmbedder())
    house.library.start()
    until(lambda: not stray.exists())
    assert house.library.documents() == []


# Collections


def test_a_collection_is_removed_with_its_documents(house, embedder):
    house.library.add(file("one"), "a.md", "papers")
    house.library.add(file("two"), "b.md")
    house.settle()
    house.library.remove_collection("papers")
    assert [one.name for one in house.library.documents()] == ["b.md"]
    assert len(list((house.folder / "files").iterdir())) == 1


def test_a_renamed_collection_keeps_its_name_when_the_database_is_lost(house, embedder):
    house.library.add(file("one"), "a.md", "papers")
    house.settle()
    house.library.rename_collection("papers", "Letters")
    assert [one.name for one in house.library.collections()] == ["Letters"]
    house.close()
    (house.folder / "knowledge.db").unlink()
    house._open()
    house.library.use(WordEmbedder())
    house.library.start()
    until(lambda: [one.name for one in house.library.collections()] == ["Letters"])


def test_attachments_go_with_their_conversation(house, embedder, monkeypatch):
    house.library.add(file("one"), "a.md", f"{ATTACHED}1")
    house.library.add(file("two"), "b.md", f"{ATTACHED}2")
    house.library.add(file("three"), "c.md", f"{ATTACHED}3")
    house.settle()
    house.library.erase_attachments("1")
    house.library.erase_attachments("never")
    house.library.sweep(lambda conversation: False)
    assert house.store.count(Scope(attached="2", everything=False)) == 1, "it may begin yet"
    monkeypatch.setattr(collected, "FRESH_SECONDS", 0.0)
    house.library.sweep(lambda conversation: conversation == "3")
    attached = [house.store.count(Scope(attached=one, everything=False)) for one in "123"]
    assert attached == [0, 0, 1]
    assert len(list((house.folder / "files").iterdir())) == 1


# Turns


def test_a_turn_holds_embedding_up(house, embedder):
    house.library.pause()
    assert embedder.paused == 1
    house.library.pause()
    house.library.resume()
    assert embedder.paused == 1
    house.library.resume()
    assert embedder.paused == 0


def test_an_embedder_that_comes_during_a_turn_is_held_up_too(house):
    house.library.pause()
    embedder = WordEmbedder()
    house.library.use(embedder)
    assert embedder.paused == 1
    house.library.close()
    assert embedder.paused == 0
