"""A schema that grows: applied once, in order, all or nothing, and back again."""

import shutil

import duckdb
import pytest

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry.migrating import MIGRATIONS, plan_rollback, rollback, snapshots, version_of
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import contents, fill, rows


@pytest.fixture
def steps(tmp_path):
    return shutil.copytree(MIGRATIONS, tmp_path / "migrations")


@pytest.fixture
def first(steps):
    """The last of the steps that there really are."""
    return max(int(path.name[:4]) for path in steps.glob("*.sql"))


@pytest.fixture
def folder(tmp_path, steps):
    with opened(tmp_path / "ledger", steps) as connection:
        fill(connection, 100)
    return tmp_path / "ledger"


def opened(folder, steps):
    return open_database(folder, TelemetrySettings(), migrations=steps).connection


def add_step(steps, number, sql="ALTER TABLE decision ADD COLUMN cost DOUBLE"):
    (steps / f"{number:04}_more.sql").write_text(sql)


def test_a_step_is_taken_once_and_the_views_have_what_it_adds(folder, steps, first):
    add_step(steps, first + 1)
    for _ in range(2):
        with opened(folder, steps) as connection:
            assert version_of(connection) == first + 1
            assert connection.execute("SELECT count(*), count(cost) FROM decisions").fetchall() == [
                (100, 0)
            ]
    assert [version for version, _ in snapshots(folder)] == [first]


def test_a_new_file_has_nothing_to_take_a_snapshot_of(folder, first):
    assert snapshots(folder) == []


def test_the_last_two_snapshots_are_kept(folder, steps, first):
    for number in range(1, 5):
        add_step(steps, first + number, f"CREATE TABLE more{number} (i INTEGER)")
        opened(folder, steps).close()
    assert [version for version, _ in snapshots(folder)] == [first + 2, first + 3]


def test_a_step_that_fails_leaves_the_file_as_it_was(folder, steps, first):
    before = contents(connection := opened(folder, steps))
    connection.close()
    add_step(steps, first + 1, "CREATE TABLE half (i INTEGER); SELECT nonsense")
    with pytest.raises(LedgerUnavailable):
        opened(folder, steps)
    (steps / f"{first + 1:04}_more.sql").unlink()
    with opened(folder, steps) as connection:
        assert contents(connection) == before
        assert not connection.execute("FROM duckdb_tables() WHERE table_name = 'half'").fetchall()


def test_a_file_of_a_newer_jarvis_is_left_alone_and_rollback_named(folder, steps, first):
    add_step(steps, first + 1)
    opened(folder, steps).close()
    with pytest.raises(LedgerUnavailable, match="newer Jarvis") as raised:
        opened(folder, MIGRATIONS)
    assert "rollback" in raised.value.hint
    assert not list(folder.glob("*damaged*"))


def test_rollback_returns_to_the_snapshot_and_keeps_both(folder, steps, first):
    before = contents(connection := opened(folder, steps))
    connection.close()
    add_step(steps, first + 1)
    with opened(folder, steps) as connection:
        fill(connection, 7, start="2027-01-01")
    assert plan_rollback(folder).lost == 7
    assert rollback(folder) == first
    with opened(folder, MIGRATIONS) as connection:
        assert contents(connection) == before
    with duckdb.connect(folder / f"ledger.after-v{first}.duckdb") as after:
        assert rows(after, "decision") == 107
    assert [version for version, _ in snapshots(folder)] == [first]


def test_rollback_twice_keeps_every_file_that_it_replaces(folder, steps, first):
    add_step(steps, first + 1)
    opened(folder, steps).close()
    rollback(folder)
    rollback(folder)
    assert len(list(folder.glob("ledger.after-v*.duckdb"))) == 2


def test_how_much_a_damaged_file_would_lose_cannot_be_told(folder, steps, first):
    add_step(steps, first + 1)
    opened(folder, steps).close()
    (folder / FILE).write_text("no database")
    assert plan_rollback(folder).lost is None
    assert rollback(folder) == first


def test_without_a_snapshot_there_is_nothing_to_go_back_to(folder):
    with pytest.raises(LedgerUnavailable, match="no snapshot"):
        rollback(folder)
