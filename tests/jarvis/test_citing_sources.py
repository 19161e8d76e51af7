"""Which source a sentence gets, on generated documents of which several speak of each entity."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from jarvis.citing import Citer
from jarvis.citing.matching import Matcher
from jarvis.guardrails.grounding import Sources
from models.types import ChatDelta, Usage
from tests.jarvis.knowledge.quality.documents import Fact, Written
from tests.jarvis.knowledge.quality.generating import generated

AROUND = 500
"""Characters of a passage on either side of its fact."""


@dataclass(frozen=True, slots=True)
class Given:
    """A fact, and the passages that an answer about it was given.

    Attributes:
        right: the number of the one that tells it.
    """

    fact: Fact
    names: tuple[str, ...]
    texts: tuple[str, ...]
    right: int

    @property
    def others(self) -> Matcher:
        """The passages that don't tell it."""
        left = [place for place in range(len(self.texts)) if place != self.right - 1]
        return Matcher([self.texts[at] for at in left], [self.names[at] for at in left])

    def said(self, language: str, wording: int) -> str:
        """The fact in other words, as an answer that names the entity."""
        told = self.fact.attribute.words[language].says[wording]
        told = told.replace("{n}", number_of(self.fact))
        at = "En" if language == "es" else "At"
        return f"{at} {self.fact.entity}, {told[0].lower()}{told[1:]}"


def number_of(fact: Fact) -> str:
    """What it tells of its attribute."""
    return re.findall(r"\d+", fact.sentence)[0]


def tells(document: Written, fact: Fact) -> bool:
    """Whether a document tells the same, of whatever year."""
    return any(
        one.attribute == fact.attribute and number_of(one) == number_of(fact)
        for one in document.facts
    )


def answers() -> Iterator[Given]:
    draw, documents = random.Random("citing"), generated("dev").documents
    facts = [fact for document in documents for fact in document.facts]
    for fact in draw.sample(facts, 60):
        own = next(one for one in documents if one.name == fact.document)
        near = [one for one in documents if one.name[:8] == own.name[:8] and not tells(one, fact)]
        given = [own, *draw.sample(near, 3)]
        draw.shuffle(given)
        at = max(0, own.text.index(fact.sentence) - AROUND)
        texts = [one.text[at : at + 2 * AROUND] for one in given]
        names = [one.name for one in given]
        yield Given(fact, tuple(names), tuple(texts), given.index(own) + 1)


@pytest.fixture(scope="module")
def given() -> list[Given]:
    return list(answers())


def test_a_sentence_taken_from_a_source_gets_that_source(given) -> None:
    for one in given:
        assert Matcher(one.texts, one.names).best(one.fact.sentence) == one.right


def test_a_sentence_that_none_tells_hardly_ever_gets_one(given) -> None:
    named = [one for one in given if one.others.best(one.fact.sentence)]
    assert len(named) <= 0.1 * len(given)


@pytest.mark.parametrize("wording", [0, 1])
def test_in_other_words_of_the_same_language_it_is_right_or_nothing(given, wording) -> None:
    named = [
        (Matcher(one.texts, one.names).best(one.said(one.fact.language, wording)), one.right)
        for one in given
    ]
    said = [(number, right) for number, right in named if number]
    assert len(said) >= 0.7 * len(given)
    assert sum(number == right for number, right in said) >= 0.95 * len(said)


def test_in_the_other_language_numbers_and_names_decide(given) -> None:
    other = {"en": "es", "es": "en"}
    named = [
        (Matcher(one.texts, one.names).best(one.said(other[one.fact.language], 0)), one.right)
        for one in given
    ]
    said = [(number, right) for number, right in named if number]
    assert len(said) >= 0.7 * len(given)
    assert sum(number == right for number, right in said) >= 0.95 * len(said)


def test_a_right_citation_is_not_doubted_and_most_wrong_ones_are(given) -> None:
    right = [Sources([one.texts[one.right - 1]]).support(one.fact.sentence) for one in given]
    wrong = [Sources([one.texts[one.right - 2]]).support(one.fact.sentence) for one in given]
    assert min(right) >= 0.35
    assert sum(share < 0.35 for share in wrong) >= 0.7 * len(wrong)


def test_a_number_is_the_same_in_words_and_in_digits() -> None:
    source = "The notice period is thirty days for the tenant and ninety days for the landlord."
    citer = Citer(["The flat is in Bristol.", source])
    said = citer.take(ending("The notice period for the tenant is 30 days."))
    assert said.text == "The notice period for the tenant is 30 days [2]."
    wrong = Citer([source]).take(ending("The notice period for the tenant is 45 days."))
    assert "[1]" not in wrong.text


def ending(text: str) -> ChatDelta:
    return ChatDelta(text, finish_reason="stop", usage=Usage(0, 0))
