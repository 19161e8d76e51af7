"""The figures of spoken turns: what the ledger tells of a period."""

from datetime import UTC, datetime, timedelta
from statistics import fmean, quantiles

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import new_id, time_of
from jarvis.telemetry.records import Decision, Voiced
from jarvis.telemetry.voice import Stages, Times, VoiceFigures, VoiceTurns, voice
from jarvis.telemetry.writing import insert, voice_row

AT = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)

milliseconds = st.floats(0, 60_000).map(lambda time: round(time, 2))


def voiced(ago=HOUR, **figures):
    known = {
        "speech_seconds": 2.5,
        "recognition_ms": 100.0,
        "first_clause_ms": 400.0,
        "first_sound_ms": 600.0,
        "interrupted": False,
        "heard_share": 1.0,
        "spoken_seconds": 6.0,
        "longest_gap_ms": 20.0,
        "recogniser": "starter",
        "recognition_confidence": 0.8,
        "voice": "plain",
        "language": "en",
    }
    return Voiced(new_id("turn", AT - ago), **known | figures)


def add(reader, *spoken, **turn):
    """The turns, and how they were spoken."""
    for one in spoken:
        created = time_of(one.turn)
        reader.add(Decision(one.turn, created, "turn", "jarvis", "chat", **turn))
        insert(reader.connection, "voice", [voice_row(one, created, AT)])


def test_nothing_spoken_is_nothing_told(reader):
    reader.add(Decision(new_id("turn", AT - HOUR), AT - HOUR, "turn", "jarvis", "chat"))
    told = voice(reader, Filter(30), AT)
    assert told == VoiceFigures(VoiceTurns(), {}, {})
    assert told.total.interruption_rate is None


def test_a_period_is_counted(reader):
    add(
        reader,
        voiced(),
        voiced(interrupted=True, heard_share=0.5, first_sound_ms=1000.0),
        voiced(2 * 24 * HOUR, recogniser="large", recognition_confidence=0.6),
        voiced(60 * 24 * HOUR),
    )
    told = voice(reader, Filter(30), AT)
    total = told.total
    assert (total.turns, total.interrupted, total.interruption_rate) == (3, 1, 1 / 3)
    assert (total.speech_seconds, total.spoken_seconds) == (7.5, 18.0)
    assert total.heard_share == pytest.approx(2.5 / 3)
    assert total.confidence == pytest.approx(2.2 / 3)
    assert total.first_sound == Times(600.0, pytest.approx(960.0))
    assert total.longest_gap == Times(20.0, 20.0)
    assert [(name, one.turns) for name, one in told.recognisers.items()] == [
        ("starter", 2),
        ("large", 1),
    ]
    assert list(told.slots) == [datetime(2026, 3, 8), datetime(2026, 3, 10)]
    assert told.slots[datetime(2026, 3, 10)].interrupted == 1


def test_hours_are_told_apart(reader):
    add(reader, voiced(), voiced(2 * HOUR))
    assert list(voice(reader, Filter(1), AT, "hour").slots) == [
        datetime(2026, 3, 10, 13),
        datetime(2026, 3, 10, 14),
    ]


def test_a_filter_narrows_it_to_the_turns_it_names(reader):
    add(reader, voiced(), model="small")
    add(reader, voiced(), voiced(), model="large")
    assert voice(reader, Filter(30, model="small"), AT).total.turns == 1
    assert voice(reader, Filter(30, agent="nobody"), AT) == VoiceFigures(VoiceTurns(), {}, {})


def test_an_answer_that_nobody_heard_has_no_stages_and_no_sound(reader):
    silent = {"first_clause_ms": None, "first_sound_ms": None, "longest_gap_ms": None}
    add(reader, voiced(**silent, heard_share=None, recognition_confidence=None))
    total = voice(reader, Filter(30), AT).total
    assert total.recognition == Times(100.0, 100.0)
    assert (total.first_sound, total.longest_gap, total.stages) == (Times(), Times(), None)
    assert (total.heard_share, total.confidence) == (None, None)


def test_a_browser_whose_clock_is_ahead_makes_no_negative_stage(reader):
    add(reader, voiced(first_sound_ms=390.0))
    assert voice(reader, Filter(30), AT).total.stages == Stages(100.0, 300.0, 0.0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(milliseconds, milliseconds, milliseconds), min_size=1, max_size=12))
def test_stages_add_up_to_the_mean_wait_and_percentiles_are_exact(reader, times):
    reader.empty()
    waits = [sum(parts) for parts in times]
    spoken = (
        voiced(recognition_ms=heard, first_clause_ms=heard + thought, first_sound_ms=wait)
        for (heard, thought, _), wait in zip(times, waits, strict=True)
    )
    add(reader, *spoken)
    total = voice(reader, Filter(30), AT).total
    stages = total.stages
    told = stages.recognition_ms + stages.thinking_ms + stages.speaking_ms
    assert told == pytest.approx(fmean(waits), abs=0.01)
    if len(waits) > 1:
        cuts = quantiles(waits, n=20, method="inclusive")
        assert total.first_sound.p50_ms == pytest.approx(cuts[9], abs=0.01)
        assert total.first_sound.p95_ms == pytest.approx(cuts[18], abs=0.01)
