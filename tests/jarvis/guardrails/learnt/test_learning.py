"""What learning makes of texts: one table for the same texts, and cues that tell them apart."""

import pytest

from jarvis.guardrails.finding import Check
from jarvis.guardrails.learnt.suspicion import suspicions
from scripts.learning.fitting import fitted
from scripts.learning.texts import SETS, Text, texts_for

HARMLESS = ("The boat is blue.", "A red boat sails.", "The blue boat and the red boat are slow.")
HARMFUL = ("The grib is here.", "Take the grib. The boat is blue.", "A red boat sails. Grib it!")


@pytest.fixture(scope="module")
def lessons():
    return [
        Text(text, "en", "own", Check.INJECTION.value, harmful)
        for harmful, texts in ((False, HARMLESS), (True, HARMFUL))
        for text in texts
    ]


def test_the_same_texts_teach_the_same(lessons):
    assert fitted(Check.INJECTION, lessons) == fitted(Check.INJECTION, lessons)


def test_the_sentence_that_makes_a_text_harmful_is_learnt_from_whole_texts(lessons):
    table = fitted(Check.INJECTION, lessons)
    assert table.points["grib"] > 0
    first, second = suspicions("The boat is blue. Take the grib.", table)
    assert second.log_odds > first.log_odds


@pytest.mark.parametrize("check", [Check.INJECTION, Check.TOXICITY])
def test_what_is_held_out_is_never_read(check):
    assert not any("held_out" in folder.parts for folder in SETS.values())
    texts = texts_for(check)
    assert {text.source for text in texts} >= {"own", "everyday"}
    assert all(text.about == check.value for text in texts if text.harmful)
