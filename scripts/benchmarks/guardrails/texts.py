"""Messages and answers to measure with: texts of ours, joined to a length, none like another."""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LABELLED = Path(__file__).parents[3] / "tests" / "jarvis" / "guardrails" / "labelled"

USUAL = 0.05
"""Share of a message's texts that were written to be found, or to be taken for it."""


def messages(characters: int, seed: int = 7, suspicious: float = USUAL) -> Iterator[str]:
    """Texts of so many characters, without end; the same ones for the same seed.

    Args:
        suspicious: share of the texts in it that were written for one of the checks; the others
            are what people and documents ordinarily say.
    """
    draw = random.Random(seed)
    while True:
        text = ""
        while len(text) < characters:
            text += f"{draw.choice(_texts(draw.random() < suspicious))} "
        yield text[:characters]


@cache
def _texts(suspicious: bool) -> tuple[str, ...]:
    paths = sorted(LABELLED.glob("*.jsonl"))
    chosen = (path for path in paths if path.name.startswith("ordinary") != suspicious)
    lines = (line for path in chosen for line in path.read_text("utf-8").splitlines())
    return tuple(json.loads(line)["text"] for line in lines if line.strip())
