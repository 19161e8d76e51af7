import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from structlog.testing import capture_logs

from jarvis.telemetry.alerts import Alert
from jarvis.telemetry.webhook import Webhook
from jarvis.telemetry_settings import AlertRule

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ACCURACY = Alert(AlertRule("accuracy", "<", 0.80, "high", window_minutes=60), 0.725, NOON)
OVER = replace(ACCURACY, value=0.9, cleared=NOON + timedelta(minutes=5))


class Server(ThreadingHTTPServer):
    """Answers with the statuses that it is given, then 200; keeps what was posted."""

    daemon_threads = True

    def __init__(self, statuses=()):
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses = list(statuses)
        self.bodies = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/services/SECRET"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["content-length"])
        self.server.bodies.append(json.loads(self.rfile.read(length)))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def serve():
    servers = []

    def start(*statuses):
        server = Server(statuses)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


async def test_json_holds_every_field(serve):
    server = serve()
    await Webhook(server.url).post(OVER)
    assert server.bodies == [
        {
            "state": "cleared",
            "severity": "high",
            "figure": "accuracy",
            "value": 0.9,
            "comparison": "<",
            "threshold": 0.8,
            "window_minutes": 60,
            "since": "2026-11-21T12:00:00Z",
            "cleared": "2026-11-21T12:05:00Z",
            "text": "Accuracy is 90 %, no longer below 80 %.",
        }
    ]


async def test_slack_reads_a_sentence(serve):
    server = serve()
    hook = Webhook(server.url, "slack")
    await hook.post(ACCURACY)
    await hook.post(OVER)
    assert server.bodies == [
        {"text": "Jarvis · High: Accuracy is 72.5 %, below 80 %."},
        {"text": "Jarvis · Over: Accuracy is 90 %, no longer below 80 %."},
    ]


async def test_trouble_that_may_pass_is_tried_again(serve):
    server = serve(503, 429)
    with capture_logs() as logs:
        await Webhook(server.url).post(ACCURACY)
    assert len(server.bodies) == 3
    assert logs == []


async def test_what_is_refused_is_not_repeated_and_said_once_without_the_address(serve):
    server = serve(404, 404, 200, 404)
    hook = Webhook(server.url)
    with capture_logs() as logs:
        for _ in range(4):
            await hook.post(ACCURACY)
    assert len(server.bodies) == 4
    assert [(entry["log_level"], entry["cause"]) for entry in logs] == [
        ("warning", "status 404"),
        ("debug", "status 404"),
        ("warning", "status 404"),
    ]
    assert "SECRET" not in str(logs)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/SECRET", "nowhere", "ftp://x/SECRET", "http://["]
)
async def test_an_address_that_cannot_be_reached_is_given_up(url):
    with capture_logs() as logs:
        await Webhook(url, give_up_seconds=0).post(ACCURACY)
    assert [entry["event"] for entry in logs] == ["webhook_failed"]
    assert "SECRET" not in str(logs)
