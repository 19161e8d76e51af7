"""Old months in Parquet: the views have every row once, whatever stops the move."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.archive import month_start, retain
from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import contents, fill, rows

APRIL = datetime(2026, 4, 15, tzinfo=UTC)


def opened(folder):
    return open_database(folder, TelemetrySettings())


@pytest.fixture
def folder(tmp_path):
    """Turns from January to the end of May, one an hour."""
    with opened(tmp_path / "ledger").connection as connection:
        fill(connection, 3600)
    return tmp_path / "ledger"


def test_whole_months_move_and_the_views_have_them_still(folder):
    connection = opened(folder).connection
    before = contents(connection)
    moved = retain(connection, folder, 1, APRIL)
    assert moved.months == ("2026-01", "2026-02")
    assert moved.rows == 5 * 24 * (31 + 28)
    with opened(folder).connection as connection:
        assert contents(connection) == before
        [(first,)] = connection.execute("SELECT min(created) FROM decision").fetchall()
        assert first == datetime(2026, 3, 1)
    files = list((folder / "archive").iterdir())
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_the_file_gets_smaller(folder):
    with opened(folder).connection as connection:
        fill(connection, 200_000, hours=0.001, start="2025-06-01", conversations=100_000)
    moved = retain(opened(folder).connection, folder, 1, APRIL)
    assert moved.bytes_after < moved.bytes_before / 2
    assert moved.bytes_after == (folder / FILE).stat().st_size


def test_what_is_not_old_stays(folder):
    connection = opened(folder).connection
    assert retain(connection, folder, 12, APRIL).months == ()
    assert rows(connection, "decision") == 3600


def test_feedback_to_an_archived_decision_counts(folder):
    retain(opened(folder).connection, folder, 1, APRIL)
    with opened(folder).connection as connection:
        connection.execute(
            """INSERT INTO feedback
            SELECT 9999, id, created, TIMESTAMP '2026-04-15', 'incorrect', 'page', 'ana',
                [], 'correct'
            FROM decisions WHERE id = 'turn-0'"""
        )
        word = "SELECT arg_max(word, seq) FROM feedbacks WHERE decision = 'turn-0'"
        assert connection.execute(word).fetchall() == [("incorrect",)]


def test_rows_that_come_late_to_a_month_that_moved_are_not_lost(folder):
    retain(opened(folder).connection, folder, 1, APRIL)
    with opened(folder).connection as connection:
        connection.execute(
            "INSERT INTO assessment VALUES ('2026-01-05', 'a', '{}'), ('2026-01-06', 'a', '{}')"
        )
        connection.execute(
            "INSERT INTO decision (id, created, kind, agent, task_type)"
            " VALUES ('late', '2026-01-05', 'report', 'a', 't')"
        )
        before = contents(connection)
    retain(opened(folder).connection, folder, 1, APRIL)
    with opened(folder).connection as connection:
        assert contents(connection) == before
    assert len(list((folder / "archive").glob("decision-2026-01*"))) == 2


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("step", "call"),
    [
        ("write_parquet", 1),
        ("write_parquet", 6),
        ("name_archived", 2),
        ("_rebuild", 1),
        ("swap_in", 1),
    ],
)
def test_a_stop_at_any_step_neither_loses_nor_doubles_a_row(folder, step, call, when):
    with opened(folder).connection as connection:
        before = contents(connection)
    program = f"""
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from jarvis.telemetry import archive
from jarvis.telemetry.database import open_database
from jarvis.telemetry_settings import TelemetrySettings
calls, step = 0, archive.{step}
def stopped(*given):
    global calls
    calls += 1
    if calls == {call} and {when == "before"}:
        os._exit(9)
    done = step(*given)
    if calls == {call}:
        os._exit(9)
    return done
archive.{step} = stopped
folder = Path({str(folder)!r})
connection = open_database(folder, TelemetrySettings()).connection
archive.retain(connection, folder, 1, datetime(2026, 4, 15, tzinfo=UTC))
"""
    code = subprocess.run([sys.executable, "-c", program], check=False).returncode
    assert code == 9
    found = opened(folder)
    assert not found.set_aside
    assert contents(found.connection) == before
    retain(found.connection, folder, 1, APRIL)
    with opened(folder).connection as connection:
        assert contents(connection) == before
        assert rows(connection, "decision") == 3600 - 24 * (31 + 28)


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b[:-4] + b"oops"])
def test_a_damaged_archive_is_set_aside_and_the_others_read(folder, damage):
    retain(opened(folder).connection, folder, 1, APRIL)
    file = folder / "archive" / "decision-2026-01.parquet"
    file.write_bytes(damage(file.read_bytes()))
    found = opened(folder)
    assert [path.name for path in found.set_aside] == ["decision-2026-01.parquet.damaged"]
    assert rows(found.connection) == 3600 - 24 * 31
    found.connection.close()
    assert not opened(folder).set_aside


def test_a_flipped_bit_that_parquet_does_not_see_is_seen_once_suspected(folder):
    retain(opened(folder).connection, folder, 1, APRIL)
    file = folder / "archive" / "span-2026-01.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)
    found = open_database(folder, TelemetrySettings(), suspected=True)
    assert [path.name for path in found.set_aside] == ["span-2026-01.parquet.damaged"]


def test_a_new_file_finds_the_months_that_an_earlier_one_moved(folder):
    retain(opened(folder).connection, folder, 1, APRIL)
    (folder / FILE).write_text("no database")
    found = opened(folder)
    assert found.set_aside
    assert rows(found.connection) == 24 * (31 + 28)


def test_a_quote_in_the_folders_name_does_no_harm(tmp_path):
    folder = tmp_path / "it's"
    with opened(folder).connection as connection:
        fill(connection, 1000)
        before = contents(connection)
    retain(opened(folder).connection, folder, 1, APRIL)
    assert list((folder / "archive").iterdir())
    assert contents(opened(folder).connection) == before


@given(
    time=st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1)),
    months=st.integers(-600, 600),
)
def test_months_add_up(time, months):
    start = month_start(time)
    assert start <= time < month_start(time, 1)
    assert month_start(month_start(time, months), -months) == start
    assert month_start(time, 1) - start in {timedelta(days) for days in (28, 29, 30, 31)}
