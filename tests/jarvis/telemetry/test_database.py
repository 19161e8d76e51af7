"""Whatever happened to the file, Jarvis opens a ledger, keeps the damaged one, and says so."""

import os
import random
import shutil
import stat
import subprocess
import sys

import duckdb
import pytest

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.database import is_damaged, open_database
from jarvis.telemetry.files import FILE, NEXT
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import contents, fill, rows

SETTINGS = TelemetrySettings()
ROWS, LATER = 20_000, 100


def opened(folder, **given):
    return open_database(folder, SETTINGS, **given)


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A ledger whose process was killed: rows in the file, and a hundred commits in its log."""
    folder = tmp_path_factory.mktemp("killed") / "ledger"
    program = f"""
import os, sys
from pathlib import Path
from tests.jarvis.telemetry.filling import fill
from jarvis.telemetry.database import open_database
from jarvis.telemetry_settings import TelemetrySettings
connection = open_database(Path({str(folder)!r}), TelemetrySettings()).connection
fill(connection, {ROWS})
connection.execute("CHECKPOINT")
for i in range({LATER}):
    connection.execute("INSERT INTO assessment VALUES ('2026-01-01', 'a', '{{}}')")
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    return folder


@pytest.fixture
def folder(killed, tmp_path):
    return shutil.copytree(killed, tmp_path / "ledger")


def log_of(folder):
    return folder / f"{FILE}.wal"


