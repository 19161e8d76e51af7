"""What a benchmark found: figures beside what they are compared with, as a table and as JSON.

Machines that measure are shared and their load changes from second to second. So both sides are
measured in turn, A B A B, and a ratio is the median of the pairs' own ratios, not the ratio of
two medians that were taken under different loads.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Literal, TypeVar

from rich.table import Table

T = TypeVar("T")


def repeated(measure: Callable[[int], T], runs: int, seconds: float) -> list[T]:
    """`measure(0)`, `measure(1)` …: at most `runs` times, at least once, for `seconds`."""
    until = time.monotonic() + seconds
    found = [measure(0)]
    while len(found) < runs and time.monotonic() < until:
        found.append(measure(len(found)))
    return found


def percentile(values: Sequence[float], percent: int) -> float:
    """Of at least two values, by linear interpolation; `percent` is 1 to 99."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should reach: a bound on its value, or on its ratio to what stands beside."""

    of: Literal["value", "ratio"]
    sign: Literal["≤", "≥"]
    bound: float

    def reached(self, value: float) -> bool:
        """Whether `value` is within the bound."""
        return value <= self.bound if self.sign == "≤" else value >= self.bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured, over several runs.

    Attributes:
        unit: of both series: "s", "tokens/s", "MiB".
        ours: a value a run.
        beside: the other side's values, taken in turn with ours; empty when there is none.
        what: what stands beside: "import gradio", "bare engine".
    """

    name: str
    unit: str
    ours: tuple[float, ...]
    beside: tuple[float, ...] = ()
    what: str = ""
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """The median of ours ÷ beside, pair by pair; None where nothing stands beside."""
        if not self.beside:
            return None
        return median(mine / other for mine, other in zip(self.ours, self.beside, strict=True))

    @property
    def reached(self) -> bool | None:
        """Whether the aim was reached; None where there is no aim."""
        if self.aim is None:
            return None
        value = self.ratio if self.aim.of == "ratio" else median(self.ours)
        assert value is not None, "an aim for a ratio needs something to compare with"
        return self.aim.reached(value)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: every value, and what was made of them."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": list(self.ours),
            "median": median(self.ours),
            "what": self.what,
            "beside": list(self.beside),
            "ratio": self.ratio,
            "aim": f"{self.aim.of} {self.aim.sign} {self.aim.bound}" if self.aim else None,
            "reached": self.reached,
        }


def table(figures: Sequence[Figure], title: str) -> Table:
    """The figures for a terminal: medians, with the least and the most of their runs."""
    drawn = Table(title=title, title_justify="left", title_style="bold")
    drawn.add_column("measured")
    for column in ("Jarvis", "beside", "ratio", "aim"):
        drawn.add_column(column, justify="right")
    drawn.add_column("")
    for figure in figures:
        drawn.add_row(*_row(figure))
    return drawn


def _row(figure: Figure) -> tuple[str, ...]:
    beside = f"{_spread(figure.beside)}\n{figure.what}" if figure.beside else ""
    aim = figure.aim
    return (
        f"{figure.name}, {figure.unit}",
        _spread(figure.ours),
        beside,
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        f"{'× ' if aim.of == 'ratio' else ''}{aim.sign} {aim.bound:g}" if aim else "",
        {True: "[green]ok[/]", False: "[red]missed[/]", None: ""}[figure.reached],
    )


def _spread(values: Sequence[float]) -> str:
    middle = _number(median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({_number(min(values))}–{_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
