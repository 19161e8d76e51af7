"""How long Jarvis takes to start with a large ledger, in turn with an empty one."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jarvis.api.telemetry import BASE
from jarvis.telemetry.files import FILE
from jarvis.telemetry.telemetry import FOLDER as LEDGER
from scripts.benchmarks.figures import Figure, repeated
from scripts.benchmarks.served import MIB, served
from scripts.benchmarks.telemetry.reading import Client

OPTIONS = ("--engine", "scripted")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the command."""

    listening: float
    first_stats: float


def measure(runs: int, seconds: float, ledgers: tuple[Path, ...]) -> list[Figure]:
    """Each ledger beside an empty one, so often, or less when the seconds are over."""
    _start(None)  # uncounted: it brings the files into memory
    figures = []
    for ledger in ledgers:
        pairs = repeated(partial(_pair, ledger), runs, seconds)
        figures += _figures((ledger / FILE).stat().st_size, pairs)
    return figures


def _pair(ledger: Path, run: int) -> tuple[Start, Start]:
    """With it, and without; each goes first every other time."""
    first, second = (_start(each) for each in ((ledger, None) if run % 2 else (None, ledger)))
    return (first, second) if run % 2 else (second, first)


def _start(ledger: Path | None) -> Start:
    with served(*OPTIONS, copied={LEDGER: ledger} if ledger else None) as jarvis:
        Client(jarvis).wait_for(f"{BASE}/stats/?days=30")
        return Start(jarvis.listening_seconds, jarvis.seconds())


def _figures(size: int, pairs: list[tuple[Start, Start]]) -> list[Figure]:
    ours, beside = zip(*pairs, strict=True)
    return [
        Figure(
            f"{size / MIB:.0f} MiB ledger: command → listening",
            "s",
            tuple(start.listening for start in ours),
            tuple(start.listening for start in beside),
            "empty ledger",
        ),
        Figure(
            "… → first statistics",
            "s",
            tuple(start.first_stats for start in ours),
            tuple(start.first_stats for start in beside),
            "empty ledger",
        ),
    ]
