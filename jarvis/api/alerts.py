"""GET /api/telemetry/alerts: what is wrong now, and what was."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from jarvis.telemetry.alerts import Alert, Alerts
from jarvis.telemetry.wording import sentence
from jarvis.telemetry_settings import Figure


class AlertBody(BaseModel):
    """An alert. `value` is null if the figure couldn't be taken; `cleared` while it lasts."""

    figure: Figure
    severity: Literal["critical", "high", "medium"]
    comparison: Literal[">", "<"]
    threshold: float
    window_minutes: int
    value: float | None
    since: datetime
    cleared: datetime | None
    text: str


class AlertsBody(BaseModel):
    """`active`: worst first; `history`: what is over, latest first, the last hundred."""

    active: list[AlertBody]
    history: list[AlertBody]


def router(alerts: Alerts) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api/telemetry", tags=["telemetry"])

    @routes.get("/alerts", summary="What is wrong now, and what was")
    async def show() -> AlertsBody:
        return AlertsBody(
            active=[_body(alert) for alert in alerts.active],
            history=[_body(alert) for alert in alerts.history],
        )

    return routes


def _body(alert: Alert) -> AlertBody:
    rule = alert.rule
    return AlertBody(
        figure=rule.figure,
        severity=rule.severity,
        comparison=rule.comparison,
        threshold=rule.threshold,
        window_minutes=rule.window_minutes,
        value=alert.value,
        since=alert.since,
        cleared=alert.cleared,
        text=sentence(alert),
    )
