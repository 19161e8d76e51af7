"""Runs a ledger under load and kills it with -9, again and again, over one folder.

A child writes what it was acknowledged to a file, line by line; nothing in memory outlives it.

Usage: killed_ledger.py FOLDER ACKNOWLEDGED KILLS SEED
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

import pandas  # noqa: F401 - DuckDB would import it in every child

from jarvis.telemetry.archive import retain
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Decision, Feedback, Stage
from jarvis.telemetry_settings import TelemetrySettings

WORDS = ("correct", "incorrect", "partially_correct", "withdrawn")
LONGEST_SECONDS = 0.8


def live(folder, acknowledged, chance):
    """Record until killed: decisions of this year's months, thumbs, stages, and upkeep."""
    ledger = Ledger(folder, TelemetrySettings())
    ledger.start()
    out = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(line):
        return lambda future: os.write(out, f"{line}\n".encode())

    while True:
        created = now() - timedelta(days=chance.choice([0, 0, 0, 70, 130]))
        kind = chance.choice(["turn", "report"])
        decision = Decision(new_id(kind, created), created, kind, "a", "t", 0.5, 1.0, body="{}")
        word = chance.choice(WORDS)
        recorded = ledger.record(decision)
        recorded.add_done_callback(tell(decision.id))
        ledger.stage(Stage("t", "s", None, created, 1.0, "chat", "chat", None, {}))
        rated = ledger.give_feedback(Feedback(decision.id, word, "api", "ana"))
        rated.add_done_callback(tell(f"{decision.id} {word}"))
        upkeep = chance.random()
        if upkeep < 0.01:
            ledger.run(lambda file: file.execute("CHECKPOINT"))
        elif upkeep < 0.015:
            ledger.run(lambda file: retain(file, folder, 1, now()), reopen=True)
        if chance.random() < 0.1:
            rated.result()


def main():
    """Kill as often as asked."""
    folder, acknowledged = map(Path, sys.argv[1:3])
    kills, seed = map(int, sys.argv[3:])
    chance = random.Random(seed)
    for number in range(kills):
        if (child := os.fork()) == 0:
            live(folder, acknowledged, random.Random(seed + number))
        time.sleep(chance.random() * LONGEST_SECONDS)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
