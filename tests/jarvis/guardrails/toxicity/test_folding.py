"""Folding keeps lengths, and gives back only words that the lexicon knows."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.toxicity.folding import FILLER, Disguises, folded

DISGUISES = Disguises(frozenset({"idiot", "you", "puta", "class"}), frozenset({"idiot", "puta"}))


def test_every_character_folds_to_one():
    for code in range(sys.maxunicode + 1):
        assert len(folded(chr(code) + "x")) == 2


def test_case_and_accents_go_and_the_tilde_of_n_stays():
    assert folded("ÁRBOL Müller AÑO İstanbul") == "arbol muller año istanbul"


@given(st.text())
def test_a_text_keeps_its_length(text):
    assert len(DISGUISES.undone(folded(text))) == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("an 1d10t!", "an idiot!"),
        ("id!ot", "idiot"),
        ("p*ta", "puta"),
        ("idi**", "idiot"),
        ("y0u", "you"),
        ("idioooot", "idiot" + FILLER * 3),
        ("p u t a", "puta" + FILLER * 3),
        ("a p.u.t.a", "a puta" + FILLER * 3),
    ],
)
def test_disguises_are_undone(written, read):
    assert DISGUISES.undone(written) == read


@pytest.mark.parametrize(
    "text",
    ["v1.2.3", "x1_y2 = 0x1f", "a*b", "**class**", "1d20", "u.s.a.", "www.idiot.example/y0", "p2p",
     "i**2", "2026-11-03", "a b c d"],
)  # fmt: skip
def test_codes_numbers_and_emphasis_stay(text):
    assert DISGUISES.undone(text) == text
