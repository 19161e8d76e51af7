"""From the command to the first answer, beside `import gradio` alone; and the memory on the way."""

import subprocess
import sys
import time
from dataclasses import dataclass

from scripts.benchmarks.chat.asking import ask, question
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import MIB, Served, served

SHORT_ANSWER = 16
"""Tokens."""
TURNS = 10


@dataclass(frozen=True, slots=True)
class Start:
    """One start. Times in seconds from the command, memory of the process in MiB."""

    gradio: float
    listening: float
    first_token: float
    first_answer: float
    page: float
    memory_listening: float
    memory_page: float
    memory_turns: float
    model_measured: float
    model_expected: float


def measure(runs: int, seconds: float) -> list[Figure]:
    """Start Jarvis and import Gradio in turn: so often, or less when the seconds are over."""
    with served() as jarvis:  # uncounted: it brings the files into memory
        jarvis.wait_for(page="ready")
    return _figures(repeated(lambda run: _start(), runs, seconds))


def _start() -> Start:
    gradio = _import_gradio()
    with served() as jarvis:
        memory_listening = jarvis.memory_mib()
        asked = jarvis.seconds()
        answer = ask(jarvis.address, question(SHORT_ANSWER))
        jarvis.wait_for(page="ready")
        page = jarvis.seconds()
        memory_page = jarvis.memory_mib()
        model = jarvis.health()["models"][0]
        return Start(
            gradio=gradio,
            listening=jarvis.listening_seconds,
            first_token=asked + answer.first_seconds,
            first_answer=asked + answer.seconds,
            page=page,
            memory_listening=memory_listening,
            memory_page=memory_page,
            memory_turns=_memory_after_turns(jarvis),
            model_measured=model["memory_bytes"] / MIB,
            model_expected=model["expected_memory_bytes"] / MIB,
        )


def _import_gradio() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gradio"], check=True)
    return time.perf_counter() - began


def _memory_after_turns(jarvis: Served) -> float:
    for _ in range(TURNS):
        ask(jarvis.address, question(SHORT_ANSWER))
    return jarvis.memory_mib()


def _figures(starts: list[Start]) -> list[Figure]:
    def all_of(name: str) -> tuple[float, ...]:
        return tuple(getattr(start, name) for start in starts)

    beside = (all_of("gradio"), "import gradio")
    waited = tuple(start.first_answer - start.listening for start in starts)
    return [
        Figure("command → listening", "s", all_of("listening"), *beside, Aim("ratio", "≤", 1.3)),
        Figure("command → first token", "s", all_of("first_token"), *beside),
        Figure("command → the page", "s", all_of("page"), *beside),
        Figure("listening → first answer", "s", waited, aim=Aim("value", "≤", 3)),
        Figure("memory, listening", "MiB", all_of("memory_listening")),
        Figure("memory, model and page", "MiB", all_of("memory_page")),
        Figure(f"memory, {TURNS} turns later", "MiB", all_of("memory_turns")),
        Figure(
            "memory, the model alone",
            "MiB",
            all_of("model_measured"),
            all_of("model_expected"),
            "jarvis plan",
        ),
    ]
