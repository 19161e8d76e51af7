"""Talking with Jarvis on the Metrics tab: numbers, rows and the chart."""

import json
from dataclasses import fields, replace

import pytest

from jarvis.telemetry.voice import Stages, Times, VoiceTurns
from jarvis.telemetry_settings import TargetSettings
from tests.ui.metrics.boards import MARKUP, empty, full, spoken
from tests.ui.metrics.test_metrics_words import gaps, texts
from ui.english import ENGLISH
from ui.metrics.frame import frame
from ui.metrics.voice_board import AIM_P50_MS, UNSPOKEN, voice_html
from ui.metrics.voice_charts import voice_over_time
from ui.metrics.voice_words import VoiceBoardWords
from ui.spanish import SPANISH

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, SPANISH])


@pytest.fixture(scope="module")
def period():
    return spoken()


def test_the_numbers_say_how_soon_and_how_much_was_heard(period) -> None:
    drawn = voice_html(period, ENGLISH)["voice-numbers"]
    assert "<dt>Spoken turns</dt><dd>20</dd>" in drawn
    assert "with 1 min of speech" in drawn
    assert "<dt>Interrupted</dt><dd>25\xa0%</dd>" in drawn
    assert "<dt>Recognition, mean confidence</dt><dd>80\xa0%</dd>" in drawn
    assert "<dt>Heard of an answer</dt><dd>88\xa0%</dd>" in drawn


@pytest.mark.parametrize(
    ("p50", "p95", "said"),
    [
        (1000.0, 1600.0, ("the aim of 1 s or less is reached", "of 1.6 s or less is reached")),
        (1000.1, 1601.0, ("of 1 s or less isn’t reached", "of 1.6 s or less isn’t reached")),
        (None, None, ("the aim is 1 s or less", "the aim is 1.6 s or less")),
    ],
)
def test_the_first_sound_stands_beside_its_aims(period, p50, p95, said) -> None:
    waited = replace(period, total=replace(period.total, first_sound=Times(p50, p95)))
    drawn = voice_html(waited, ENGLISH)["voice-numbers"]
    assert all(text in drawn for text in said)


def test_each_stage_has_its_percentiles_and_each_recogniser_its_row(period) -> None:
    rows = voice_html(period, ENGLISH)
    assert rows["rows-voice-times"].count("<tr>") == 4
    times = '<th scope="row">The longest gap of an answer</th><td>30 ms</td><td>30 ms</td>'
    assert times in rows["rows-voice-times"]
    recognisers = rows["rows-voice-recognisers"]
    assert recognisers.index("Starter") < recognisers.index("&lt;a href")
    assert '<th scope="row">Starter</th><td>16</td><td>25\xa0%</td><td>80\xa0%</td>' in recognisers


def test_a_name_that_is_markup_stays_text(period) -> None:
    assert MARKUP not in "".join(voice_html(period, ENGLISH).values())


@pytest.mark.parametrize(("seconds", "told"), [(0.0, "0 s"), (2.4, "2 s"), (5400.0, "2 h")])
def test_speech_is_told_in_seconds_while_there_is_little(period, seconds, told) -> None:
    spoke = replace(period, total=replace(period.total, speech_seconds=seconds))
    assert f"con {told} de habla" in voice_html(spoke, SPANISH)["voice-numbers"]


def test_a_stage_that_was_never_timed_has_no_row(period) -> None:
    mute = VoiceTurns(turns=1, recognition=Times(90.0, 90.0))
    rows = voice_html(replace(period, total=mute), SPANISH)["rows-voice-times"]
    assert rows.count("<tr>") == 1
    assert "Tus palabras están ahí" in rows


@LANGUAGES
def test_before_anybody_spoke_it_is_said_how_to(words) -> None:
    drawn = voice_html(UNSPOKEN, words)
    assert words.metrics.voice.none in drawn["rows-voice-recognisers"]
    assert drawn["voice-numbers"] in frame(words, TargetSettings())
    assert voice_over_time(UNSPOKEN, empty(), words) is None


def test_the_chart_stacks_what_the_wait_consists_of(period) -> None:
    board = full()
    chart = voice_over_time(period, board, ENGLISH)
    recognising, thinking, speaking = chart.data
    assert chart.layout["barmode"] == "stack"
    assert [bars["y"][-1] for bars in chart.data] == [100.0, 400.0, 200.0]
    assert len(recognising["y"]) == len(board.timeline)
    assert recognising["hovertext"][-1].endswith("Recognising: 100 ms")
    assert chart.layout["shapes"][0]["y0"] == AIM_P50_MS
    assert thinking["y"].count(None) == speaking["y"].count(None) == len(board.timeline) - 19
    assert chart.label == (
        "The first sound came after 700 ms to 1.60 s, on average; the latest is 700 ms."
    )
    json.dumps([chart.data, chart.layout], allow_nan=False)


def test_the_aim_is_on_the_chart_even_where_everything_is_quicker(period) -> None:
    quick = VoiceTurns(turns=1, stages=Stages(1.0, 2.0, 3.0))
    chart = voice_over_time(
        replace(period, slots=dict.fromkeys(period.slots, quick)), full(), ENGLISH
    )
    assert chart.layout["yaxis"]["range"][1] > AIM_P50_MS


@LANGUAGES
def test_everything_has_its_place_in_the_frame(period, words) -> None:
    page = frame(words, TargetSettings())
    assert 'id="chart-voice-time"' in page
    assert 'data-section="metrics-voice"' in page
    assert all(f'id="{name}"' in page for name in voice_html(period, words))


@pytest.mark.parametrize("name", [field.name for field in fields(VoiceBoardWords)])
def test_both_languages_say_the_same(name: str) -> None:
    english = texts(getattr(ENGLISH.metrics.voice, name))
    spanish = texts(getattr(SPANISH.metrics.voice, name))
    assert all(text.strip() for text in english + spanish)
    assert [gaps(text) for text in english] == [gaps(text) for text in spanish]
    assert english != spanish


@LANGUAGES
def test_every_stage_has_a_name(words) -> None:
    assert set(words.metrics.voice.parts) == set(Stages.__slots__)
    timed = {field.name for field in fields(VoiceTurns) if field.type is Times}
    assert set(words.metrics.voice.stages) == timed
