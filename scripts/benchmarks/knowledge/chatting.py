"""The first token of a chat while documents are read, beside the same Jarvis without any."""

import io
import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import httpx

from scripts.benchmarks.chat.asking import ask, question
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.knowledge.generated import Prose
from scripts.benchmarks.served import Served, served

TOTAL_BYTES, QUICK_BYTES = 50_000_000, 5_000_000
DOCUMENT_BYTES = 2_000_000
TOKENS = 8
SETTLE_SECONDS = 20
"""Until the embedder's library has loaded and reading is at its full pace."""

BETWEEN_SECONDS = 0.5
"""Between questions, so that reading goes on meanwhile."""


def measure(runs: int, seconds: float, *, size: int) -> list[Figure]:
    """Two servers in turn would share the cores; so first the one, then the other."""
    idle, reading = [], []
    with served() as jarvis:
        jarvis.wait_for(page="ready")
        time.sleep(5)
        idle = _first_tokens(jarvis, runs, seconds)
        with _reading(jarvis, size):
            time.sleep(SETTLE_SECONDS)
            began = _passages(jarvis)
            reading = _first_tokens(jarvis, runs, seconds)
            meanwhile = _passages(jarvis) - began
            still = any(one["status"] != "ready" for one in _documents(jarvis))
    if not still:
        raise RuntimeError("Everything was read before the last question: give it more to read.")
    pairs = min(len(idle), len(reading))
    name = f"first token while {size // 1_000_000} MB are read"
    beside = (tuple(idle[:pairs]), "nothing to read")
    return [
        Figure(name, "s", tuple(reading[:pairs]), *beside, Aim("ratio", "≤", 1.3)),
        Figure("passages read meanwhile", "", (meanwhile,)),
    ]


def _first_tokens(jarvis: Served, runs: int, seconds: float) -> list[float]:
    def asked(_: int) -> float:
        time.sleep(BETWEEN_SECONDS)
        return ask(jarvis.address, question(TOKENS)).first_seconds

    asked(0)  # uncounted
    return repeated(asked, runs, seconds)


@contextmanager
def _reading(jarvis: Served, size: int) -> Iterator[None]:
    """Documents are handed in, one after the other, all along."""
    stop = Event()
    thread = Thread(target=_hand_in, args=(jarvis.url, size, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _hand_in(url: str, size: int, stop: Event) -> None:
    with httpx.Client(timeout=300) as client:
        for number, text in enumerate(Prose().documents(size, DOCUMENT_BYTES)):
            if stop.is_set():
                return
            file = {"file": (f"{number}.md", io.BytesIO(text.encode()))}
            client.post(f"{url}/api/knowledge/documents", files=file).raise_for_status()


def _documents(jarvis: Served) -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{jarvis.url}/api/knowledge/documents") as response:
        documents: list[dict[str, object]] = json.load(response)["documents"]
        return documents


def _passages(jarvis: Served) -> int:
    return sum(int(str(one["passages"])) for one in _documents(jarvis))
