"""Detection on labelled texts: true means harmful, of severity two or more, as the policy asks."""

import pytest

from jarvis.guardrails.finding import Check
from jarvis.guardrails.toxicity import toxicity
from tests.jarvis.guardrails.scoring import labelled, score

LEAST_F1 = 0.85


def serious(text):
    return [one for one in toxicity(text) if one.score >= 0.5 and one.severity >= 2]


@pytest.mark.parametrize("language", ["en", "es"])
def test_harmful_texts_are_told_from_harmless_ones(language):
    total, mistakes = score(labelled(Check.TOXICITY, language), serious)
    assert total.f1 >= LEAST_F1, "\n".join(mistakes)


@pytest.mark.parametrize("language", ["en", "es"])
def test_half_of_the_texts_are_hard_negatives(language):
    texts = labelled(Check.TOXICITY, language)
    negatives = sum(not entry["label"] for entry in texts)
    assert len(texts) >= 110
    assert 0.4 <= negatives / len(texts) <= 0.6


@pytest.mark.parametrize("language", ["en", "es"])
def test_reasons_repeat_nothing_of_the_text(language):
    for entry in labelled(Check.TOXICITY, language):
        for finding in toxicity(entry["text"]):
            passage = entry["text"][finding.start : finding.end].lower()
            assert passage not in finding.reason
            assert finding.severity in (1, 2, 3)
            assert 0 < finding.score <= 1
