"""What people and programs wait for who read a ledger of a million decisions."""

import http.client
import json
import time
from pathlib import Path

from jarvis.api.telemetry import BASE
from jarvis.telemetry.telemetry import FOLDER as LEDGER
from scripts.benchmarks.figures import Aim, Figure, percentile, repeated
from scripts.benchmarks.served import Served, served
from scripts.benchmarks.telemetry.programs import UNLIMITED

PERIODS = (30, 90)
"""Days."""
REQUESTS = 40
"""Of which a 95th percentile is taken."""

DECISION = {
    "agent_id": "agent-1",
    "task_type": "diagnosis",
    "decision": "wait",
    "confidence": 0.5,
    "execution_time_ms": 100,
}


def measure(runs: int, seconds: float, ledger: Path) -> list[Figure]:
    """Statistics and the Metrics tab, over a month and over three."""
    with served("--engine", "scripted", config=UNLIMITED, copied={LEDGER: ledger}) as jarvis:
        jarvis.wait_for(page="ready")
        client = Client(jarvis)
        figures = []
        for days in PERIODS:
            figures += _stats(client, days, runs, seconds)
        return figures + [_metrics(client, days, runs, seconds) for days in PERIODS]


class Client:
    """A program with one connection that stays open."""

    def __init__(self, jarvis: Served) -> None:
        self._connection = http.client.HTTPConnection(*jarvis.address, timeout=60)

    def get(self, path: str) -> float:
        """Milliseconds to the answer's end."""
        began = time.perf_counter()
        self._must("GET", path)
        return 1000 * (time.perf_counter() - began)

    def wait_for(self, path: str) -> None:
        """Until it answers: a ledger that is still being opened is "busy"."""
        while self._ask("GET", path)[0] == http.client.SERVICE_UNAVAILABLE:
            pass

    def record(self) -> None:
        """A decision, so that no answer is known any more."""
        self._must("POST", f"{BASE}/record/", json.dumps(DECISION).encode())

    def _must(self, method: str, path: str, body: bytes | None = None) -> None:
        status, answer = self._ask(method, path, body)
        if status not in (http.client.OK, http.client.CREATED):
            raise RuntimeError(answer.decode())

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"} if body else {}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read()


def _stats(client: Client, days: int, runs: int, seconds: float) -> list[Figure]:
    path = f"{BASE}/stats/?days={days}"

    def one_round(run: int) -> tuple[float, float]:
        cold, cached = [], []
        for _ in range(REQUESTS):
            client.record()
            cold.append(client.get(path))
            cached.append(client.get(path))
        return percentile(cold, 95), percentile(cached, 95)

    cold, cached = zip(*repeated(one_round, runs, seconds), strict=True)
    return [
        Figure(f"stats, {days} days, p95: cold", "ms", cold, aim=Aim("value", "≤", 100)),
        Figure("… cached", "ms", cached, aim=Aim("value", "≤", 15)),
    ]


def _metrics(client: Client, days: int, runs: int, seconds: float) -> Figure:
    def refresh(run: int) -> float:
        client.record()
        return client.get(f"/page/metrics?language=en&days={days}")

    refresh(0)  # uncounted: it imports what draws
    taken = repeated(refresh, runs * 5, seconds)
    aim = Aim("value", "≤", 500)
    return Figure(f"Metrics tab, {days} days: a refresh", "ms", tuple(taken), aim=aim)
