"""English and Spanish say the same things on the Metrics tab."""

from collections.abc import Mapping
from dataclasses import fields
from string import Formatter
from typing import get_args

import pytest

from jarvis.telemetry.calibration import Verdict
from jarvis.telemetry_settings import ALERTS, Figure, TargetSettings
from ui.metrics.english import ENGLISH
from ui.metrics.routes import Period
from ui.metrics.spanish import SPANISH
from ui.metrics.words import MetricsWords

SAME_IN_BOTH = {"no_figure", "in_memory_takes", "target_missed"}
TESTED_ELSEWHERE = {"knowledge", "voice"}
NAMES = [field.name for field in fields(MetricsWords) if field.name not in TESTED_ELSEWHERE]


def texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    return list(value.values() if isinstance(value, Mapping) else value)


def gaps(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("name", NAMES)
def test_both_fill_in_the_same_names_and_nothing_is_untranslated(name: str) -> None:
    english, spanish = texts(getattr(ENGLISH, name)), texts(getattr(SPANISH, name))
    assert all(text.strip() for text in english + spanish)
    assert [gaps(text) for text in english] == [gaps(text) for text in spanish]
    assert (english == spanish) == (name in SAME_IN_BOTH)


@pytest.mark.parametrize("words", [ENGLISH, SPANISH])
def test_everything_that_can_be_shown_has_a_name(words: MetricsWords) -> None:
    periods = {int(days) for days in get_args(Period)}
    assert words.periods.keys() == words.before.keys() == periods
    assert set(words.figures) | set(words.conditions) == set(get_args(Figure))
    assert set(words.severities) == {rule.severity for rule in ALERTS}
    assert set(words.calibration_verdicts) == set(get_args(Verdict))
    assert set(words.target_names) == set(TargetSettings.__slots__) - {"critical"}
    assert len(words.months) == 12
