"""A conversation is forgotten wherever its turns lie, and every figure stays."""

from datetime import UTC, datetime

import pytest

from jarvis.telemetry.archive import retain
from jarvis.telemetry.database import open_database
from jarvis.telemetry.forgetting import forget
from jarvis.telemetry.views import SUPERSEDED
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import fill, rows

FIGURES = """SELECT bit_xor(hash(id, created, agent, task_type, confidence, execution_ms)), count(*)
    FROM decisions"""


def opened(folder):
    return open_database(folder, TelemetrySettings()).connection


@pytest.fixture
def folder(tmp_path):
    """Ten conversations of 360 turns each, the older of them in Parquet."""
    with opened(tmp_path) as connection:
        fill(connection, 3600)
    retain(opened(tmp_path), tmp_path, 1, datetime(2026, 4, 15, tzinfo=UTC))
    return tmp_path


def test_ids_go_and_figures_stay(folder):
    with opened(folder) as connection:
        figures = connection.execute(FIGURES).fetchall()
        assert forget(connection, folder, "c3") == 360
        assert connection.execute(FIGURES).fetchall() == figures
        owned = "SELECT count(conversation), count(person) FROM decisions"
        assert connection.execute(owned).fetchall() == [(3240, 3240)]
        said = "SELECT count(*) FROM feedbacks WHERE person = ''"
        assert connection.execute(said).fetchall() == [(360,)]


def test_no_file_in_the_archive_names_it_any_more(folder):
    with opened(folder) as connection:
        forget(connection, folder, "c3")
        everything = f"read_parquet('{folder}/archive/decision-*.parquet')"
        found = f"SELECT count(*), count(*) FILTER (conversation = 'c3') FROM {everything}"
        assert connection.execute(found).fetchall() == [(24 * (31 + 28), 0)]


def test_an_unknown_conversation_changes_nothing(folder):
    with opened(folder) as connection:
        files = sorted((folder / "archive").iterdir())
        assert forget(connection, folder, "nobody's' OR true --") == 0
        assert sorted((folder / "archive").iterdir()) == files
        assert rows(connection) == 3600


def test_a_file_that_a_stop_kept_from_being_deleted_goes_at_the_next_opening(folder):
    with opened(folder) as connection:
        forget(connection, folder, "c3")
        old = folder / "archive" / "decision-2026-01.parquet"
        old.touch()
        noted = f"INSERT INTO archived VALUES ('{SUPERSEDED}', '{old.name}', 1, '')"
        connection.execute(noted)
    with opened(folder) as connection:
        assert not old.exists()
        assert rows(connection) == 3600
