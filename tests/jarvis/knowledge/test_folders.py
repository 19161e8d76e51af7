import os
import shutil
import time

import pytest

from jarvis.errors import DocumentNotFound, DocumentRefused
from jarvis.knowledge.documents import Status
from jarvis.knowledge.folders import follower, scanning, watching
from jarvis.knowledge.folders.scanning import scan
from tests.jarvis.knowledge.library_house import LibraryHouse, WordEmbedder
from tests.waiting import until


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """We look more often than a person has to wait."""
    monkeypatch.setattr(watching, "TICK_MS", 150)
    monkeypatch.setattr(watching, "STEP_MS", 50)
    monkeypatch.setattr(follower, "AWAY_SECONDS", 0.2)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def house(tmp_path):
    house = LibraryHouse(tmp_path / "data" / "knowledge")
    yield house
    house.close()


@pytest.fixture
def running(house):
    house.library.use(WordEmbedder())
    house.library.start()
    return house


def write(path, text, *, seconds_ago=5.0):
    """A file that rests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    then = time.time() - seconds_ago
    os.utime(path, (then, then))
    return path


def test_new_changed_and_removed_files_are_followed(running, folder):
    write(folder / "a.md", "apple")
    write(folder / "deep" / "er" / "b.txt", "banana")
    running.library.watch(folder, "papers")
    until(lambda: running.found("apple") == ["a.md"])
    until(lambda: running.found("banana") == ["deep/er/b.txt"])
    document = running.library.documents("papers")[0]
    assert running.library.file(document.id) == folder / document.name
    assert not (running.folder / "files").exists()

    write(folder / "c.md", "cherry")
    until(lambda: running.found("cherry") == ["c.md"])
    write(folder / "a.md", "apricot")
    until(lambda: running.found("apricot") == ["a.md"])
    until(lambda: running.found("apple") == [])
    (folder / "c.md").unlink()
    shutil.rmtree(folder / "deep")
    until(lambda: running.statuses() == {"a.md": Status.READY})


def test_the_old_text_is_found_until_the_new_one_is_ready(running, folder):
    write(folder / "a.md", "apple")
    running.library.watch(folder)
    until(lambda: running.found("apple") == ["a.md"])
    embedder = running.library.embedder
    embedder.gate.clear()
    write(folder / "a.md", "apricot")
    until(lambda: len(running.library.documents()) == 2)
    assert running.found("apple") == ["a.md"]
    embedder.gate.set()
    until(lambda: running.found("apricot") == ["a.md"] and running.found("apple") == [])
    assert len(running.library.documents()) == 1


def test_what_changed_while_jarvis_was_off_is_followed(running, folder):
    write(folder / "a.md", "apple")
    write(folder / "b.md", "banana")
    write(folder / "same.md", "same")
    running.library.watch(folder)
    until(lambda: len(running.statuses()) == 3 and not running.library.busy)
    running.again()
    write(folder / "a.md", "apricot")
    (folder / "b.md").unlink()
    write(folder / "c.md", "cherry")
    embedder = WordEmbedder()
    running.library.use(embedder)
    running.library.start()
    until(lambda: set(running.statuses()) == {"a.md", "c.md", "same.md"})
    until(lambda: running.found("apricot") == ["a.md"] and running.found("apple") == [])
    assert sorted(embedder.texts) == ["apricot", "cherry"]


def test_a_folder_that_config_toml_names_is_followed_and_kept(tmp_path, folder):
    write(folder / "a.md", "apple")
    house = LibraryHouse(tmp_path / "knowledge", folders=(str(folder),))
    house.library.use(WordEmbedder())
    house.library.start()
    until(lambda: house.found("apple") == ["a.md"])
    assert [one.configured for one in house.library.folders()] == [True]
    with pytest.raises(DocumentRefused, match="config"):
        house.library.unwatch(folder)
    house.close()


def test_a_folder_that_is_gone_keeps_its_documents_and_is_told(running, folder, tmp_path):
    write(folder / "a.md", "apple")
    running.library.watch(folder)
    until(lambda: running.found("apple") == ["a.md"])
    folder.rename(tmp_path / "elsewhere")
    until(lambda: running.library.folders()[0].error != "")
    assert "isn't there" in running.library.standing.error
    assert running.found("apple") == ["a.md"]
    (tmp_path / "elsewhere").rename(folder)
    write(folder / "b.md", "banana")
    until(lambda: running.found("banana") == ["b.md"])
    until(lambda: running.library.standing.error == "")


def test_a_removed_document_stays_out_until_its_file_changes(running, folder):
    write(folder / "a.md", "apple")
    write(folder / "b.md", "banana")
    running.library.watch(folder)
    until(lambda: running.found("apple") == ["a.md"] and running.found("banana") == ["b.md"])
    (document,) = [one for one in running.library.documents() if one.name == "a.md"]
    running.library.remove(document.id)
    write(folder / "c.md", "cherry")
    until(lambda: running.found("cherry") == ["c.md"])
    assert set(running.statuses()) == {"b.md", "c.md"}
    assert (folder / "a.md").read_text() == "apple"
    write(folder / "a.md", "apricot")
    until(lambda: running.found("apricot") == ["a.md"])


def test_a_folder_that_is_given_up_takes_its_documents_along_but_no_copies(running, folder):
    write(folder / "a.md", "apple")
    write(folder / "b.md", "banana")
    running.library.watch(folder)
    until(lambda: running.found("apple") == ["a.md"] and running.found("banana") == ["b.md"])
    with (folder / "b.md").open("rb") as file:
        running.library.add(file, "b.md")
    running.library.unwatch(folder)
    assert set(running.statuses()) == {"b.md"}
    assert running.library.folders() == []
    with pytest.raises(DocumentNotFound):
        running.library.unwatch(folder)
    running.library.watch(folder)
    until(lambda: running.found("apple") == ["a.md"])


def test_a_collection_that_is_removed_takes_its_folders_along(running, folder):
    write(folder / "a.md", "apple")
    running.library.watch(folder, "papers")
    until(lambda: running.found("apple") == ["a.md"])
    running.library.remove_collection("papers")
    assert running.library.folders() == []
    assert running.library.documents() == []


def test_bad_files_in_a_folder_are_named_and_the_rest_goes_on(running, folder):
    write(folder / "empty.md", "")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    write(folder / "good.md", "good")
    write(folder / "program.exe", "not looked at")
    running.library.watch(folder)
    failed, ready = Status.FAILED, Status.READY
    until(
        lambda: running.statuses() == {"empty.md": failed, "broken.pdf": failed, "good.md": ready}
    )


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_no_folder_is_watched_twice(running, folder, inside):
    (folder / "deeper").mkdir()
    running.library.watch(folder)
    with pytest.raises(DocumentRefused, match="watched already"):
        running.library.watch(folder / inside)


def test_only_folders_that_are_there_and_not_jarvis_own_are_watched(running, folder):
    with pytest.raises(DocumentRefused, match="isn't a folder"):
        running.library.watch(write(folder / "a.md", "file"))
    with pytest.raises(DocumentRefused, match="own files"):
        running.library.watch(running.folder)


# Looking through a folder


def test_links_hidden_and_made_things_are_skipped(folder, tmp_path):
    kept = write(folder / "kept.md", "x")
    write(folder / ".hidden.md", "x")
    write(folder / ".git" / "config.md", "x")
    write(folder / "node_modules" / "x.md", "x")
    write(folder / "~$lock.docx", "x")
    write(folder / "own" / "x.md", "x")
    outside = write(tmp_path / "outside" / "secret.md", "x")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "out").symlink_to(outside.parent, target_is_directory=True)
    (folder / "out.md").symlink_to(outside)
    (folder / "broken.md").symlink_to(folder / "nowhere.md")
    os.mkfifo(folder / "pipe.md")
    found = scan(folder, frozenset({".md", ".docx"}), folder / "own")
    assert list(found.files) == [str(kept)]


def test_too_many_files_are_refused_before_they_are_read(folder, monkeypatch):
    monkeypatch.setattr(scanning, "MOST_FILES", 3)
    for number in range(4):
        write(folder / f"{number}.md", "x")
    with pytest.raises(DocumentRefused, match="more than"):
        scan(folder, frozenset({".md"}), folder / "own")


def test_a_folder_in_it_that_cannot_be_read_is_no_reason_to_forget(folder, monkeypatch):
    write(folder / "locked" / "a.md", "x")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = scan(folder, frozenset({".md"}), folder / "own")
    assert not found.covers(str(folder / "locked" / "a.md"))
    assert found.covers(str(folder / "b.md"))
