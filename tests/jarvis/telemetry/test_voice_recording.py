"""Spoken turns on their way into the ledger: rows, counters, archives, and older files."""

import shutil
from dataclasses import asdict, replace
from datetime import timedelta

import duckdb
import pytest

from jarvis.errors import DecisionNotFound, LedgerUnavailable
from jarvis.telemetry.archive import month_start, retain
from jarvis.telemetry.export import export
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.forgetting import forget
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.migrating import MIGRATIONS, snapshots
from jarvis.telemetry.prometheus import Metrics
from jarvis.telemetry.records import Decision, Voiced
from jarvis.telemetry.telemetry import Telemetry
from jarvis.telemetry.verify import verify
from jarvis.telemetry.voice import voice
from jarvis.telemetry_settings import TelemetrySettings
from models.residents import Residents
from tests.jarvis.telemetry.test_older_schemas import opened
from tests.jarvis.telemetry.test_prometheus import PRESENT, samples

SECONDS = 30
SPOKEN = Voiced(
    turn="",
    speech_seconds=2.5,
    recognition_ms=120.0,
    first_clause_ms=400.0,
    first_sound_ms=700.0,
    interrupted=True,
    heard_share=0.25,
    spoken_seconds=1.5,
    longest_gap_ms=None,
    recogniser="starter",
    recognition_confidence=0.75,
    voice="plain",
    language="es",
)


@pytest.fixture
def third_schema(tmp_path):
    """The steps that Jarvis had before it could be talked with."""
    (folder := tmp_path / "third").mkdir()
    for step in sorted(MIGRATIONS.glob("000[123]_*.sql")):
        shutil.copy(step, folder)
    return folder


@pytest.fixture
def ledger(tmp_path, third_schema):
    """A ledger whose file is from before there were voices."""
    opened(tmp_path / "ledger", third_schema).close()
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield ledger
    ledger.close()


def spoken(ledger, ago=timedelta(), **given):
    """How a turn that the ledger has was spoken."""
    created = now() - ago
    turn = Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **given)
    ledger.record(turn).result(SECONDS)
    return replace(SPOKEN, turn=turn.id)


def test_a_file_from_before_voices_takes_them(ledger, tmp_path):
    ledger.voiced(one := spoken(ledger)).result(SECONDS)
    columns = ", ".join(asdict(one))
    assert ledger.rows(f"SELECT {columns} FROM voice_turns") == [tuple(asdict(one).values())]
    [(decided, created)] = ledger.rows("SELECT decided, created FROM voice_turns")
    assert ledger.rows("SELECT created FROM decisions") == [(decided,)]
    assert decided <= created
    assert [version for version, _ in snapshots(tmp_path / "ledger")] == [3]


def test_a_page_that_tells_twice_counts_once(ledger):
    one = spoken(ledger)
    both = [ledger.voiced(one), ledger.voiced(replace(one, interrupted=False))]
    assert [future.result(SECONDS) for future in both] == [None, None]
    ledger.voiced(one).result(SECONDS)
    assert ledger.rows("SELECT interrupted FROM voice_turns") == [(True,)]


def test_a_turn_that_there_isnt_is_refused(ledger):
    for id_ in ("no id at all", "' OR true --", new_id("turn")):
        with pytest.raises(DecisionNotFound):
            ledger.voiced(replace(SPOKEN, turn=id_)).result(SECONDS)
    assert ledger.rows("SELECT * FROM voice_turns") == []


def test_a_figure_that_is_none_is_refused_and_others_are_kept(ledger):
    broken = replace(spoken(ledger), recognition_ms=float("nan"))
    futures = [ledger.voiced(broken), ledger.voiced(spoken(ledger))]
    with pytest.raises(LedgerUnavailable):
        futures[0].result(SECONDS)
    futures[1].result(SECONDS)
    assert ledger.rows("SELECT recognition_ms FROM voice_turns") == [(120.0,)]


def test_without_recording_it_is_said_so(tmp_path):
    off = Ledger(tmp_path / "off", TelemetrySettings(recording=False))
    with pytest.raises(LedgerUnavailable, match="switched off"):
        off.voiced(SPOKEN).result(SECONDS)