def flip(path, chance, first=0, last=None):
    """Flip one bit."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(first, last or len(content))
    content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_a_new_ledger_is_its_owners_alone(tmp_path):
    found = opened(tmp_path / "a" / "ledger")
    assert not found.set_aside
    assert stat.S_IMODE((tmp_path / "a" / "ledger").stat().st_mode) == 0o700
    assert rows(found.connection) == 0


def test_what_a_kill_left_in_the_log_is_there(folder):
    found = opened(folder)
    assert not found.set_aside
    assert (rows(found.connection), rows(found.connection, "assessments")) == (ROWS, LATER)


def test_duckdb_may_fetch_nothing(tmp_path):
    connection = opened(tmp_path).connection
    query = "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'"
    assert {value for _, value in connection.execute(query).fetchall()} == {"false"}


@pytest.mark.parametrize("seed", range(6))
def test_a_torn_log_loses_its_end_and_nothing_before(folder, seed):
    os.truncate(log_of(folder), random.Random(seed).randrange(log_of(folder).stat().st_size))
    found = opened(folder)
    assert not found.set_aside
    assert rows(found.connection) == ROWS
    assert rows(found.connection, "assessments") < LATER


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_log_costs_what_lies_behind_it(folder, seed):
    whole = log_of(folder).read_bytes()
    chance = random.Random(seed)
    flip(log_of(folder), chance, 0, 40) if seed < 4 else flip(log_of(folder), chance)
    damaged = log_of(folder).read_bytes()
    share = next(i for i in range(len(whole)) if whole[i] != damaged[i]) / len(whole)
    found = opened(folder)
    assert found.set_aside[0].read_bytes() == damaged
    assert rows(found.connection) == ROWS
    assert rows(found.connection, "assessments") >= int(share * LATER) - 1


def test_a_log_of_something_else_is_set_aside(folder):
    log_of(folder).write_bytes(os.urandom(5000))
    found = opened(folder)
    assert found.set_aside
    assert rows(found.connection) == ROWS


def test_a_log_of_another_database_is_set_aside_whole(folder, tmp_path):
    other = duckdb.connect(tmp_path / "other.duckdb")
    other.execute("CREATE TABLE strange (i INTEGER)")
    other.execute("CHECKPOINT")
    other.execute("INSERT INTO strange VALUES (1)")
    log = (tmp_path / "other.duckdb.wal").read_bytes()
    log_of(folder).write_bytes(log)
    found = opened(folder)
    assert [path.read_bytes() for path in found.set_aside] == [log]
    assert rows(found.connection) == ROWS


@pytest.mark.parametrize("seed", range(8))
def test_a_flipped_bit_in_the_file_costs_the_rows_around_it(folder, seed):
    flip(folder / FILE, random.Random(seed), first=12_288)
    found = opened(folder)
    try:
        contents(found.connection)
    except duckdb.Error as error:
        assert is_damaged(error)  # noqa: PT017 - a flip may hit what holds nothing
        found.connection.close()
        found = opened(folder, suspected=True)
    left = contents(found.connection)
    total = sum(count for count, _ in left.values())
    if found.set_aside:
        assert total < 5 * ROWS + LATER
        assert all(path.exists() for path in found.set_aside)
    else:
        assert total == 5 * ROWS + LATER
    found.connection.execute("CHECKPOINT")


@pytest.mark.parametrize("share", [0.999, 0.9, 0.5, 0.1, 0.001, 0])
def test_a_file_that_was_cut_short_is_seen_at_once(folder, share):
    os.truncate(folder / FILE, int((folder / FILE).stat().st_size * share))
    found = opened(folder)
    assert found.set_aside
    contents(found.connection)
    fill(found.connection, 10, start="2027-01-01")
    found.connection.close()
    assert not opened(folder).set_aside


def test_rows_beside_a_broken_block_are_carried_over(tmp_path):
    many = 400_000
    with opened(tmp_path).connection as connection:
        connection.execute(
            f"""INSERT INTO decision (id, created, kind, agent, task_type, confidence)
            SELECT md5(i::VARCHAR), '2026-01-01', 'turn', 'jarvis', 'chat', random()
            FROM range({many}) t(i)"""
        )
    flip(tmp_path / FILE, random.Random(1), (tmp_path / FILE).stat().st_size // 2)
    found = opened(tmp_path, suspected=True)
    assert found.set_aside
    assert many // 2 < rows(found.connection) < many


def test_a_whole_file_is_left_alone_however_suspected(folder):
    before = opened(folder)
    expected = contents(before.connection)
    before.connection.close()
    found = opened(folder, suspected=True)
    assert not found.set_aside
    assert contents(found.connection) == expected


@pytest.mark.parametrize("content", [b"", b"a text\n" * 1000])
def test_a_file_of_another_kind_is_set_aside(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    [kept] = opened(tmp_path).set_aside
    assert kept.read_bytes() == content


def test_a_folder_in_the_files_place_is_set_aside(tmp_path):
    (tmp_path / FILE).mkdir()
    [kept] = opened(tmp_path).set_aside
    assert kept.is_dir()


def test_two_damaged_files_in_one_second_are_both_kept(tmp_path):
    kept = set()
    for content in (b"one", b"two"):
        (tmp_path / FILE).write_bytes(content)
        found = opened(tmp_path)
        found.connection.close()
        kept |= {path.read_bytes() for path in found.set_aside}
    assert kept == {b"one", b"two"}


def test_a_stop_in_the_middle_of_a_swap_is_finished(folder):
    with opened(folder).connection as connection:
        expected = contents(connection)
    (folder / FILE).rename(folder / NEXT)
    with opened(folder).connection as connection:
        assert contents(connection) == expected
    shutil.copy(folder / FILE, folder / NEXT)
    (folder / f"{NEXT}.wal").touch()
    opened(folder).connection.close()
    assert not list(folder.glob(f"{NEXT}*"))


def test_a_file_that_another_program_holds_is_left_alone(folder):
    program = f"import duckdb, sys; c = duckdb.connect({str(folder / FILE)!r}); print(flush=True)"
    program += "; sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], **pipes) as other:
        other.stdout.readline()
        with pytest.raises(LedgerUnavailable, match="another program"):
            opened(folder)
        other.stdin.close()
    assert not list(folder.glob("*damaged*"))


@pytest.mark.parametrize(
    "error",
    [
        duckdb.ConversionException("Could not convert string 'computed checksum' to DOUBLE"),
        duckdb.BinderException("column Corrupt database not found"),
        duckdb.IOException("Could not write file: No space left on device"),
        duckdb.IOException(
            "Trying to read a database file with version number 99, but we can only read versions"
            " between 64 and 68."
        ),
        duckdb.OutOfMemoryException("failed to allocate data"),
    ],
)
def test_what_is_no_damage_is_not_taken_for_it(error):
    assert not is_damaged(error)
