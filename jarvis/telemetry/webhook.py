"""Tells one address on the network of alerts, if config.toml names one: as JSON, or as Slack reads.

An address that can't be reached is tried again for half a minute, then said once in the log. The
address itself is never logged: a Slack webhook's is its password.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import structlog

from jarvis.telemetry.alerts import Alert
from jarvis.telemetry.wording import sentence

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 5.0
"""How long one attempt may take to connect, and to answer."""

GIVE_UP_SECONDS = 30.0
"""An alert that is half a minute old and still not told is in the log and on the page."""

log = structlog.get_logger(__name__)


class Webhook:
    """One address that alerts are posted to.

    Args:
        form: "json" is every field of the alert; "slack" is ``{"text": …}``.
        give_up_seconds: no attempt begins later than this.
    """

    def __init__(
        self,
        url: str,
        form: Literal["json", "slack"] = "json",
        *,
        give_up_seconds: float = GIVE_UP_SECONDS,
    ) -> None:
        self._url = url
        self._give_up = give_up_seconds
        self._body = as_slack if form == "slack" else as_json
        self._failing = False

    async def post(self, alert: Alert) -> None:
        """Tell of an alert that was raised or cleared. Raises nothing."""
        import httpx

        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
                await self._insist(client, self._body(alert))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            level = log.debug if self._failing else log.warning
            level("webhook_failed", figure=alert.rule.figure, cause=_cause(error))
            self._failing = True
        else:
            self._failing = False

    async def _insist(self, client: "httpx.AsyncClient", body: dict[str, Any]) -> None:
        import httpx
        import tenacity

        attempts = tenacity.AsyncRetrying(
            wait=tenacity.wait_exponential(multiplier=0.5, max=8),
            stop=tenacity.stop_after_delay(self._give_up),
            retry=tenacity.retry_if_exception(_may_pass),
            reraise=True,
        )
        async for attempt in attempts:
            with attempt:
                response: httpx.Response = await client.post(self._url, json=body)
                response.raise_for_status()


def _may_pass(error: BaseException) -> bool:
    """Whether trying again may help: the network, or a server that has trouble."""
    import httpx

    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.is_server_error
    return isinstance(error, httpx.TransportError) and not isinstance(
        error, httpx.UnsupportedProtocol
    )


def _cause(error: Exception) -> str:
    """What went wrong, without the address that httpx puts into its messages."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return f"status {status}" if status else type(error).__name__


def as_json(alert: Alert) -> dict[str, Any]:
    """An alert for programs. Times are UTC, ISO 8601."""
    rule = alert.rule
    return {
        "state": "raised" if alert.cleared is None else "cleared",
        "severity": rule.severity,
        "figure": rule.figure,
        "value": alert.value,
        "comparison": rule.comparison,
        "threshold": rule.threshold,
        "window_minutes": rule.window_minutes,
        "since": _iso(alert.since),
        "cleared": _iso(alert.cleared) if alert.cleared else None,
        "text": sentence(alert),
    }


def as_slack(alert: Alert) -> dict[str, Any]:
    """An alert for Slack's incoming webhooks, and for others that read the same."""
    state = alert.rule.severity.capitalize() if alert.cleared is None else "Over"
    return {"text": f"Jarvis · {state}: {sentence(alert)}"}


def _iso(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")
