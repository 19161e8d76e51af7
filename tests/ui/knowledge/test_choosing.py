"""Which documents a question is asked of."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.documents import Scope
from ui.english import ENGLISH
from ui.knowledge.choosing import WITHOUT, chooser, clip, scope
from ui.spanish import SPANISH

NAMES = st.lists(st.text(min_size=1).filter(str.strip), max_size=5)


def test_at_first_all_documents_help_and_none_is_a_must() -> None:
    assert scope("", "", "c1") == scope("auto", "[]", "c1") == Scope(attached="c1")


@given(NAMES)
def test_only_chosen_collections_are_asked_and_then_nothing_else_answers(names) -> None:
    asked = scope("only", json.dumps(names), "c1")
    assert asked == Scope(tuple(names), attached="c1", strict=True)


def test_nobody_asks_what_belongs_to_another_conversation() -> None:
    asked = scope("only", '["conversation:c2", " Conversation:c2", "Work"]', "c1")
    assert asked == Scope(("Work",), attached="c1", strict=True)


def test_none_still_means_what_is_attached() -> None:
    assert scope("none", "", "c1") == Scope(attached="c1", everything=False)


def test_one_answer_without_any_document() -> None:
    assert scope(WITHOUT, '["work"]', "c1") is None


@given(st.text())
def test_whatever_a_browser_sends_is_understood_as_something(text) -> None:
    assert isinstance(scope(text, text, ""), Scope | None)


@pytest.mark.parametrize("sent", ["{}", "3", "null", '[1, null, "", " "]', "[[]]", "nonsense"])
def test_what_is_no_list_of_names_is_all_of_them(sent) -> None:
    asked = scope("auto", sent, "")
    assert asked is not None
    assert asked.collections == ()


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_the_button_says_what_is_chosen_for_every_mode(words) -> None:
    said = words.knowledge
    assert set(said.chosen) == set(said.modes)
    assert said.chooser.format(mode=said.chosen["auto"]) in chooser(said)


def test_a_file_that_is_too_large_can_be_told_so_before_it_is_sent() -> None:
    assert 'data-limit="200"' in clip(ENGLISH.knowledge, 200)
    assert "MiB" in clip(ENGLISH.knowledge, 200)
    assert "se leen archivos" in clip(SPANISH.knowledge, 200)
