"""Once a minute: read the figures, let the alerts follow, and tell of what has changed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog

from jarvis.telemetry.alerts import Alert, Alerts, Reading
from jarvis.telemetry.figures import Sources, read
from jarvis.telemetry.ids import now

FIRST_SECONDS = 10.0
"""When it looks for the first time: by then Jarvis has started."""

EVERY_SECONDS = 60.0

Tell = Callable[[Alert], Awaitable[None]]
"""Tells somebody of an alert that was raised or cleared."""

log = structlog.get_logger(__name__)


async def nobody(alert: Alert) -> None:
    """Tells nobody: the page shows alerts, and the log has them."""


async def watch(alerts: Alerts, sources: Sources, tell: Tell = nobody) -> None:
    """Look until cancelled. Nothing that goes wrong ends it."""
    await asyncio.sleep(FIRST_SECONDS)
    while True:
        # Telling may take as long as the network does: the minute goes by meanwhile.
        await asyncio.gather(asyncio.sleep(EVERY_SECONDS), look(alerts, sources, tell))


async def look(alerts: Alerts, sources: Sources, tell: Tell = nobody) -> None:
    """Take one reading of everything. Raises nothing."""
    try:
        readings = await sources.ledger.read(lambda: read_all(alerts, sources))
        changed = alerts.step(readings, time.monotonic(), now())
        for alert in changed:
            _log(alert)
        await asyncio.gather(*map(tell, changed))
    except Exception:
        log.exception("alerts_failed")


def read_all(alerts: Alerts, sources: Sources) -> Sequence[Reading | None]:
    """A reading for each rule, in their order. Blocking."""
    return [read(rule.figure, rule.window_minutes, sources) for rule in alerts.rules]


def _log(alert: Alert) -> None:
    raised = alert.cleared is None
    level = log.warning if raised else log.info
    level(
        "alert_raised" if raised else "alert_cleared",
        figure=alert.rule.figure,
        severity=alert.rule.severity,
        value=alert.value,
        threshold=alert.rule.threshold,
    )
