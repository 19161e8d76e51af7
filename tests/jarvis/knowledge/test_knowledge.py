"""The room put together: with a database that can't be opened, and with one that was damaged."""

import os

import pytest

from jarvis.knowledge.documents import Scope
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from tests.jarvis.knowledge_room import LEASE, hand_in, knowledge_room, read
from tests.waiting import until


@pytest.fixture
def unusable(tmp_path):
    """Root may write anywhere: so a file stands where the folder should be."""
    (tmp_path / "knowledge").write_text("no folder", "utf-8")
    return tmp_path / "knowledge"


def test_a_database_that_cannot_be_opened_is_told_and_the_room_works(unusable):
    with knowledge_room(unusable) as room:
        assert room.library.standing.error
        assert "nothing that you hand in is kept" in room.library.standing.hint
        read(room, hand_in(room, "lease.md", LEASE))
        assert room.retriever.search("notice period", Scope()).hits
    assert unusable.read_text("utf-8") == "no folder"


def test_a_damaged_database_is_told_and_the_documents_are_read_anew(tmp_path):
    with knowledge_room(tmp_path) as room:
        read(room, hand_in(room, "lease.md", LEASE))
    database = tmp_path / "knowledge.db"
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.write(os.urandom(size))
    with knowledge_room(tmp_path) as room:
        assert "damaged" in room.library.standing.error
        (document,) = wait_for_one(room)
        read(room, document.id)
        assert room.retriever.search("notice period", Scope()).hits


def wait_for_one(room):
    until(room.library.documents)
    return room.library.documents()


def test_an_empty_room_says_so(tmp_path):
    room = Knowledge(tmp_path, KnowledgeSettings())
    assert room.empty
    hand_in(room, "lease.md", LEASE)
    assert not room.empty
    room.close()
