"""How well personal data is told from what looks like it, on our own labelled texts."""

import pytest

from jarvis.guardrails.finding import Check
from jarvis.guardrails.masking import masked
from jarvis.guardrails.normalising import normalised
from jarvis.guardrails.personal import personal
from jarvis.guardrails.placeholders import Vault
from tests.jarvis.guardrails.scoring import labelled, score

LANGUAGES = ("en", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_f1_is_at_least_95_percent(language: str) -> None:
    total, mistakes = score(labelled(Check.PII, language), personal)
    assert total.f1 >= 0.95, "\n".join(mistakes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_normalised_texts_are_read_as_well(language: str) -> None:
    texts = [
        {
            "text": normalised(entry["text"]).text,
            "findings": [
                {"kind": one["kind"], "text": normalised(one["text"]).text}
                for one in entry["findings"]
            ],
        }
        for entry in labelled(Check.PII, language)
    ]
    total, mistakes = score(texts, personal)
    assert total.f1 >= 0.95, "\n".join(mistakes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_large_and_half_of_it_negative(language: str) -> None:
    total, _ = score(labelled(Check.PII, language), personal)
    assert total.texts >= 100
    assert 0.45 <= total.negatives / total.texts <= 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_covered_isnt_found_again(language: str) -> None:
    for entry in labelled(Check.PII, language):
        covered = masked(entry["text"], personal(entry["text"]), Vault())
        assert personal(covered) == [], covered


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_come_by_place_apart_and_without_the_value_in_their_reason(language: str) -> None:
    for entry in labelled(Check.PII, language):
        findings = personal(entry["text"])
        ends = [0]
        for one in findings:
            value = entry["text"][one.start : one.end]
            assert ends[-1] <= one.start < one.end <= len(entry["text"])
            assert value == value.strip()
            assert value not in one.reason
            assert 0 < one.score <= 1
            ends.append(one.end)
