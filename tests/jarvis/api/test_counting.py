import httpx
import pytest
from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from prometheus_client.parser import text_string_to_metric_families

from jarvis.api import alerts, metrics
from jarvis.api.counting import Counting
from jarvis.telemetry.alerts import Alerts, Reading
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import LedgerStatus
from jarvis.telemetry.prometheus import Metrics, Present
from jarvis.telemetry.requests import Requests
from jarvis.telemetry_settings import AlertRule

DISK = AlertRule("disk_free", "<", 0.10, "high", 0, 0, 0)


class House:
    """An app with a few routes, and a page below them, as Jarvis has it."""

    def __init__(self):
        present = Present(lambda: 0, lambda: LedgerStatus(recording=True), tuple, {})
        self.requests, self.metrics = Requests(), Metrics(present, ())
        self.alerts = Alerts([DISK])
        self.app = FastAPI()
        self.app.include_router(metrics.router(self.metrics))
        self.app.include_router(alerts.router(self.alerts))
        self.app.get("/api/models/{name}/pull")(self.fine)
        self.app.get("/api/broken")(self.broken)
        self.app.get("/api/unavailable")(self.unavailable)
        self.app.post("/v1/chat/completions")(self.stream)
        page = FastAPI()
        page.get("/page/status")(lambda: "as ever")
        self.app.mount("/", page)
        self.app.add_middleware(Counting, requests=self.requests, metrics=self.metrics)

    async def fine(self, name: str) -> str:
        return name

    async def broken(self) -> None:
        raise RuntimeError("unexpected")

    async def unavailable(self) -> None:
        raise HTTPException(503)

    async def stream(self) -> StreamingResponse:
        return StreamingResponse(iter(["a", "b"]))

    async def ask(self, method, path):
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://jarvis") as client:
            return await client.request(method, path)

    async def counted(self):
        text = (await self.ask("GET", "/metrics")).text
        return {
            (sample.labels["route"], sample.labels["status"]): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == "jarvis_http_requests_total"
        }


@pytest.fixture
def house():
    return House()


async def test_a_route_is_counted_by_its_template(house):
    for name in ("a", "b"):
        await house.ask("GET", f"/api/models/{name}/pull")
    assert await house.counted() == {("/api/models/{name}/pull", "200"): 2}
    assert house.requests.error_rate(60) == Reading(0.0, 2)
    assert house.requests.p95_ms(60).count == 2


@pytest.mark.parametrize("path", ["/api/broken", "/api/unavailable"])
async def test_a_failure_of_ours_counts_as_one(house, path):
    status = (await house.ask("GET", path)).status_code
    assert house.requests.error_rate(60) == Reading(1.0, 1)
    assert await house.counted() == {(path, str(status)): 1}


async def test_an_answer_that_takes_as_long_as_it_is_long_is_not_timed_as_the_apis(house):
    await house.ask("POST", "/v1/chat/completions")
    assert house.requests.error_rate(60).count == 1
    assert house.requests.p95_ms(60).count == 0


@pytest.mark.parametrize("path", ["/metrics", "/page/status", "/nowhere", "/v1/nowhere/%00", "/"])
async def test_what_the_page_and_monitors_ask_is_not_the_api(house, path):
    await house.ask("GET", path)
    assert house.requests.error_rate(60).count == 0
    assert {route for route, _ in await house.counted()} == {"page"}


async def test_metrics_say_what_they_are(house):
    response = await house.ask("GET", "/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")


async def test_alerts_are_shown_while_they_last_and_afterwards(house):
    house.alerts.step([Reading(0.05)], 0.0, now())
    body = (await house.ask("GET", "/api/telemetry/alerts")).json()
    assert body["history"] == []
    (alert,) = body["active"]
    assert alert["text"] == "Free disk space is 5 %, below 10 %."
    assert (alert["severity"], alert["figure"], alert["value"]) == ("high", "disk_free", 0.05)
    assert alert["since"].endswith("Z")
    assert alert["cleared"] is None
    house.alerts.step([Reading(0.5)], 60.0, now())
    body = (await house.ask("GET", "/api/telemetry/alerts")).json()
    assert body["active"] == []
    assert body["history"][0]["cleared"].endswith("Z")
