"""What the set must be, for its figures to mean something."""

from collections import Counter

import pytest

from jarvis.knowledge.words import stems, tokens
from jarvis.knowledge.words.stop_words import STOPS
from tests.jarvis.knowledge.quality.generating import QualitySet, generated
from tests.jarvis.knowledge.quality.material import LANGUAGES, Wording, material
from tests.jarvis.knowledge.quality.questions import KINDS, plain

SETS = ("dev", "test")
WORDINGS = [
    wording
    for name in SETS
    for domain in material(name).domains
    for attribute in domain.attributes
    for wording in attribute.words.values()
]


@pytest.fixture(params=SETS)
def whole(request: pytest.FixtureRequest) -> QualitySet:
    return generated(request.param)


def content(text: str) -> set[str]:
    return set(stems(" ".join(word for word in tokens(text) if word not in STOPS)).split())


def test_it_is_large_enough_and_every_kind_is_in_it(whole: QualitySet) -> None:
    assert len(whole.documents) >= 400
    assert len(whole.questions) >= 600
    kinds = Counter(asked.kind for asked in whole.questions)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 50


def test_ten_documents_share_each_entity(whole: QualitySet) -> None:
    about = Counter(document.name.rsplit(" ", 2)[0] for document in whole.documents)
    assert set(about.values()) == {10}
    assert len({document.text for document in whole.documents}) == len(whole.documents)


def test_every_answer_stands_in_its_document(whole: QualitySet) -> None:
    texts = {document.name: document.text for document in whole.documents}
    for asked in whole.questions:
        assert all(sentence in texts[name] for name, sentence in asked.answers.items())
        assert bool(asked.answers) == (asked.kind != "no answer")


def test_a_code_that_is_asked_for_stands_in_one_document(whole: QualitySet) -> None:
    mentions = Counter(
        mention.code.text for document in whole.documents for mention in document.mentions
    )
    assert set(mentions.values()) == {1}


def test_it_is_the_same_every_time() -> None:
    generated.cache_clear()
    first = generated("test", 1)
    generated.cache_clear()
    assert generated("test", 1) == first


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.noun)
def test_paraphrases_use_other_words_than_documents(wording: Wording) -> None:
    said = content(" ".join(wording.says))
    for other in wording.other:
        assert not said & content(other.replace("{e}", "")), other
    assert all("{e}" in question for question in (wording.asks, *wording.other))


def test_the_held_out_set_shares_nothing_with_the_other() -> None:
    dev, test = material("dev"), material("test")
    for language in LANGUAGES:
        assert not set(dev.far[language]) & set(test.far[language])
        assert not set(dev.absent[language]) & set(test.absent[language])
    nouns = [
        {
            a.words[language].noun
            for d in one.domains
            for a in d.attributes
            for language in LANGUAGES
        }
        for one in (dev, test)
    ]
    entities = [{entity for d in one.domains for entity in d.entities} for one in (dev, test)]
    assert not nouns[0] & nouns[1]
    assert not entities[0] & entities[1]


def test_plain_is_how_people_type_in_a_hurry() -> None:
    assert plain("¿Cuál es el plazo en Peñalta?") == "cual es el plazo en penalta"
