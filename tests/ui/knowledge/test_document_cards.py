"""The list of documents."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.documents import Status
from tests.ui.knowledge.samples import HOSTILE, document
from ui.english import ENGLISH
from ui.knowledge.attaching import chips, waiting
from ui.knowledge.document_cards import (
    PAGE_SIZE,
    Choice,
    card,
    counts,
    document_list,
    file_size,
    time_left,
)
from ui.spanish import SPANISH


def test_a_document_that_is_ready_says_how_much_it_holds() -> None:
    drawn = card(document(), ENGLISH)
    for fact in ("lease.pdf", "ready", "14 kB", "3 pages", "12 passages", "Documents"):
        assert fact in drawn
    assert 'data-do="document-delete"' in drawn
    assert "document-cancel" not in drawn


def test_one_that_is_read_shows_how_far_and_how_long() -> None:
    reading = document(status=Status.READING, progress=0.42, seconds_left=12.4)
    drawn = card(reading, ENGLISH)
    assert 'value="0.420"' in drawn
    assert "42\N{NO-BREAK SPACE}% · 12 s left" in drawn
    assert 'data-do="document-cancel"' in drawn


def test_one_that_failed_says_why_and_what_to_do_and_can_be_tried_again() -> None:
    failed = document(status=Status.FAILED, error="It is <locked>.", hint="Unlock it.")
    drawn = card(failed, ENGLISH)
    assert "It is &lt;locked&gt;." in drawn
    assert "Unlock it." in drawn
    assert 'data-do="document-retry"' in drawn


def test_a_ready_one_says_what_was_left_out_without_alarm() -> None:
    drawn = card(document(hint="Two pictures were left out."), ENGLISH)
    assert "Two pictures were left out." in drawn
    assert "problem" not in drawn


@given(st.text(max_size=60))
def test_no_name_becomes_markup(name) -> None:
    drawn = card(document(name=name), ENGLISH)
    assert drawn.count("<") == card(document(name=""), ENGLISH).count("<")
    assert f"<bdi>{name}</bdi>" in unescape(drawn)


def test_a_hostile_name_is_shown_as_it_is() -> None:
    assert "<script" not in card(document(name=HOSTILE), ENGLISH)
    assert HOSTILE in unescape(card(document(name=HOSTILE), ENGLISH))


def many(count: int) -> list:
    return [document(f"d{i}", f"note {i}.md") for i in range(count)]


@given(st.integers(0, 230), st.integers(0, 10_000))
def test_every_part_of_the_list_is_there_and_none_is_too_long(count, offset) -> None:
    drawn = document_list(many(count), Choice(offset=offset), ENGLISH)
    assert (drawn.count("<article") > 0) == (count > 0)
    assert drawn.count("<article") <= PAGE_SIZE
    assert ("documents-pager" in drawn) == (count > PAGE_SIZE)


def test_an_empty_list_says_what_the_tab_is_for_and_an_empty_filter_doesnt() -> None:
    assert ENGLISH.knowledge.empty in document_list([], Choice(), ENGLISH)
    assert ENGLISH.knowledge.empty_filter in document_list(many(1), Choice(text="zz"), ENGLISH)


def test_names_and_states_narrow_the_list_and_the_counts() -> None:
    documents = [
        document("a", "Año.md"),
        document("b", "b.md", status=Status.FAILED, error="No."),
        document("c", "c.md", status=Status.QUEUED),
    ]
    drawn = document_list(documents, Choice(shown="unread"), ENGLISH)
    assert 'id="document-c"' in drawn
    assert drawn.count("<article") == 1
    assert document_list(documents, Choice(text="AÑO"), ENGLISH).count("<article") == 1
    assert "Not read <b>1</b>" in counts(documents, Choice(), ENGLISH)
    assert "All <b>3</b>" in counts(documents, Choice(), ENGLISH)


@pytest.mark.parametrize(
    ("seconds", "said"), [(None, ""), (0.2, "1 s left"), (45, "45 s left"), (240, "4 min left")]
)
def test_what_is_left_is_said_roughly(seconds, said) -> None:
    assert time_left(seconds, ENGLISH) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(12, "12 bytes"), (14_000, "14 kB"), (1_500_000, "1.5 MB"), (52_000_000, "52 MB")],
)
def test_sizes_as_people_read_them(count, said) -> None:
    assert file_size(count, ENGLISH) == said
    assert file_size(count, SPANISH) == said.replace(".", ",")


def test_a_question_waits_for_attached_files_that_are_being_read() -> None:
    reading = document(status=Status.READING, progress=0.5)
    assert waiting([document(), reading])
    assert not waiting([document(), document(status=Status.FAILED)])
    assert "50\N{NO-BREAK SPACE}%" in chips([reading], ENGLISH)
    assert "<script" not in chips([document(name=HOSTILE)], ENGLISH)
