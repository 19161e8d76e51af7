"""The ledger that the telemetry benchmark generates is one that Jarvis could have written."""

from collections.abc import Iterator
from datetime import UTC

import pytest

from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import time_of
from jarvis.telemetry.statistics import summary
from jarvis.telemetry.traces import trace_of
from scripts.benchmarks.telemetry.generated import DAYS, ROOMY, Size, generate, swell

SIZE = Size(2_000, large_bytes=2 * 10**6, stages=3)


class Reader:
    def __init__(self, connection) -> None:
        self.connection = connection

    def rows(self, sql, parameters=()):
        return self.connection.execute(sql, parameters or None).fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated") / "ledger"
    generate(folder, SIZE)
    return folder


@pytest.fixture(scope="module")
def reader(folder) -> Iterator[Reader]:
    with open_database(folder, ROOMY).connection as connection:
        yield Reader(connection)


def test_every_id_holds_its_rows_time_and_rows_lie_in_its_order(reader) -> None:
    rows = reader.rows("SELECT id, created FROM decision")
    assert [time_of(id_) for id_, _ in rows] == [created.replace(tzinfo=UTC) for _, created in rows]
    assert rows == sorted(rows, key=lambda row: row[1])
    assert len({id_ for id_, _ in rows}) == SIZE.decisions


def test_statistics_find_everything_and_some_of_it_judged(reader) -> None:
    accuracy = summary(reader, Filter(DAYS + 1)).accuracy
    assert accuracy.total_decisions == SIZE.decisions
    assert 0.25 < accuracy.total_with_feedback / SIZE.decisions < 0.35
    [(words,)] = reader.rows("SELECT count(*) FROM feedback")
    assert words > accuracy.total_with_feedback


def test_a_turn_has_its_stages_under_one_root(reader) -> None:
    [(turn,)] = reader.rows("SELECT id FROM decision WHERE kind = 'turn' LIMIT 1")
    first, *others = trace_of(reader, turn).stages
    assert first.parent is None
    assert [stage.parent for stage in others] == [first.id] * (SIZE.stages - 1)


def test_a_ledger_that_is_there_is_kept_and_a_larger_one_is_made_of_it(folder, tmp_path) -> None:
    before = (folder / FILE).stat().st_mtime_ns
    generate(folder, SIZE)
    assert (folder / FILE).stat().st_mtime_ns == before
    swell(tmp_path / "large", folder, SIZE.large_bytes)
    assert (tmp_path / "large" / FILE).stat().st_size >= SIZE.large_bytes
