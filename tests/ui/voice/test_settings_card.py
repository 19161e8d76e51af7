"""The card "Voice" on the Settings tab, and recognisers and voices on the Models tab."""

import json
import re
from dataclasses import fields
from html import unescape
from string import Formatter

import pytest

from jarvis.shelf import Entry, Fit
from models.catalogue import catalogue
from ui.english import ENGLISH
from ui.header import Standing
from ui.shelf_cards import card, fitting, shelf_cards, suiting
from ui.spanish import SPANISH
from ui.voice.settings_card import voice_section
from ui.voice.settings_words import VoiceSettingsWords

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["en", "es"])
WORDS = [field.name for field in fields(VoiceSettingsWords)]

CARDS = {card.name: card for card in catalogue()}
QUICK = Fit(True, 300_000_000)
NOBODY = Standing(None, None, ())


def entry(name: str, fit: Fit = QUICK, *, here: bool = True) -> Entry:
    return Entry(CARDS[name], fit, on_disk=here, active=False)


def names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


@pytest.mark.parametrize("field", WORDS)
def test_both_languages_say_it_and_fill_in_the_same_names(field: str) -> None:
    english = getattr(ENGLISH.voice_settings, field)
    spanish = getattr(SPANISH.voice_settings, field)
    assert names(english) == names(spanish)
    assert english.strip()
    assert (english == spanish) == (field == "times")


@LANGUAGES
def test_every_control_has_a_label(words) -> None:
    drawn = voice_section(words)
    controls = re.findall(r'<(?:select|input type="range") id="(.*?)"', drawn)
    assert len(controls) == len(set(controls)) == 5
    assert all(f'<label for="{control}">' in drawn for control in controls)
    assert drawn.count('<label class="habit"><input type="checkbox"') == 2


@LANGUAGES
def test_each_language_has_a_voice_and_a_sample_of_it(words) -> None:
    drawn = voice_section(words)
    for language in ("english", "spanish"):
        assert f'id="speech-{language}"' in drawn
        assert f'data-sample="{language}"' in drawn


@LANGUAGES
def test_what_only_the_browser_can_say_comes_with_the_card(words) -> None:
    carried = json.loads(unescape(re.search('data-words="(.*?)"', voice_section(words))[1]))
    assert names(carried["listens"]) == {"name", "languages"}
    assert names(carried["automaticNow"]) == {"name"}
    assert names(carried["times"]) == {"speed"}
    assert carried["languages"]["es"] == words.language_names["es"]


def test_the_way_to_better_ones_is_one_press() -> None:
    assert 'data-do="models"' in voice_section(ENGLISH)


@LANGUAGES
def test_recognisers_and_voices_stand_under_headings_of_their_own(words) -> None:
    drawn = shelf_cards([entry("whisper-base"), entry("espeak-ng")], NOBODY, words)
    headings = re.findall("<h2.*?>(.*?)</h2>", drawn)
    assert headings == [words.voice_settings.recognisers, words.voice_settings.voices]


def test_one_that_is_not_here_can_be_fetched() -> None:
    drawn = card(entry("piper-es-es-davefx-medium", here=False), "", False, ENGLISH)
    assert 'data-do="pull"' in drawn
    assert ENGLISH.voice_settings.speaks_now not in drawn


def test_a_voice_that_is_here_speaks_at_once() -> None:
    drawn = card(entry("piper-es-es-davefx-medium"), "", False, ENGLISH)
    assert ENGLISH.voice_settings.speaks_now in drawn
    assert "data-do" not in drawn


def test_a_recogniser_that_is_here_listens_from_the_next_start() -> None:
    assert ENGLISH.voice_settings.listens_best in card(entry("whisper-tiny"), "", False, ENGLISH)


@LANGUAGES
def test_a_slow_recogniser_listens_where_config_toml_names_it(words) -> None:
    slow = Fit(True, 3_000_000_000, slow=True)
    drawn = unescape(card(entry("whisper-large-v3", slow), "", False, words))
    assert 'recogniser = "whisper-large-v3"' in drawn
    assert fitting(slow, words, "transcription") == words.voice_settings.fit_slow
    assert words.fit_slow not in drawn


def test_what_is_here_comes_first_and_then_what_knows_the_page_s_language() -> None:
    lessac, davefx, espeak = (
        entry("piper-en-us-lessac-medium", here=False),
        entry("piper-es-es-davefx-medium", here=False),
        entry("espeak-ng"),
    )
    shelf = [lessac, davefx, espeak]
    assert suiting(shelf, "speech", ENGLISH) == [espeak, lessac, davefx]
    assert suiting(shelf, "speech", SPANISH) == [espeak, davefx, lessac]


def test_of_the_slow_ones_the_least_slow_comes_first() -> None:
    slow = Fit(True, 1, slow=True)
    large, small = (entry(f"whisper-{size}", slow, here=False) for size in ("large-v3", "small"))
    tiny = entry("whisper-tiny", here=False)
    assert suiting([large, small, tiny], "transcription", ENGLISH) == [tiny, small, large]


def test_recognisers_are_described_in_spanish_too() -> None:
    named = [card for card in catalogue() if card.task == "transcription"]
    assert all(card.summary_es not in ("", card.summary) for card in named)
