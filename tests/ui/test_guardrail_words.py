"""The guardrails' words: every kind and every action has them, in both languages."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from string import Formatter
from typing import Any, get_args

import pytest

from jarvis.conversations import Mark
from jarvis.guardrails.finding import SEVERITY, Check, Direction
from jarvis.guardrails_settings import Action, GuardrailSettings, OutputAction, Record
from ui.english import ENGLISH
from ui.guardrails.marks import became, name, outcome, summary, why
from ui.guardrails.words import Outcome
from ui.spanish import SPANISH

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["en", "es"])

KINDS = {
    "pii": "email phone card iban dni nie cif ssn passport ip_address address birth_date",
    "secret": "aws_key github_token openai_key slack_token jwt private_key password api_key"
    " connection_string",
    "injection": "override role_change system_prompt markup jailbreak exfiltration concealment"
    " command",
    "toxicity": "insult hate threat sexual self_harm violence harm profanity",
    "hidden": "zero_width bidi tags",
    "leak": "system_prompt",
    "repetition": "loop",
    "length": "too_long",
    "schema": "invalid_json",
    "grounding": "unsupported",
}
ACTIONS = [action for action in get_args(OutputAction) if action != "off"]
SECTIONS = [field.name for field in fields(GuardrailSettings) if field.name in KINDS] + ["payment"]


def every_mark() -> Iterator[Mark]:
    """Whatever a check may have found, and whatever may have become of it."""
    found = [(check, kind) for check, kinds in KINDS.items() for kind in kinds.split()]
    found += [("failed", check) for check in KINDS]
    for (check, kind), action, direction in product(found, ACTIONS, Direction):
        yield Mark(check, kind, action, direction.value)


def texts(words: Any) -> dict[str, str]:
    """Every text in a set of words, by where it stands."""
    if isinstance(words, str):
        return {"": words}
    if isinstance(words, tuple):
        parts: Any = enumerate(words)
    elif isinstance(words, dict):
        parts = words.items()
    else:
        parts = ((field.name, getattr(words, field.name)) for field in fields(words))
    return {f"{at}.{rest}": text for at, part in parts for rest, text in texts(part).items()}


def test_every_check_is_known() -> None:
    assert {*KINDS, "failed"} == {check.value for check in Check}


@LANGUAGES
def test_every_mark_says_what_was_found_what_became_of_it_and_why(words) -> None:
    for mark in every_mark():
        assert name(mark.check, mark.kind, words)
        assert became(mark, words)
        assert why(mark, words)
        assert summary([mark], words)[0]


@LANGUAGES
def test_kinds_have_names_of_their_own(words) -> None:
    assert {check: " ".join(kinds) for check, kinds in words.guardrails.kinds.items()} == KINDS
    named = [name(mark.check, mark.kind, words) for mark in every_mark()]
    assert len(set(named)) == len({(mark.check, mark.kind) for mark in every_mark()})


@LANGUAGES
def test_a_kind_without_a_word_is_called_by_its_check(words) -> None:
    assert name("secret", "newest_key", words).casefold() == words.guardrails.checks["secret"]
    assert name("newest", "thing", words) == "Newest"


@LANGUAGES
def test_whatever_config_toml_may_say_has_a_word(words) -> None:
    said = words.guardrails
    assert set(said.sections) == set(SECTIONS)
    assert {*get_args(Action), *get_args(OutputAction)} < set(said.actions)
    assert set(said.record_actions) == set(get_args(Record))
    assert set(said.directions) == {direction.value for direction in Direction}
    assert set(said.verdicts) == set(SEVERITY)


@LANGUAGES
def test_every_outcome_comes_about_and_has_words(words) -> None:
    outcomes = set(get_args(Outcome))
    assert {outcome(mark) for mark in every_mark()} == outcomes
    assert set(words.guardrails.outcomes) == set(words.guardrails.short) == outcomes


def test_both_languages_say_the_same_things_and_fill_in_the_same_names() -> None:
    def names(template: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(template)} - {None}

    english, spanish = texts(ENGLISH.guardrails), texts(SPANISH.guardrails)
    assert english.keys() == spanish.keys()
    untranslated = {at for at in english if english[at].strip() in ("", spanish[at])}
    assert untranslated == set()
    for at in english.keys() - {at for at in english if at.startswith("short.")}:
        assert names(english[at]) == names(spanish[at]), at
