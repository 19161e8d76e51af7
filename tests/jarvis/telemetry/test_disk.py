"""A disk that is full, or read-only: recording is off and says so, and goes on when it can."""

import os
import subprocess
import sys

import pytest

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.database import open_database
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision
from jarvis.telemetry_settings import TelemetrySettings
from tests.waiting import until

pytestmark = [
    pytest.mark.namespace,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="needs Linux and root, to mount"
    ),
]

PATIENCE_SECONDS = 60


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def turn():
    created = now()
    return Decision(new_id("turn", created), created, "turn", "jarvis", "chat")


def fill_up(folder):
    """Leave no room at all."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def test_a_full_disk_stops_recording_and_loses_no_turn(disk):
    ledger = Ledger(disk / "ledger", TelemetrySettings())
    ledger.start()
    first = ledger.record(turn()).result(PATIENCE_SECONDS)
    fill_up(disk)
    waiting = [ledger.record(turn()) for _ in range(2000)]
    until(lambda: not ledger.status.recording)
    assert "disk is full" in ledger.status.problem
    assert ledger.status.hint
    (disk / "ballast").unlink()
    kept = {future.result(PATIENCE_SECONDS).id for future in waiting}
    assert ledger.status.recording
    recorded = {id_ for (id_,) in ledger.rows("SELECT id FROM decisions")}
    assert recorded == kept | {first.id}
    assert ledger.status.set_aside == ()
    ledger.close()


def test_a_disk_that_is_full_from_the_start_is_told_and_nothing_set_aside(disk):
    (disk / "ledger").mkdir()
    fill_up(disk)
    with pytest.raises(LedgerUnavailable, match="disk is full"):
        open_database(disk / "ledger", TelemetrySettings())
    (disk / "ballast").unlink()
    found = open_database(disk / "ledger", TelemetrySettings())
    assert not found.set_aside
    found.connection.close()


def test_a_read_only_disk_is_told_with_what_to_do(disk):
    open_database(disk / "ledger", TelemetrySettings()).connection.close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(LedgerUnavailable, match="read-only") as raised:
        open_database(disk / "ledger", TelemetrySettings())
    assert raised.value.hint
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    found = open_database(disk / "ledger", TelemetrySettings())
    assert not found.set_aside
    found.connection.close()
