"""Runs an area's parts one after the other, and prints their table; what they measure is theirs."""

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from scripts.benchmarks.figures import Figure, table
from scripts.benchmarks.machine import load, this_machine
from scripts.benchmarks.served import command


@dataclass(frozen=True, slots=True)
class Part:
    """Some figures, and how often and how long they may be measured."""

    said: str
    measure: Callable[[int, float], list[Figure]]
    runs: int
    quick_runs: int
    seconds: float
    quick_seconds: float
    needs: str = ""

    @property
    def possible(self) -> bool:
        """Whether the program that it needs is installed."""
        return not self.needs or shutil.which(self.needs) is not None


def options_of(area: str, about: str | None) -> argparse.ArgumentParser:
    """What every area may be told; `about` is its docstring."""
    parser = argparse.ArgumentParser(prog=f"scripts/bench {area}", description=about)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--only", metavar="WORD", default="", help="parts whose name has it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every value to FILE too")
    return parser


def run(parts: Sequence[Part], options: argparse.Namespace) -> None:
    """Measure, and print. A part that breaks off doesn't take the others' figures with it.

    Raises:
        SystemExit: a part broke off.
    """
    console = Console(highlight=False)
    machine, loads, figures = this_machine(), [load()], list[Figure]()
    broken = False
    for part in chosen(parts, options):
        if not part.possible:
            console.print(f"{part.said}: left out, it needs {part.needs}.")
            continue
        console.print(f"{part.said} …", style="dim")
        runs, seconds = part.runs, part.seconds
        if options.quick:
            runs, seconds = part.quick_runs, part.quick_seconds
        try:
            figures += part.measure(runs, seconds)
        except Exception:  # noqa: BLE001 - printed, and told by the exit code
            console.print_exception()
            broken = True
        loads.append(load())
    console.print(table(figures, "Jarvis, measured"))
    console.print(f"{machine}\nstarted with {' '.join(command())}; load average {_readable(loads)}")
    if options.json:
        found = {"machine": asdict(machine), "load_average": loads}
        found["figures"] = [figure.as_dict() for figure in figures]
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    if broken:
        raise SystemExit(1)


def chosen(parts: Sequence[Part], options: argparse.Namespace) -> list[Part]:
    """Those that are wanted."""
    return [part for part in parts if options.only.lower() in part.said.lower()]


def _readable(loads: list[float]) -> str:
    return " → ".join(f"{load:.1f}" for load in loads)
