"""What a reader of one format is given: the file, and how much of it may be read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

SHARE = 0.75


def _silent(_: float) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Attributes:
        name: what the person called it; `path` may be called anything.
        seconds: how long it may take.
        progress: told the share that is read, 0 to 1.
    """

    path: Path
    name: str
    pages_max: int
    characters_max: int
    seconds: float
    ocr: bool = True
    progress: Callable[[float], None] = _silent
    started: float = field(default_factory=monotonic)

    def seconds_left(self) -> float:
        """Time for what may be left out; the rest of it is for what was found so far."""
        return SHARE * self.seconds - (monotonic() - self.started)
