from dataclasses import fields, replace

import pytest

from jarvis.config import parse
from jarvis.errors import ConfigError
from jarvis.guardrails.finding import Check, Direction, Finding
from jarvis.guardrails.policy import action, active, failed, kept_covered, restorable, word_of
from jarvis.guardrails_settings import GuardrailSettings

POLICY = GuardrailSettings()


def found(check, kind, **how):
    return Finding(check, kind, 0, 4, **how)


@pytest.mark.parametrize(
    ("finding", "direction", "expected"),
    [
        (found(Check.PII, "email"), Direction.INPUT, "flag"),
        (found(Check.PII, "email"), Direction.RETRIEVED, "off"),
        (found(Check.PII, "card"), Direction.INPUT, "mask"),
        (found(Check.PII, "iban"), Direction.OUTPUT, "mask"),
        (found(Check.SECRET, "jwt"), Direction.TOOL, "mask"),
        (found(Check.INJECTION, "override", score=0.9), Direction.INPUT, "flag"),
        (found(Check.INJECTION, "override", score=0.9), Direction.RETRIEVED, "mask"),
        (found(Check.INJECTION, "override", score=0.4), Direction.RETRIEVED, "off"),
        (found(Check.TOXICITY, "hate", severity=3), Direction.OUTPUT, "block"),
        (found(Check.TOXICITY, "profanity", severity=1), Direction.OUTPUT, "off"),
        (found(Check.LEAK, "system_prompt"), Direction.OUTPUT, "mask"),
        (found(Check.LEAK, "system_prompt"), Direction.INPUT, "off"),
    ],
)
def test_what_is_done_follows_from_check_kind_direction_score_and_severity(
    finding, direction, expected
):
    assert action(POLICY, finding, direction) == expected


def test_personal_data_is_left_for_the_answer_and_covered_in_what_is_kept():
    email = found(Check.PII, "email", action="flag")
    assert kept_covered(POLICY, email)
    kept = replace(POLICY, pii=replace(POLICY.pii, record="off"))
    assert not kept_covered(kept, email)


def test_a_check_that_is_off_everywhere_is_not_run():
    off = replace(POLICY.pii, input="off", output="off", record="off")
    money = replace(POLICY.payment, input="off", output="off", record="off")
    policy = replace(POLICY, pii=off, payment=money)
    assert active(POLICY, Check.PII, Direction.INPUT)
    assert not active(policy, Check.PII, Direction.INPUT)


def test_a_check_that_covers_what_is_kept_runs_though_it_is_off_for_the_answer():
    quiet = replace(POLICY, pii=replace(POLICY.pii, input="off"))
    assert active(quiet, Check.PII, Direction.INPUT)


@pytest.mark.parametrize(
    ("check", "direction", "closes"),
    [
        (Check.SECRET, Direction.INPUT, True),
        (Check.PII, Direction.INPUT, True),  # it finds card numbers, too
        (Check.INJECTION, Direction.INPUT, False),
        (Check.INJECTION, Direction.RETRIEVED, True),
        (Check.INJECTION, Direction.OUTPUT, True),
    ],
)
def test_a_check_that_breaks_down_lets_nothing_pass_that_it_would_have_stopped(
    check, direction, closes
):
    assert (failed(POLICY, check, direction).action == "block") == closes


def test_the_gravest_finding_decides_the_word():
    assert word_of(()) == "allow"
    findings = (found(Check.PII, "email", action="flag"), found(Check.SECRET, "jwt", action="mask"))
    assert word_of(findings) == "mask"
    assert word_of((*findings, found(Check.TOXICITY, "hate", action="ask_again"))) == "block"


def test_secrets_are_not_turned_back_unless_config_says_so():
    assert restorable(POLICY, Check.PII, "email")
    assert not restorable(POLICY, Check.PII, "card")
    assert not restorable(POLICY, Check.SECRET, "jwt")
    open_ = replace(POLICY, payment=replace(POLICY.payment, restore=True))
    assert restorable(open_, Check.PII, "card")


@pytest.mark.parametrize(
    ("section", "word", "nearest"),
    [("toxicity", "blok", "block"), ("pii", "maks", "mask"), ("schema", "ask-again", "ask_again")],
)
def test_an_unknown_word_is_named_with_the_nearest_known_one(section, word, nearest):
    with pytest.raises(ConfigError) as error:
        parse({"guardrails": {section: {"output": word}}})
    assert f"guardrails.{section}.output = {word!r}" in error.value.message
    assert nearest in error.value.hint


@pytest.mark.parametrize("word", ["", "never", 7, True])
def test_a_word_that_is_near_none_is_refused_too(word):
    with pytest.raises(ConfigError, match=r"guardrails\.secret\.input"):
        parse({"guardrails": {"secret": {"input": word}}})


def test_ask_again_is_for_answers_only():
    with pytest.raises(ConfigError, match="ask_again"):
        parse({"guardrails": {"toxicity": {"input": "ask_again"}}})


def test_every_check_with_a_section_is_a_check():
    sections = {f.name for f in fields(GuardrailSettings)}
    configured = sections - {"ask_again", "max_answer_characters", "classifiers", "payment"}
    assert configured <= {check.value for check in Check}
