"""The whole of the ledger, put together: what the composition root starts, hands on and closes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from jarvis.telemetry.alerts import Alerts
from jarvis.telemetry.cache import Cache
from jarvis.telemetry.figures import Sources
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.otlp import exporter
from jarvis.telemetry.prometheus import Metrics, Present
from jarvis.telemetry.records import Decision, Voiced
from jarvis.telemetry.requests import Requests
from jarvis.telemetry.review import facts_of, priority
from jarvis.telemetry.spans import SpanRows
from jarvis.telemetry.tracing import Tracing
from jarvis.telemetry.watching import nobody, watch
from jarvis.telemetry.webhook import Webhook
from jarvis.telemetry_settings import TelemetrySettings
from models.gpu import detect_gpus
from models.residents import Residents

Waiting = Callable[[], int]

FOLDER = "ledger"
"""Where the ledger's files lie, in the data directory."""


class Telemetry:
    """What records, counts and watches.

    Args:
        residents: whose absence is an alert.
        waiting: counts turns that wait for a slot.
    """

    def __init__(
        self, settings: TelemetrySettings, data_dir: Path, residents: Residents, waiting: Waiting
    ) -> None:
        self.settings = settings
        self.ledger = Ledger(data_dir / FOLDER, settings)
        self.cache = Cache(self.ledger)
        self.requests = Requests()
        self.alerts = Alerts(settings.alerts)
        self.metrics = Metrics(self._present(waiting), settings.review.conversation)
        self.tracing = Tracing(
            SpanRows(self.ledger, self._priority, [self.metrics]),
            [exporter(settings.otlp_endpoint)] if settings.otlp_endpoint else [],
            confidence=settings.recording and settings.confidence,
        )
        self._sources = Sources(self.ledger, self.requests, residents, settings, data_dir)

    async def watch(self) -> None:
        """Look after the alerts until cancelled."""
        url, form = self.settings.webhook_url, self.settings.webhook_form
        await watch(self.alerts, self._sources, Webhook(url, form).post if url else nobody)

    def voiced(self, voiced: Voiced) -> "Future[None]":
        """Count how a spoken turn went, and keep it: see `Ledger.voiced`."""
        self.metrics.observe_voice(voiced)
        return self.ledger.voiced(voiced)

    async def close(self) -> None:
        """Commit and send on what waits."""
        await asyncio.to_thread(self.tracing.close)
        await asyncio.to_thread(self.ledger.close)

    def _priority(self, decision: Decision) -> int | None:
        return priority(facts_of(decision), self.settings.review, decision.id)

    def _present(self, waiting: Waiting) -> Present:
        """What Prometheus reads at each scrape."""
        return Present(
            queue_waiting=waiting,
            ledger=lambda: self.ledger.status,
            gpus=lambda: detect_gpus().devices,
            caches={"statistics": lambda: (self.cache.hits, self.cache.misses)},
        )
