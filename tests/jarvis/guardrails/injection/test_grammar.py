"""The lexicon, the conjugation, and that no rule is skipped where it would match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.injection import RULES, english, spanish
from jarvis.guardrails.injection.conjugation import forms
from jarvis.guardrails.injection.grammar import compiled
from jarvis.guardrails.injection.lexicon import CLASS_OF, LEXICON, NAMES, TAGS
from jarvis.guardrails.injection.matching import Grammar
from jarvis.guardrails.injection.reading import Reading

GRAMMAR = Grammar(RULES)
sentences = st.lists(st.sampled_from([*TAGS.values(), "_", ",", ":"]), min_size=1, max_size=12)


@given(st.lists(sentences, min_size=1, max_size=3))
def test_no_rule_that_matches_is_skipped(words: list[list[str]]) -> None:
    tags = "\n" + "\n".join("".join(sentence) for sentence in words) + "\n"
    tried = {(rule.pattern.pattern, start) for rule, start, _ in GRAMMAR.matches(tags)}
    for rule in RULES:
        for match in rule.pattern.finditer(tags):
            assert (rule.pattern.pattern, match.start()) in tried


@pytest.mark.parametrize("source", [english, spanish])
def test_a_word_has_one_class(source: object) -> None:
    words = [word for each in source.WORDS.values() for word in each.split()]  # type: ignore[attr-defined]
    assert sorted(words) == sorted(set(words))


def test_every_class_is_asked_for() -> None:
    asked = "".join(rule.pattern.pattern for rule in RULES)
    spare = {"ROTATED", "REVERSED", "LIKE"}  # for other readers of the tags
    assert [name for name in NAMES if TAGS[name] not in asked and name not in spare] == []


def test_a_name_that_is_no_class_is_refused() -> None:
    with pytest.raises(KeyError):
        compiled("FORGET NOSUCHCLASS")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("ignorar", {"ignora", "ignore", "ignores", "ignorad", "ignoren", "ignorar", "ignoralas"}),
        ("mostrar:muestr", {"muestra", "muestre", "muestrame", "mostrad", "mostrarme"}),
        ("decir:di:dig", {"di", "diga", "digas", "dime", "decid", "decirselo"} - {"decirselo"}),
        ("hacer:haz:hag", {"haz", "haga", "hagas", "hazlo"}),
        ("copiar", {"copia", "copie", "copialo"}),
        ("pegar", {"pega", "pegue", "pegues"}),
        ("empezar:empiez", {"empieza", "empiece", "empieces"}),
    ],
)
def test_spanish_verbs_order(entry: str, expected: set[str]) -> None:
    assert expected <= forms(entry)


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("ign0re", "ignore"),
        ("1gn0r3", "ignore"),
        ("ignroe", "ignore"),
        ("instrucitons", "instructions"),
        ("olvídalas", "olvida"),
        ("instrucción", "instruccion"),
    ],
)
def test_a_word_is_known_in_disguise(word: str, like: str) -> None:
    assert LEXICON[word] == TAGS[CLASS_OF[like]]


def test_the_lexicon_keeps_no_word_that_it_is_asked_for() -> None:
    before = len(LEXICON)
    assert LEXICON["zzyzx"] == LEXICON["hunter22"] == "_"
    assert len(LEXICON) == before


def test_letters_whose_lower_case_is_longer_keep_their_place() -> None:
    reading = Reading("İİ ignore")
    assert len(reading.text) == len("İİ ignore")
    assert reading.places[-2] == (3, 9)
