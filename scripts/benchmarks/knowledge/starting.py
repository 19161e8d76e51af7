"""Starting with a large library, beside an empty one."""

from functools import partial
from pathlib import Path

from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.served import served


def measure(runs: int, seconds: float, *, folder: Path, passages: int) -> list[Figure]:
    """In turn, the port and the page."""
    with served() as jarvis:  # uncounted: it brings the files into memory
        jarvis.wait_for(page="ready")
    pairs = repeated(partial(_both, folder), runs, seconds)
    large, empty = zip(*pairs, strict=True)
    what = "with no documents"
    return [
        Figure(
            f"command → {name}, {passages:,} passages",
            "s",
            tuple(start[place] for start in large),
            tuple(start[place] for start in empty),
            what,
            Aim("ratio", "≤", 1.1),
        )
        for place, name in enumerate(("listening", "the page"))
    ]


def _both(folder: Path, run: int) -> tuple[tuple[float, float], tuple[float, float]]:
    if run % 2:
        empty = _start(None)
        return _start(folder), empty
    large = _start(folder)
    return large, _start(None)


def _start(folder: Path | None) -> tuple[float, float]:
    with served(copied={} if folder is None else {"knowledge": folder}) as jarvis:
        jarvis.wait_for(look_every=0.02, page="ready")
        return jarvis.listening_seconds, jarvis.seconds()
