"""The little language of rules, and the words that come with it."""

import pytest

from jarvis.guardrails.toxicity.grammar import Grammar
from jarvis.guardrails.toxicity.inflecting import (
    diminutives,
    genders,
    gerunds,
    plurals,
    spanish_verbs,
    with_clitics,
)
from jarvis.guardrails.toxicity.rule import Rule

WORDS = {
    "I": {"i", "we"},
    "WILL": {"will", "'ll"},
    "EAT": {"eat", "tear_up"},
    "YOU": {"you"},
    "CAKE": {"cake"},
}
SPLIT = {"eatya": ("eat", "you")}


def spans(pattern, text):
    core = frozenset({"EAT", "CAKE"})
    grammar = Grammar(WORDS, SPLIT, core, [Rule("test", 1, 1.0, pattern, "")])
    sentence = grammar.tagged(text, 0, len(text))
    return [text[slice(*match.span)] for match in grammar.matches(sentence)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("I WILL EAT", "today we will eat", ["we will eat"]),
        ("I WILL EAT", "i'll eat", ["i'll eat"]),
        ("I WILL ~2 EAT", "i will gladly soon eat", ["i will gladly soon eat"]),
        ("I WILL ~1 EAT", "i will gladly soon eat", []),
        ("I WILL? EAT", "i eat", ["i eat"]),
        ("I ~3 EAT", 'i said "eat', []),
        ("!I EAT", "they eat and i eat", ["they eat"]),
        ("EAT|CAKE , YOU", "cake, you", ["cake, you"]),
        ("^ CAKE $", "cake", ["cake"]),
        ("^ CAKE", "no cake", []),
        ("CAKE ,|$", "cake", ["cake"]),
        ("EAT YOU", "they eatya", ["eatya"]),
        ("EAT YOU", "i tear up you", ["tear up you"]),
        ("EAT all", "eat all", ["eat all"]),
        ("EAT YOU* CAKE", "eat you you you cake", ["eat you you you cake"]),
    ],
)
def test_patterns(pattern, text, found):
    assert spans(pattern, text) == found


def test_a_rule_needs_a_rare_word():
    with pytest.raises(ValueError, match="rare word"):
        spans("I WILL", "i will")


def test_a_role_that_no_word_plays_is_named():
    with pytest.raises(ValueError, match="TEA"):
        spans("EAT TEA", "eat tea")


def test_sentences_without_rare_words_are_read_no_further():
    grammar = Grammar(WORDS, SPLIT, frozenset({"EAT"}), [])
    assert grammar.concerns(["they", "eatya"])
    assert grammar.concerns(["up", "they", "tear", "it"])
    assert not grammar.concerns(["tear", "it", "down"])


def test_english_forms():
    assert plurals("witch army boy") == {"witch", "witches", "army", "armies", "boy", "boys"}
    assert gerunds("stab+ make die kill") == {"stabbing", "making", "dying", "killing"}


def test_spanish_forms():
    assert genders("tonto capaz cabrón") == {
        "tonto", "tonta", "tontos", "tontas", "capaz", "capaces",
        "cabron", "cabrones", "cabrona", "cabronas",
    }  # fmt: skip
    assert {"tontito", "tontazo", "tontitas"} <= diminutives("tonto")
    assert {"atacar", "ataque", "ataco"} <= spanish_verbs("atacar", "INF", "FUT", "SUBJ")
    assert "cuelga" in spanish_verbs("colgar/cuelg", "IMP")
    assert "abriendo" in spanish_verbs("abrir", "GER")
    assert with_clitics("comer")["comerselo"] == ("comer", "se", "lo")
