"""How well the checks do on the labelled texts that they were made with, by language.

What to expect of texts that nobody tuned on is measured by `./scripts/bench guardrails`, on those
under `labelled/held_out`.
"""

import pytest

from jarvis.guardrails.finding import Check
from scripts.benchmarks.guardrails.detection import AIMS, LANGUAGES, PRECISION, RECALL, look
from tests.jarvis.guardrails.scoring import labelled, score


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", AIMS)
def test_personal_data_secrets_and_toxicity(check, language):
    total, mistakes = score(labelled(check, language), lambda text: look(check, text))
    assert total.f1 >= AIMS[check], "\n".join(mistakes)
    assert total.texts >= 100
    assert 0.45 <= total.negatives / total.texts <= 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_injections(language):
    check = Check.INJECTION
    total, mistakes = score(labelled(check, language), lambda text: look(check, text))
    assert total.recall >= RECALL, "\n".join(mistakes)
    assert total.precision >= PRECISION, "\n".join(mistakes)
