"""Search by words: what is found, where it is looked for, and what too common words do."""

import pytest

from jarvis.knowledge.documents import ATTACHED, Scope
from jarvis.knowledge.question import Question
from jarvis.knowledge.store import Store
from jarvis.knowledge.storing import pruning
from tests.jarvis.knowledge.vectors.filling import fill


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "knowledge")
    yield store
    store.close()


def found(store, question, scope=None):
    match = Question.of(question).match
    return [
        store.passage(key).text
        for key, score in store.lexical(match, scope or Scope(), 10)
        if score > 0
    ]


def test_words_stems_and_accents(store):
    lease = "El arrendamiento terminará en mayo."
    fill(store, "a.md", lease, "Nada que ver.", "The contracts were signed.")
    assert found(store, "¿Cuándo terminara el arrendamiento?")[0] == lease
    assert found(store, "contract signing") == ["The contracts were signed."]
    assert store.lexical("", Scope(), 5) == []


def test_headings_are_found_and_are_no_part_of_the_text(store):
    document, _ = store.add("documents", "a.md", 1, "a" * 64)
    from tests.jarvis.knowledge.vectors.filling import MODEL, pieces, vectors

    given = pieces("Thirty days.", heading="Lease › Notice")
    store.add_passages(document.id, 0, given, vectors(1), MODEL)
    store.ready(document.id)
    assert found(store, "notice") == ["Thirty days."]


def test_the_better_match_comes_first(store):
    fill(store, "a.md", "Dogs bark.", "Dogs, dogs and a cat.", "A cat and a cat.", "Birds sing.")
    scores = [score for _, score in store.lexical('words:"dogs" OR words:"cat"', Scope(), 10)]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert len(store.lexical('words:"dogs" OR words:"cat"', Scope(), 1)) == 1


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {"one", "two"}),
        (Scope(collections=("ONE",)), {"one"}),
        (Scope(collections=("one", "nobody's")), {"one"}),
        (Scope(collections=("nobody's",)), set()),
        (Scope(attached="7"), {"one", "two", "seven"}),
        (Scope(collections=("two",), attached="7"), {"two", "seven"}),
        (Scope(attached="7", everything=False), {"seven"}),
        (Scope(collections=("one",), everything=False), set()),
        (Scope(attached="8"), {"one", "two"}),
    ],
)
def test_only_what_is_in_scope_is_found(store, scope, expected):
    for collection, word in (("one", "one"), ("two", "two"), (ATTACHED + "7", "seven")):
        fill(store, f"{word}.md", f"The word is {word}.", collection=collection)
    assert set(found(store, "word", scope)) == {f"The word is {one}." for one in expected}
    assert store.count(scope) == len(expected)
    assert len(store.scope_collections(scope)) == len(expected)
    assert len(store.holding("THE WORD is", scope, 9)) == len(expected)


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("AB-1234", 0),
        ("ab-1234", 0),
        ("foo_bar()", 1),
        ("canción de cuna", 2),
        ("CANCION  de\ncuna", 2),
        ("4.2.1", 3),
    ],
)
def test_codes_and_phrases_are_found_as_they_are_written(store, phrase, number):
    texts = [
        "Order AB-1234 came.",
        "Call foo_bar() twice.",
        "Una canción de  cuna.",
        "Version 4.2.1 is out.",
        "AB 1234, foo bar, cuna de canción, 4.2.10 and 14.2.1",
    ]
    fill(store, "a.md", *texts)
    assert [store.passage(key).number for key in store.holding(phrase, Scope(), 5)] == [number]


@pytest.mark.parametrize("phrase", ["", '"', "()", "***", "x" * 3000, "a AND b OR (", "words:"])
def test_any_phrase_can_be_looked_for(store, phrase):
    fill(store, "a.md", "Nothing of the kind.")
    assert store.holding(phrase, Scope(), 5) == []


def test_too_common_words_are_left_out_where_others_remain(store, monkeypatch):
    monkeypatch.setattr(pruning, "POSTINGS", 20)
    monkeypatch.setattr(pruning, "LEAST", 1)
    fill(store, "a.md", *(f"common word{number}" for number in range(30)))
    common, rare, absent = 'words:"common"', 'words:"word7"', 'words:"nowhere"'
    either = f"{common} OR {rare} OR {absent}"
    assert [store.passage(key).number for key, _ in store.lexical(either, Scope(), 50)] == [7]
    assert len(store.lexical(common, Scope(), 50)) == 30
    assert len(store.lexical(f"{common} OR {absent}", Scope(), 50)) == 30
    needed = f'words:"word7" AND ({common})'
    assert [store.passage(key).number for key, _ in store.lexical(needed, Scope(), 50)] == [7]
