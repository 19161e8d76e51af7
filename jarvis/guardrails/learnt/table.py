"""Tables of cues: a cue a line, a tab, and its points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from jarvis.guardrails.finding import Check
from jarvis.guardrails.learnt.classes import classes_of
from jarvis.guardrails.learnt.matching import Matching
from jarvis.guardrails.learnt.reading import Sentence

ALWAYS = "always"
"""What every sentence has: its points say how rare harm was among the labelled texts."""

POINT = 0.1
"""Of log-odds (natural logarithm) that one point stands for."""


@dataclass(frozen=True, slots=True)
class Table:
    """What one check's cues are worth.

    Attributes:
        points: of each cue, for (positive) or against harm.
        always: points that every sentence has from the start.
        classes: of words, as the cues call them.
    """

    points: Mapping[str, int]
    always: int
    classes: Mapping[str, str]
    _matching: Matching = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_matching", Matching(self.points, self.classes))

    def worths(self, sentences: Sequence[Sentence]) -> list[int]:
        """The points of each sentence's cues, each counted once."""
        return self._matching.worths(sentences)


def parsed(lines: Iterable[str], classes: Mapping[str, str]) -> Table:
    """A table from its lines; those that begin with two # are comments.

    Raises:
        ValueError: a line isn't a cue, a tab and a whole number.
        KeyError: the line `always` is missing.
    """
    points: dict[str, int] = {}
    for line in lines:
        if line and not line.startswith("##"):
            cue, _, worth = line.rstrip("\n").partition("\t")
            points[cue] = int(worth)
    always = points.pop(ALWAYS)
    return Table(points, always, classes)


def written(check: Check, table: Table) -> str:
    """A table as the text of its file."""
    lines = (
        f"## Cues of the check {check.value}, learnt from labelled texts by ./scripts/learn-cues:",
        "## not to be edited by hand. What a cue is stands in reading.py; a point is 0.1 of",
        "## log-odds, before a sentence's points are divided by the root of how many words it has.",
        f"{ALWAYS}\t{table.always}",
        *(f"{cue}\t{worth}" for cue, worth in sorted(table.points.items())),
    )
    return "\n".join(lines) + "\n"


@cache
def table_of(check: Check) -> Table:
    """The table that comes with Jarvis. The first call reads it (20 ms)."""
    file = resources.files("jarvis.guardrails.learnt") / f"{check.value}.tsv"
    return parsed(file.read_text("utf-8").splitlines(), classes_of(check))