def test_it_changes_what_statistics_say(ledger):
    one = spoken(ledger)
    before = ledger.generation
    ledger.voiced(one).result(SECONDS)
    assert ledger.generation > before
    assert voice(ledger, Filter(1)).total.turns == 1


def test_it_is_exported_and_the_ledger_is_sound(ledger, tmp_path):
    ledger.voiced(spoken(ledger)).result(SECONDS)
    counts = export(ledger, tmp_path / "files", "parquet")
    assert counts["voice_turns.parquet"] == 1
    [(language,)] = duckdb.sql(
        f"SELECT language FROM '{tmp_path}/files/voice_turns.parquet'"
    ).fetchall()
    assert language == "es"
    assert all(finding.well for finding in verify(ledger, tmp_path / "ledger"))


@pytest.mark.parametrize(
    ("wrong", "law"),
    [
        ("UPDATE voice SET turn = 'another'", "a spoken turn is a decision's"),
        ("INSERT INTO voice SELECT * FROM voice", "told once"),
        ("UPDATE voice SET decided = '2020-01-01'", "knows its time"),
        ("UPDATE voice SET heard_share = 1.5", "shares of speech"),
        ("UPDATE voice SET longest_gap_ms = -1", "no time is negative"),
    ],
)
def test_what_cannot_be_is_found(ledger, tmp_path, wrong, law):
    ledger.voiced(spoken(ledger)).result(SECONDS)
    ledger.run(lambda file: file.execute(wrong)).result(SECONDS)
    broken = [finding.check for finding in verify(ledger, tmp_path / "ledger") if not finding.well]
    assert len(broken) == 1
    assert law in broken[0]


def test_old_months_are_read_from_parquet(ledger, tmp_path):
    long_ago = now() - month_start(now(), -2).replace(tzinfo=now().tzinfo)
    futures = [ledger.voiced(spoken(ledger, ago)) for ago in (long_ago, timedelta())]
    for future in futures:
        future.result(SECONDS)
    ledger.run(lambda file: file.execute("UPDATE voice SET created = decided"), reopen=True).result(
        SECONDS
    )
    folder = tmp_path / "ledger"
    moved = ledger.run(lambda file: retain(file, folder, 0, now()), reopen=True).result(SECONDS)
    assert moved.rows == 2
    assert list((folder / "archive").glob("voice-*.parquet"))
    assert voice(ledger, Filter(365)).total.turns == 2


def test_of_a_forgotten_conversation_figures_stay_that_name_nobody(ledger, tmp_path):
    one = spoken(ledger, conversation="c1", person="ana")
    ledger.voiced(one).result(SECONDS)
    ledger.close()
    with opened(tmp_path / "ledger") as connection:
        assert forget(connection, tmp_path / "ledger", "c1") == 1
        left = connection.execute(
            "SELECT v.turn, conversation, person FROM voice_turns v JOIN decisions d ON id = turn"
        )
        assert left.fetchall() == [(one.turn, None, None)]


def test_spoken_turns_are_counted_and_timed():
    metrics = Metrics(PRESENT, task_types=("chat",))
    metrics.observe_voice(SPOKEN)
    metrics.observe_voice(replace(SPOKEN, interrupted=False, first_sound_ms=None))
    found = samples(metrics)
    assert found["jarvis_voice_turns_total", ("interrupted", "yes")] == 1
    assert found["jarvis_voice_turns_total", ("interrupted", "no")] == 1
    assert found["jarvis_voice_speech_seconds_total",] == 5.0
    assert found["jarvis_voice_recognition_seconds_sum",] == pytest.approx(0.24)
    assert found["jarvis_voice_first_sound_seconds_count",] == 1
    assert found["jarvis_voice_first_sound_seconds_bucket", ("le", "0.6")] == 0
    assert found["jarvis_voice_first_sound_seconds_bucket", ("le", "0.8")] == 1


async def test_one_call_counts_a_turn_and_keeps_it(tmp_path):
    telemetry = Telemetry(TelemetrySettings(), tmp_path, Residents(), lambda: 0)
    telemetry.ledger.start()
    telemetry.voiced(spoken(telemetry.ledger)).result(SECONDS)
    assert telemetry.ledger.rows("SELECT count(*) FROM voice_turns") == [(1,)]
    assert samples(telemetry.metrics)["jarvis_voice_turns_total", ("interrupted", "yes")] == 1
    await telemetry.close()
