"""Messages and answers to measure with: texts of ours, joined to a length, none like another."""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LABELLED = Path(__file__).parents[3] / "tests" / "jarvis" / "guardrails" / "labelled"


@cache
def sentences() -> tuple[str, ...]:
    """Every labelled text of ours, English and Spanish, what is harmful and what isn't."""
    lines = (
        line
        for path in sorted(LABELLED.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return tuple(json.loads(line)["text"] for line in lines if line.strip())


def messages(characters: int, seed: int = 7) -> Iterator[str]:
    """Texts of so many characters, without end; the same ones for the same seed."""
    draw = random.Random(seed)
    while True:
        text = ""
        while len(text) < characters:
            text += f"{draw.choice(sentences())} "
        yield text[:characters]
