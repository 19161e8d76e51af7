import threading

import pytest

from jarvis.knowledge.documents import Document, Piece, Status
from jarvis.knowledge.ingesting.buffer import Buffer, Portion
from jarvis.knowledge.ingesting.progress import Work


def work(name):
    return Work(Document(name, "documents", name, 1, "", Status.QUEUED))


@pytest.fixture
def buffer():
    return Buffer(("small", "large"), 10)


def portion(lane, document, first, pieces=4):
    return Portion(lane, document, first, [Piece("x", 0, 1)] * pieces)


def names(portions):
    return [(one.work.document.id, one.first) for one in portions]


def test_lanes_take_turns(buffer):
    book, note = work("book"), work("note")
    for first in (0, 4, 8):
        buffer.put(portion("large", book, first))
    buffer.put(portion("small", note, 0))
    assert names(buffer.take(12, 0)) == [("note", 0), ("book", 0), ("book", 4)]
    assert names(buffer.take(12, 0)) == [("book", 8)]
    assert buffer.take(12, 0) == []


def test_one_portion_comes_whatever_its_size(buffer):
    buffer.put(portion("large", work("book"), 0, pieces=40))
    assert len(buffer.take(12, 0)) == 1


def test_a_full_lane_waits_and_the_other_does_not(buffer):
    book = work("book")
    for first in (0, 4, 8):
        buffer.put(portion("large", book, first))
    waiting = threading.Thread(target=buffer.put, args=(portion("large", book, 12),))
    waiting.start()
    buffer.put(portion("small", work("note"), 0))
    assert waiting.is_alive()
    buffer.take(100, 0)
    waiting.join(5)
    assert names(buffer.take(100, 1)) == [("book", 12)]


def test_what_was_given_up_is_dropped(buffer):
    gone = work("gone")
    gone.given_up = True
    buffer.put(portion("small", gone, 0))
    assert buffer.take(12, 0) == []
