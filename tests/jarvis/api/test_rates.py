"""A client that asks too often is told when to ask again, and then is answered."""

from dataclasses import replace

import pytest

from jarvis.api.rates import Rates
from jarvis.errors import RateLimited
from tests.jarvis.api.conftest import SETTINGS, Client, ledger_app

BASE = "/api/dora/ai-telemetry"
BEGAN = 1_800_000_000.0  # the beginning of a minute, and of an hour


class Clock:
    def __init__(self):
        self.now = BEGAN

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("time.time", clock.time)
    return clock


async def asked(rates, times, client="a"):
    for _ in range(times):
        await rates.count(client)


async def refused(rates, client="a"):
    with pytest.raises(RateLimited) as error:
        await rates.count(client)
    return error.value.retry_after_seconds


async def test_as_many_as_are_allowed_and_no_more(clock):
    rates = Rates(5, 8)
    await asked(rates, 5)
    assert await refused(rates) > 0
    await asked(rates, 5, client="b")


@pytest.mark.parametrize("elapsed", [0.001, 0.5, 12.3, 59, 59.999])
async def test_after_the_seconds_that_were_told_the_client_is_answered(clock, elapsed):
    rates = Rates(5, 1000)
    clock.now += elapsed
    await asked(rates, 5)
    for _ in range(20):
        seconds = await refused(rates)
        assert 1 <= seconds <= 61
        clock.now += seconds
        await rates.count("a")
        while True:  # use up what else has become free
            try:
                await rates.count("a")
            except RateLimited:
                break


async def test_an_hour_has_its_own_limit_and_its_refusals_cost_no_minute(clock):
    rates = Rates(5, 7)
    await asked(rates, 5)
    clock.now += 125
    await asked(rates, 2)
    for _ in range(50):
        assert await refused(rates) > 60
    clock.now = BEGAN + 3 * 3600
    await asked(rates, 5)


async def test_a_clock_that_jumps_back_locks_nobody_out(clock):
    rates = Rates(5, 1000)
    await asked(rates, 5)
    clock.now -= 7 * 24 * 3600
    await asked(rates, 5)


async def test_every_call_counts_also_those_that_fail(ledger):
    client = Client(ledger_app(ledger, replace(SETTINGS, burst_per_minute=6)))
    async with client.http:
        statuses = [
            (await client.get(f"{BASE}/stats/")).status_code,
            (await client.get(f"{BASE}/stats/", days=0)).status_code,
            (await client.get(f"{BASE}/agent/nobody/")).status_code,
            (await client.post(f"{BASE}/record/", b"{")).status_code,
            (await client.get("/internal/insights")).status_code,
        ]
        assert statuses == [200, 400, 404, 400, 200]
        client.http.cookies.clear()
        await client.get(f"{BASE}/accuracy/")
        while (refusal := await client.get(f"{BASE}/accuracy/")).status_code == 200:
            client.http.cookies.clear()
        assert refusal.status_code == 429
        assert int(refusal.headers["retry-after"]) >= 1
        assert refusal.json()["error"]["code"] == "rate_limit_exceeded"
        assert refusal.json()["error"]["hint"]
