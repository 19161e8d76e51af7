"""Only whoever owns the data may export, erase or move it."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from jarvis.api.keeping import BASE, router
from jarvis.conversations import Conversations
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry_settings import TelemetrySettings
from jarvis.upkeep import Upkeep

OWNER = {"authorization": "Bearer secret"}


@pytest.fixture
def client(tmp_path):
    ledger = Ledger(tmp_path / "ledger", TelemetrySettings())
    conversations = Conversations(tmp_path / "conversations.db")
    ledger.start()
    app = FastAPI()
    app.include_router(router(Upkeep(ledger, tmp_path / "ledger", conversations), "secret"))
    add_error_handlers(app, "log")
    app.add_middleware(Edge, secret="cookies")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
    ledger.close()
    conversations.close()


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer other"}, {"authorization": "é"}])
@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("stats", {"days": 30}),
        ("export", {"folder": "/tmp/never", "form": "csv"}),
        ("verify", {}),
        ("erase", {"conversation": "c"}),
        ("retain", {"months": 1}),
    ],
)
def test_without_the_token_nothing_is_told_or_done(client, action, body, headers):
    headers = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = client.post(f"{BASE}/{action}", json=body, headers=headers)
    assert answer.status_code == 403
    assert "owner" in answer.json()["error"]["message"]


def test_the_owner_has_it_done(client, tmp_path):
    def post(action, **body):
        answer = client.post(f"{BASE}/{action}", json=body, headers=OWNER)
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert post("stats", days=7)["accuracy"]["total_decisions"] == 0
    assert post("export", folder=str(tmp_path / "out"), form="csv")["decisions.csv"] == 0
    assert (tmp_path / "out" / "decisions.csv").exists()
    assert all(finding["well"] for finding in post("verify"))
    assert post("retain", months=1)["months"] == []


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        ("stats", {"days": 0}, 400),
        ("stats", {}, 400),
        ("export", {"folder": "relative", "form": "csv"}, 400),
        ("export", {"folder": "/tmp/never", "form": "xml"}, 400),
        ("retain", {"months": 0}, 400),
        ("erase", {"conversation": ""}, 400),
        ("erase", {"conversation": "unknown"}, 404),
    ],
)
def test_what_cannot_be_done_is_told(client, action, body, status):
    answer = client.post(f"{BASE}/{action}", json=body, headers=OWNER)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_another_page_is_refused_even_with_the_token(client):
    headers = OWNER | {"origin": "http://evil.example"}
    assert client.post(f"{BASE}/verify", headers=headers).status_code == 403
