"""Some of the held-out set with the real starter embedder; the bench measures all of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.jarvis.knowledge.quality.generating import generated
from tests.jarvis.knowledge.quality.house import house, starter
from tests.jarvis.knowledge.quality.measuring import (
    Abstention,
    Quality,
    abstention,
    by_kind,
    spanish_recall,
)

pytestmark = pytest.mark.timeout(300)  # it embeds hundreds of passages

NOISE = 0.03
"""Of a mean over some twenty questions."""


@dataclass(frozen=True)
class Figures:
    together: dict[str, Quality]
    dense: dict[str, Quality]
    lexical: dict[str, Quality]
    spanish: float
    abstention: Abstention


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    part = generated("test", entities=3)
    with house(tmp_path_factory.mktemp("quality"), part.documents, starter()) as made:
        yield Figures(
            *(
                by_kind(made, part.questions, way)
                for way in (made.together, made.dense, made.lexical)
            ),
            spanish_recall(made, part.questions, made.together),
            abstention(made, part.questions),
        )


def test_both_legs_together_find_no_kind_of_question_worse_than_either(figures: Figures) -> None:
    assert len(figures.together) == 6
    for kind, found in figures.together.items():
        dense, lexical = figures.dense[kind], figures.lexical[kind]
        assert found.passages >= max(dense.passages, lexical.passages), kind
        assert found.documents >= max(dense.documents, lexical.documents) - NOISE, kind


def test_the_set_is_hard_for_either_leg(figures: Figures) -> None:
    assert figures.lexical["paraphrase"].passages < 0.5
    assert figures.lexical["cross-lingual"].passages < 0.5
    assert all(found.passages < 0.8 for found in figures.dense.values())


def test_spanish_words_are_found_with_their_accents_and_without(figures: Figures) -> None:
    assert figures.spanish >= 0.95


def test_most_questions_are_answered_and_those_of_other_worlds_are_not(figures: Figures) -> None:
    told = figures.abstention
    assert told.answered >= 0.9
    assert told.by_reason["far"] >= 0.8
    assert told.by_reason["code"] >= 0.6
    assert told.precision >= 0.4
