"""The Settings tab: what the checks do, read off the policy."""

import json
import re
from html import unescape

import pytest

from jarvis.guardrails_settings import (
    GuardrailSettings,
    InjectionSettings,
    PersonalSettings,
    RepetitionSettings,
)
from ui.english import ENGLISH
from ui.guardrails.policy_table import policy_table
from ui.guardrails.trial import trial
from ui.spanish import SPANISH
from ui.tabs.settings import guardrail_section

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["en", "es"])


def rows(settings: GuardrailSettings, words=ENGLISH) -> dict[str, list[str]]:
    """What the table says: a check's name in config.toml, and its cells."""
    table = policy_table(settings, words)
    return {
        re.search("<code>(.*?)</code>", row)[1]: re.findall(r"<td.*?<span.*?>(.*?)</span>", row)
        for row in table.split("<tr>")[2:]
    }


def test_the_table_says_what_config_toml_says() -> None:
    settings = GuardrailSettings(
        pii=PersonalSettings(input="block", output="ask_again", record="off"),
        injection=InjectionSettings(retrieved="mask", output="off"),
        repetition=RepetitionSettings(output="mask"),
    )
    told = rows(settings)
    assert told["pii"] == ["blocked", "off", "off", "asked again", "as written"]
    assert told["injection"] == ["noted", "taken out", "taken out", "off", "–"]
    assert told["repetition"] == ["–", "–", "–", "ended", "–"]
    assert told["payment"] == ["masked"] * 5


@LANGUAGES
def test_every_cell_names_its_column_for_narrow_pages(words) -> None:
    table = policy_table(GuardrailSettings(), words)
    for column in words.guardrails.columns.values():
        assert table.count(f'data-column="{column}"') == len(words.guardrails.sections)


@LANGUAGES
def test_the_section_says_how_to_change_it_and_what_is_not_checked(words) -> None:
    told = unescape(guardrail_section(words, GuardrailSettings()))
    assert "config.toml" in told
    for line in words.guardrails.unchecked:
        assert line in told


@LANGUAGES
def test_the_trial_carries_its_words_and_examples(words) -> None:
    form = trial(words)
    carried = json.loads(unescape(re.search(r'data-words="(.*?)"', form)[1]))
    assert carried["kinds"]["pii"]["card"] == words.guardrails.kinds["pii"]["card"]
    assert carried["verdicts"].keys() == {"allow", "flag", "mask", "block"}
    assert "4111 1111 1111 1111" in form
    for direction in ("input", "retrieved", "tool", "output"):
        assert f'<option value="{direction}">' in form
