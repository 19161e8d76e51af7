"""The log's outer form, held against logs that the real DuckDB writes."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.wal import COMMIT, FRAME, HEADER, mended

TRANSACTIONS = 5


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A log of a few transactions, of one row each after the first, which makes the table."""
    path = tmp_path_factory.mktemp("wal") / "a.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE a (i INTEGER, s VARCHAR)")
        for number in range(1, TRANSACTIONS):
            connection.execute(f"INSERT INTO a VALUES ({number}, 'text')")
        return path.with_name("a.duckdb.wal").read_bytes()


def test_duckdb_still_writes_the_form_that_we_know(log):
    assert log.startswith(HEADER)
    assert log.endswith(COMMIT)
    assert log.count(COMMIT) == TRANSACTIONS


@given(data=st.data())
def test_a_torn_log_is_not_damaged(log, data):
    assert mended(log[: data.draw(st.integers(0, len(log)))]) is None


@given(data=st.data())
def test_a_flipped_header_is_mended_and_nothing_else_is_lost(log, data):
    flipped = bytearray(log)
    flipped[data.draw(st.integers(0, len(HEADER) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert mended(bytes(flipped)) == log


@given(transaction=st.integers(1, TRANSACTIONS - 1), bit=st.integers(4, 7))
def test_a_length_that_points_beyond_the_end_is_no_tear(log, transaction, bit):
    start = _start_of(log, transaction)
    flipped = bytearray(log)
    flipped[start + 5] ^= 1 << bit
    assert mended(bytes(flipped)) == log[:start]


def test_what_lies_behind_a_broken_entry_is_left_out(log):
    start = _start_of(log, 2)
    assert mended(log, damaged_at=start + FRAME.size) == log[:start]


def _start_of(log, transaction):
    """Where the first entry of a transaction, counted from 0, begins."""
    at = len(HEADER)
    for _ in range(transaction):
        at = log.index(COMMIT, at) + len(COMMIT)
    return at
