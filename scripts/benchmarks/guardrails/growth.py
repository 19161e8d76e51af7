"""Whether checks leave anything behind, and whether many at once get each their own verdict."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import psutil

from jarvis.guardrails.finding import Direction
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings
from scripts.benchmarks.figures import Aim, Figure
from scripts.benchmarks.guardrails.texts import messages

THREADS = 16
CHARACTERS = 512
MIB = 2**20
NONE = Aim("value", "≤", 0)


def measure(checks: int, seconds: float) -> list[Figure]:
    """Threads, file descriptors and MiB that so many checks leave."""
    guards = Guards(GuardrailSettings())
    texts = messages(CHARACTERS)
    for text in islice(texts, 500):  # uncounted: it brings everything into memory
        guards.check(text, Direction.INPUT)
    process = psutil.Process()
    before = threading.active_count(), process.num_fds(), process.memory_info().rss
    for text in islice(texts, checks):
        guards.check(text, Direction.INPUT)
    after = threading.active_count(), process.num_fds(), process.memory_info().rss
    threads, files, memory = (now - then for now, then in zip(after, before, strict=True))
    return [
        Figure(f"threads more after {checks:,} checks", "", (threads,), aim=NONE),
        Figure(f"open files more after {checks:,} checks", "", (files,), aim=NONE),
        Figure(f"memory more after {checks:,} checks", "MiB", (memory / MIB,)),
    ]


def together(checks: int, seconds: float) -> list[Figure]:
    """Verdicts that threads get beside each other, held against those that one thread gets."""
    guards = Guards(GuardrailSettings())
    texts = list(islice(messages(CHARACTERS), checks))

    def verdict(text: str) -> object:
        told = guards.check(text, Direction.INPUT)
        return told.word, told.text, told.findings

    began = time.perf_counter()
    alone = [verdict(text) for text in texts]
    middle = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        beside = list(pool.map(verdict, texts))
    spent = time.perf_counter() - middle
    wrong = sum(one != other for one, other in zip(alone, beside, strict=True))
    rates = (checks / spent,), (checks / (middle - began),)
    return [
        Figure(f"verdicts that differ, {THREADS} threads", "", (wrong,), aim=NONE),
        Figure(f"checks/s, {THREADS} threads", "1/s", *rates, "one thread"),
    ]
