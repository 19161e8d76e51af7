"""Cards of classifiers: what they must say, and what is refused."""

from pathlib import Path

import pytest

from jarvis.errors import ConfigError, JarvisError
from models.catalogue import catalogue, read_card
from models.classification import ENGINES, ClassifierSpec, load

GOOD = """
name = "mine"
title = "Mine"
summary = "A classifier of my own."
task = "classification"
engine = "transformers"
repo = "me/mine"
check = "toxicity"
overrules = ["insult"]

[[labels]]
name = "toxic"
kind = "insult"
severity = 2

[[files]]
path = "model.safetensors"
size = 1_000
"""


def complaint(folder: Path, *changes: tuple[str, str]) -> ConfigError:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_card(folder / "mine.toml")
    return raised.value


def test_a_card_says_what_its_labels_mean(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    card = read_card(tmp_path / "mine.toml")
    (label,) = card.labels
    assert (card.check, label.name, label.kind, label.severity) == (
        *("toxicity", "toxic", "insult"),
        2,
    )


@pytest.mark.parametrize("key", ['kind = "insult"', 'overrules = ["insult"]'])
def test_an_unknown_kind_is_named_with_the_nearest(tmp_path: Path, key: str) -> None:
    error = complaint(tmp_path, (key, key.replace("insult", "insutl")))
    assert "'insutl'" in error.message
    assert "'insult'" in error.hint


def test_a_kind_of_another_check_is_unknown(tmp_path: Path) -> None:
    error = complaint(tmp_path, ('kind = "insult"', 'kind = "markup"'))
    assert "toxicity" in error.message
    assert "self_harm" in error.hint


def test_an_unknown_check_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    error = complaint(tmp_path, ('check = "toxicity"', 'check = "toxic"'))
    assert "'injection'" in error.message


@pytest.mark.parametrize("severity", ["0", "4", "-1"])
def test_a_severity_beyond_the_scale_is_refused(tmp_path: Path, severity: str) -> None:
    assert "'toxic'" in complaint(tmp_path, ("severity = 2", f"severity = {severity}")).message


def test_an_injection_has_no_severity(tmp_path: Path) -> None:
    changes = (
        ("toxicity", "injection"),
        ('["insult"]', "[]"),
        ('kind = "insult"', 'kind = "markup"'),
    )
    assert "severity" in complaint(tmp_path, *changes).message


def test_a_misspelt_key_of_a_label_is_named(tmp_path: Path) -> None:
    assert "'severity'" in complaint(tmp_path, ("severity = 2", "sevrity = 2")).hint


def test_a_classifier_needs_a_check_and_labels(tmp_path: Path) -> None:
    assert "'check'" in complaint(tmp_path, ('check = "toxicity"\n', "")).message
    without = (GOOD[GOOD.index("[[labels]]") : GOOD.index("[[files]]")], "")
    assert "'labels'" in complaint(tmp_path, without).message


def test_only_classifiers_have_labels(tmp_path: Path) -> None:
    error = complaint(tmp_path, ('"classification"', '"embedding"'))
    assert "only a classifier" in error.message


def test_ours_can_be_run_and_overrule_only_in_both_languages() -> None:
    cards = [card for card in catalogue() if card.task == "classification"]
    for check in ("toxicity", "injection"):
        assert any("es" in card.languages for card in cards if card.check == check)
    for card in cards:
        assert card.engine in ENGINES
        assert card.summary_es
        assert not card.overrules or {"en", "es"} <= set(card.languages), card.name


async def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(JarvisError, match="nonesuch") as raised:
        await load("nonesuch", ClassifierSpec("mine", ""))
    assert "transformers" in raised.value.hint
