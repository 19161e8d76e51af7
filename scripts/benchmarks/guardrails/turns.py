"""What the guardrails cost whole turns of the starter model: two Jarvis, asked in turn.

One checks as config.toml does, the other checks nothing.
"""

from contextlib import ExitStack
from statistics import median

from scripts.benchmarks.chat.asking import ask, question
from scripts.benchmarks.figures import Figure, repeated
from scripts.benchmarks.served import Served, served

OFF = "\n".join(
    f"[guardrails.{name}]\n" + "\n".join(f'{way} = "off"' for way in ways)
    for name, ways in {
        "pii": ("input", "output", "record"),
        "payment": ("input", "retrieved", "tool", "output", "record"),
        "secret": ("input", "retrieved", "tool", "output", "record"),
        "injection": ("input", "retrieved", "tool"),
        "toxicity": ("input", "output"),
        "hidden": ("input", "retrieved", "tool", "output"),
        "leak": ("output",),
        "repetition": ("output",),
        "schema": ("output",),
    }.items()
)
TURNS = 2
TOKENS = 48


def measure(runs: int, seconds: float) -> list[Figure]:
    """Seconds to the first words and to the last, on and off."""
    with ExitStack() as stack:
        sides = [stack.enter_context(served(config=config)) for config in ("", OFF)]
        for side in sides:
            side.wait_for(page="ready", status="ready")
            _asked(side)  # uncounted: it brings everything into memory
        rounds = repeated(lambda run: _round(sides, run), runs, seconds)
    first = [tuple(told[side][0] for told in rounds) for side in (0, 1)]
    last = [tuple(told[side][1] for told in rounds) for side in (0, 1)]
    beside = "without guardrails"
    return [
        Figure("starter, first words", "s", first[0], first[1], beside),
        Figure(f"starter, {TOKENS} tokens", "s", last[0], last[1], beside),
    ]


def _round(sides: list[Served], run: int) -> dict[int, tuple[float, float]]:
    """Both once; each goes first every other time."""
    order = (0, 1) if run % 2 else (1, 0)
    return {side: _asked(sides[side]) for side in order}


def _asked(jarvis: Served) -> tuple[float, float]:
    answers = [ask(jarvis.address, question(TOKENS)) for _ in range(TURNS)]
    return (
        median(answer.first_seconds for answer in answers),
        median(answer.seconds for answer in answers),
    )
