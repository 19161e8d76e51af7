"""`kill -9` at random moments, fifty times: what was acknowledged is there afterwards."""

import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from jarvis.telemetry.database import open_database
from jarvis.telemetry_settings import TelemetrySettings
from tests.serving import served

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[3]
API = "/api/dora/ai-telemetry"
REPORT = {
    "agent_id": "a",
    "task_type": "t",
    "decision": {"action": "approve"},
    "confidence": 0.9,
    "execution_time_ms": 5,
}
HELLO = {"messages": [{"role": "user", "content": "Say hello."}]}
UNLIMITED = "[telemetry]\nburst_per_minute = 100000\nsustained_per_hour = 100000\n"


def opened(folder):
    """The ledger, and how long it took to open."""
    began = time.perf_counter()
    found = open_database(folder, TelemetrySettings())
    print(f"opened in {time.perf_counter() - began:.2f} s")  # noqa: T201 - to be read, on a quiet machine
    assert not found.set_aside
    return found.connection


def kept(connection):
    """Ids of decisions, each once, and what was said of each."""
    decisions = [id_ for (id_,) in connection.execute("SELECT id FROM decisions").fetchall()]
    assert len(decisions) == len(set(decisions))
    said = connection.execute("SELECT decision, word FROM feedbacks").fetchall()
    numbers = connection.execute("SELECT count(*), count(DISTINCT seq) FROM feedbacks").fetchone()
    assert numbers[0] == numbers[1]
    return set(decisions), set(said)


def test_forty_seven_kills_of_a_ledger_under_load(tmp_path):
    acknowledged = tmp_path / "acknowledged"
    program = [sys.executable, str(Path(__file__).with_name("killed_ledger.py"))]
    arguments = [str(tmp_path / "ledger"), str(acknowledged), "47", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(program + arguments, check=True, env=environment)
    lines = [line.split() for line in acknowledged.read_text().splitlines()]
    told = {line[0] for line in lines if len(line) == 1}
    rated = {(line[0], line[1]) for line in lines if len(line) == 2}
    print(f"{len(told)} decisions and {len(rated)} thumbs were acknowledged")  # noqa: T201 - to be read, on a quiet machine
    assert len(told) > 47
    decisions, said = kept(opened(tmp_path / "ledger"))
    assert told <= decisions
    assert rated <= said


class Program:
    """Reports, judges and asks until its Jarvis is killed; counts what was acknowledged."""

    def __init__(self):
        self.recorded, self.rated, self.turns = set(), set(), 0

    def use(self, url):
        with httpx.Client(base_url=url, timeout=60) as client, suppress(httpx.TransportError):
            while True:
                told = client.post(f"{API}/record/", json=REPORT).raise_for_status().json()
                self.recorded.add(told["id"])
                judged = client.post(f"{API}/{told['id']}/feedback/", json={"feedback": "correct"})
                self.rated.add((judged.raise_for_status().json()["id"], "correct"))
                client.post("/v1/chat/completions", json=HELLO).raise_for_status()
                self.turns += 1


def test_three_kills_of_jarvis_while_programs_report_and_chat(tmp_path):
    program, chance = Program(), random.Random(1)
    for _ in range(3):
        with served(tmp_path, "--engine", "scripted", config=UNLIMITED) as jarvis:
            jarvis.wait_for(status="ready")
            user = threading.Thread(target=program.use, args=(jarvis.url,))
            user.start()
            wanted = program.turns + chance.randint(1, 10)
            while program.turns < wanted and user.is_alive():
                time.sleep(chance.random() / 50)
            jarvis.process.kill()
            user.join()
    connection = opened(tmp_path / "ledger")
    decisions, said = kept(connection)
    assert program.recorded <= decisions
    assert program.rated <= said
    finished = "SELECT count(*) FROM decisions WHERE agent = 'jarvis'"
    assert connection.execute(finished).fetchone()[0] >= program.turns >= 3
