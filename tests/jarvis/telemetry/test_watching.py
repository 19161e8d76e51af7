import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from jarvis.telemetry import watching
from jarvis.telemetry.alerts import Alerts
from jarvis.telemetry.figures import Sources
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.requests import Requests
from jarvis.telemetry.watching import look, watch
from jarvis.telemetry_settings import AlertRule, TelemetrySettings
from models.residents import Residents

ERRORS = AlertRule("api_error_rate", ">", 0.05, "critical", 5, least_count=2, hold_minutes=0)


@pytest.fixture
def sources(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    ledger.start()
    yield Sources(ledger, Requests(), Residents(), TelemetrySettings(), tmp_path)
    ledger.close()


async def test_what_changes_is_logged_and_told(sources):
    alerts, told = Alerts([ERRORS]), []

    async def tell(alert):
        told.append(alert)

    for _ in range(2):
        sources.requests.note(500, 0.1)
    with capture_logs() as logs:
        await look(alerts, sources, tell)
        await look(alerts, sources, tell)
        for _ in range(98):
            sources.requests.note(200, 0.1)
        await look(alerts, sources, tell)
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("alert_raised", "warning"),
        ("alert_cleared", "info"),
    ]
    assert [alert.value for alert in told] == [1.0, 0.02]
    assert alerts.active == ()


async def test_nothing_that_goes_wrong_ends_it(sources, monkeypatch):
    monkeypatch.setattr(watching, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0.0)
    raised, again = asyncio.Event(), asyncio.Event()

    async def tell(alert):
        if alert.cleared is None:
            raised.set()
            raise RuntimeError("nobody listens")
        again.set()

    sources.requests.note(500, 0.1)
    sources.requests.note(500, 0.1)
    task = asyncio.create_task(watch(Alerts([ERRORS]), sources, tell))
    try:
        await asyncio.wait_for(raised.wait(), 30)
        for _ in range(98):
            sources.requests.note(200, 0.1)
        await asyncio.wait_for(again.wait(), 30)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_rules_by_default_are_quiet_on_a_machine_that_has_just_started(sources):
    quiet = [r for r in TelemetrySettings().alerts if r.figure not in ("disk_free", "gpu_memory")]
    alerts = Alerts([replace(rule, hold_minutes=0) for rule in quiet])
    await look(alerts, sources)
    assert alerts.active == ()
