"""The engine alone: llama.cpp through xllamacpp in a process of its own, with Jarvis's parameters.

Run as a module it is that process: it reads lists of request bodies from standard input, a line
each, answers each list's requests at the same time, and writes their times.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from models.chat.llama_cpp import Settings
from scripts.benchmarks.chat.asking import Timed


class Bare:
    """The other process, from this side."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, *bodies: dict[str, Any]) -> list[Timed]:
        """Answer these at the same time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(bodies) + "\n")
        self._process.stdin.flush()
        return [Timed(**timed) for timed in json.loads(self._process.stdout.readline())]


@contextmanager
def bare_engine(path: str, context_length: int, sequences: int) -> Iterator[Bare]:
    """A process that holds the model at `path`, loaded as Jarvis loads it on a CPU."""
    command = [sys.executable, "-m", __name__, path, str(context_length), str(sequences)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        try:
            yield Bare(process)
        finally:
            process.kill()


def _load(path: str, context_length: int, sequences: int) -> Any:
    import xllamacpp

    settings = Settings()
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.n_ctx = context_length * sequences
    params.n_parallel = sequences
    params.n_batch = params.n_ubatch = settings.n_batch
    params.cache_ram_mib = settings.cache_ram_mib
    params.n_gpu_layers = 0
    params.warmup = False
    params.verbosity = 0
    return xllamacpp.Server(params)


def _answer(server: Any, body: dict[str, Any]) -> Timed:
    first, tokens = 0.0, 0
    began = time.perf_counter()

    def take(chunk: Mapping[str, Any]) -> bool:
        nonlocal first, tokens
        choices: Sequence[Mapping[str, Any]] = chunk.get("choices") or ()
        if not first and choices and choices[0]["delta"].get("content"):
            first = time.perf_counter() - began
        if usage := chunk.get("usage"):
            tokens = usage["completion_tokens"]
        return False

    server.handle_chat_completions(body, take)
    return Timed(first, time.perf_counter() - began, tokens)


def main() -> None:
    """Answer what comes on standard input, until it ends."""
    path, context_length, sequences = sys.argv[1:]
    server = _load(path, int(context_length), int(sequences))
    with ThreadPoolExecutor(int(sequences)) as pool:
        for line in sys.stdin:
            answers = pool.map(lambda body: _answer(server, body), json.loads(line))
            print(json.dumps([timed.as_dict() for timed in answers]), flush=True)


if __name__ == "__main__":
    main()
