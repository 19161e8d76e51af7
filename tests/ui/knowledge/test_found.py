"""What a search found and why."""

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.documents import Hit
from tests.ui.knowledge.samples import HOSTILE, passage, retrieval
from ui.english import ENGLISH
from ui.knowledge.found import found, marked, wanted_stems
from ui.spanish import SPANISH


def test_hits_show_their_scores_and_where_they_are() -> None:
    drawn = found(retrieval(0.82), 0.35, ENGLISH)
    for part in ("0.82", "meaning <b>0.50</b>", "words <b>3.2</b>", "page 2", "Lease › Notice"):
        assert part in drawn
    assert "0,82" in found(retrieval(0.82), 0.35, SPANISH)


def test_a_leg_that_found_nothing_says_so() -> None:
    one = retrieval(0.8)
    drawn = found(replace(one, hits=(Hit(passage(), 0.8),)), 0.35, ENGLISH)
    assert drawn.count("<b>–</b>") == 2


def test_the_line_is_drawn_where_jarvis_would_stop() -> None:
    drawn = found(retrieval(0.8, 0.4, 0.2), 0.35, ENGLISH)
    assert drawn.index("threshold") > drawn.index("0.40")
    assert drawn.index("threshold") < drawn.index("0.20")
    assert drawn.count("hit faint") == 1
    assert "threshold" not in found(retrieval(0.8, 0.4), 0.35, ENGLISH)


def test_mute_documents_are_told_as_such_and_their_nearest_passages_shown() -> None:
    drawn = found(retrieval(0.3, 0.2, speaks=False), 0.35, ENGLISH)
    assert ENGLISH.knowledge.search_silent in drawn
    assert drawn.count("hit faint") == 2


def test_nothing_to_search_and_nothing_found_are_two_things() -> None:
    assert ENGLISH.knowledge.search_nothing in found(retrieval(), 0.35, ENGLISH)
    empty = replace(retrieval(), searched=0)
    assert ENGLISH.knowledge.search_no_documents in found(empty, 0.35, ENGLISH)


def test_words_are_marked_whatever_their_ending_and_accents() -> None:
    wanted = wanted_stems("¿Qué dicen los contratos de la pagina?")
    drawn = marked("El contrato está en las páginas de la casa.", wanted)
    assert drawn == "El <mark>contrato</mark> está en las <mark>páginas</mark> de la casa."


def test_what_was_asked_word_for_word_is_marked_and_named() -> None:
    hit = Hit(passage(text="See AB-1234."), 0.9, exact=("AB-1234",))
    drawn = found(replace(retrieval(0.9), hits=(hit,)), 0.35, ENGLISH)
    assert "<q>AB-1234</q>" in drawn


@given(st.text(max_size=80), st.text(max_size=30))
def test_marking_loses_nothing_and_lets_no_markup_through(text, question) -> None:
    drawn = marked(text, wanted_stems(question), (question,))
    assert unescape(re.sub("</?mark>", "", drawn)) == unescape(text) or "&" in text
    assert set(re.findall("<[^>]*>", drawn)) <= {"<mark>", "</mark>"}


def test_a_hostile_name_is_shown_as_it_is() -> None:
    hit = Hit(passage(name=HOSTILE, text=HOSTILE), 0.9)
    assert "<script" not in found(replace(retrieval(0.9), hits=(hit,)), 0.35, ENGLISH)
