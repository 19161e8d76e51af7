"""Laws of the checks that find values, on our own labelled texts; their scores are elsewhere."""

import pytest

from jarvis.guardrails.finding import Check
from jarvis.guardrails.masking import masked
from jarvis.guardrails.personal import personal
from jarvis.guardrails.placeholders import Vault
from jarvis.guardrails.secret import secrets
from tests.jarvis.guardrails.scoring import labelled

LOOKS = {Check.PII: personal, Check.SECRET: secrets}

pytestmark = [
    pytest.mark.parametrize("language", ["en", "es"]),
    pytest.mark.parametrize("check", LOOKS),
]


def test_what_is_covered_isnt_found_again(check, language) -> None:
    look = LOOKS[check]
    for entry in labelled(check, language):
        covered = masked(entry["text"], look(entry["text"]), Vault())
        assert look(covered) == [], covered


def test_findings_come_by_place_apart_and_without_the_value_in_their_reason(check, language):
    for entry in labelled(check, language):
        ends = [0]
        for one in LOOKS[check](entry["text"]):
            value = entry["text"][one.start : one.end]
            assert ends[-1] <= one.start < one.end <= len(entry["text"])
            assert value == value.strip()
            assert value not in one.reason
            assert 0 < one.score <= 1
            ends.append(one.end)
