"""What recording costs whole turns: three Jarvis beside each other, asked in turn.

One records everything, one everything but confidence (for which the engine must give the
log-probability of each token), one nothing. The starter model shows what people notice; a script
that answers at full speed shows what is there to notice.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from scripts.benchmarks.chat.asking import ask, question
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import Served, served

SETTINGS = {
    "on": "",
    "without confidence": "confidence = false",
    "off": "recording = false",
}
"""`[telemetry]` of the three; the last stands beside the others."""

FASTER = Aim("ratio", "≥", 0.98)
SOONER = Aim("ratio", "≤", 1.02)


@dataclass(frozen=True, slots=True)
class Round:
    """Turns that were asked one after the other."""

    turns_per_second: float
    first_token_seconds: float


def starter(runs: int, seconds: float) -> list[Figure]:
    """With the starter model: each round is two answers of a sentence or two."""
    return _measure("starter", (), Asked(turns=2, tokens=48), runs, seconds)


def scripted(runs: int, seconds: float) -> list[Figure]:
    """With an engine that takes no time."""
    return _measure("script", ("--engine", "scripted"), Asked(turns=25, tokens=100), runs, seconds)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round asks: so many turns of at most so many tokens."""

    turns: int
    tokens: int


def _measure(
    name: str, options: tuple[str, ...], asked: Asked, runs: int, seconds: float
) -> list[Figure]:
    with ExitStack() as stack:
        sides: dict[str, Served] = {}
        for side, line in SETTINGS.items():
            config = f"[telemetry]\n{line}\n"
            sides[side] = stack.enter_context(served(*options, config=config))
            sides[side].wait_for(page="ready", status="ready")
            _ask(sides[side], asked)  # uncounted: it brings everything into memory
        rounds = repeated(lambda run: _round(sides, asked, run), runs, seconds)
    *recording, off = SETTINGS
    return [
        figure for side in recording for figure in _figures(f"{name}, telemetry", side, off, rounds)
    ]


def _round(sides: dict[str, Served], asked: Asked, run: int) -> dict[str, Round]:
    """Each side once; each goes first every third time."""
    order = list(sides)[run % len(sides) :] + list(sides)[: run % len(sides)]
    return {side: _ask(sides[side], asked) for side in order}


def _ask(jarvis: Served, asked: Asked) -> Round:
    began = time.perf_counter()
    answers = [ask(jarvis.address, question(asked.tokens)) for _ in range(asked.turns)]
    seconds = time.perf_counter() - began
    return Round(asked.turns / seconds, median(answer.first_seconds for answer in answers))


def _figures(name: str, side: str, off: str, rounds: list[dict[str, Round]]) -> list[Figure]:
    ours, beside = ([each[which] for each in rounds] for which in (side, off))
    return [
        Figure(
            f"{name} {side}",
            "turns/s",
            tuple(each.turns_per_second for each in ours),
            tuple(each.turns_per_second for each in beside),
            "telemetry off",
            FASTER,
        ),
        Figure(
            "… first token",
            "s",
            tuple(each.first_token_seconds for each in ours),
            tuple(each.first_token_seconds for each in beside),
            "telemetry off",
            SOONER,
        ),
    ]
