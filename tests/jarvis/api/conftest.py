"""The ledger's API on a real ledger, in this process, behind the real edge."""

import json
from contextlib import contextmanager

import httpx
import pytest
from fastapi import FastAPI

from jarvis.api import insights, telemetry
from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from jarvis.api.rates import Rates
from jarvis.telemetry.cache import Cache
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry_settings import TelemetrySettings

SETTINGS = TelemetrySettings(burst_per_minute=10**6, sustained_per_hour=10**6)


@contextmanager
def opened(folder):
    ledger = Ledger(folder, SETTINGS)
    ledger.start()
    ledger.run(lambda connection: None).result()  # a first opening may take long on a busy machine
    yield ledger
    ledger.close()


@pytest.fixture
def ledger(tmp_path):
    with opened(tmp_path / "ledger") as ledger:
        yield ledger


def ledger_app(ledger, settings=SETTINGS):
    rates = Rates(settings.burst_per_minute, settings.sustained_per_hour)
    app = FastAPI()
    app.include_router(telemetry.router(ledger, Cache(ledger), rates, settings))
    app.include_router(insights.router(ledger, rates, settings))
    app.add_middleware(Edge, secret="secret")
    add_error_handlers(app, "the log")
    return app


class Client:
    """A program on this machine, written to the contract's page."""

    def __init__(self, app, address="127.0.0.1"):
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")

    async def post(self, path, body, **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"content-type": "application/json", **headers}
        return await self.http.post(path, content=content, headers=headers)

    async def get(self, path, **parameters):
        return await self.http.get(path, params=parameters or None)


@pytest.fixture(scope="module")
def standing_ledger(tmp_path_factory):
    """For tests that don't count what is in it: opening one takes a quarter of a second."""
    with opened(tmp_path_factory.mktemp("standing")) as ledger:
        yield ledger


@pytest.fixture
async def standing_client(standing_ledger):
    client = Client(ledger_app(standing_ledger))
    async with client.http:
        yield client


@pytest.fixture
async def client(ledger):
    client = Client(ledger_app(ledger))
    async with client.http:
        yield client
