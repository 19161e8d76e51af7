"""The machine as it is now."""

import time

from ui import machine
from ui.machine import Machine


def test_a_reading_is_of_this_machine(tmp_path) -> None:
    now = Machine(tmp_path).now()
    assert 0 <= now.busy <= 1
    assert 0 < now.process_bytes < now.hardware.memory_total
    assert now.hardware.disk_free > 0


def test_a_busy_processor_is_seen(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(machine, "FRESH_SECONDS", 0.0)
    here = Machine(tmp_path)
    until = time.process_time() + 0.5
    while time.process_time() < until:
        pass
    assert here.now().busy > 0.05


def test_whoever_asks_soon_again_gets_the_same_reading(tmp_path) -> None:
    here = Machine(tmp_path)
    assert here.now() is here.now()
