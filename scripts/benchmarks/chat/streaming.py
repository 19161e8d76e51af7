"""What Jarvis adds to the engine: first token and tokens a second, in turn with the bare engine."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from models.store import Store
from scripts.benchmarks.chat.asking import Timed, ask, question
from scripts.benchmarks.chat.bare import Bare, bare_engine
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import Served, served

STREAMS = 8
TOKENS = 100


def measure(runs: int, seconds: float) -> list[Figure]:
    """Three figures, with as many slots on both sides as there are streams.

    Args:
        runs: pairs for each figure.
        seconds: when this is over, a figure makes do with fewer.
    """
    with served(config=f"[models]\nmax_sequences = {STREAMS}\n") as jarvis, _bare(jarvis) as bare:

        def pairs(streams: int, tokens: int) -> list[Pair]:
            _both(jarvis, bare, streams, 4, run=0)  # uncounted: it brings both into memory
            return repeated(lambda run: _both(jarvis, bare, streams, tokens, run), runs, seconds)

        return [
            _first_token(pairs(1, 1)),
            _speed("1 stream", pairs(1, TOKENS)),
            _speed(f"{STREAMS} streams", pairs(STREAMS, TOKENS)),
        ]


Pair = tuple[list[Timed], list[Timed]]
"""Jarvis's answers and the bare engine's, asked one after the other."""


def _both(jarvis: Served, bare: Bare, streams: int, tokens: int, run: int) -> Pair:
    """Each side goes first every other time: what changes steadily, favours neither."""
    theirs = [] if run % 2 else bare.ask(*_questions(streams, tokens))
    ours = _ask_at_once(jarvis, streams, tokens)
    return ours, theirs or bare.ask(*_questions(streams, tokens))


def _ask_at_once(jarvis: Served, streams: int, tokens: int) -> list[Timed]:
    with ThreadPoolExecutor(streams) as pool:
        return list(pool.map(lambda body: ask(jarvis.address, body), _questions(streams, tokens)))


def _questions(streams: int, tokens: int) -> list[dict[str, object]]:
    return [question(tokens) for _ in range(streams)]


def _first_token(pairs: list[Pair]) -> Figure:
    return Figure(
        "first token",
        "s",
        tuple(ours[0].first_seconds for ours, _ in pairs),
        tuple(theirs[0].first_seconds for _, theirs in pairs),
        "bare engine",
        Aim("ratio", "≤", 1.15),
    )


def _speed(name: str, pairs: list[Pair]) -> Figure:
    return Figure(
        name,
        "tokens/s",
        tuple(_tokens_per_second(ours) for ours, _ in pairs),
        tuple(_tokens_per_second(theirs) for _, theirs in pairs),
        "bare engine",
        Aim("ratio", "≥", 0.95),
    )


def _tokens_per_second(answers: list[Timed]) -> float:
    """Of all together, from the question to the last one's end."""
    return sum(answer.tokens for answer in answers) / max(answer.seconds for answer in answers)


@contextmanager
def _bare(jarvis: Served) -> Iterator[Bare]:
    """The model that Jarvis has loaded, once more and alone."""
    jarvis.wait_for(page="ready")
    model = jarvis.wait_for(status="ready")["models"][0]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), offline=True)
        path = store.path(store.find(model["name"]))
    with bare_engine(str(path), model["context_length"], STREAMS) as bare:
        yield bare
