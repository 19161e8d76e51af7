"""Key figures of decisions in all, by agent, by task type and over time, in two scans.

One scan is over all decisions, one over the judged ones: few of a million are judged, and joining
the others would cost more than everything else. Who shows the figures, and how, is unknown here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from jarvis.telemetry.calibration import Sums
from jarvis.telemetry.filters import VERDICT_ACCURACY, Filter
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.records import ACCURACY
from jarvis.telemetry.statistics import BUCKETS

Unit = Literal["hour", "day"]
"""How long a slot of a timeline is."""

Key = tuple[str, Any]
"""A dimension and the value in it; ("", None) is everything."""

ALL: Key = ("", None)

BUCKET = f"""CASE
    {" ".join(f"WHEN {condition} THEN '{name}'" for name, condition in BUCKETS.items())} END"""
"""SQL: the name of a decision's bucket; NULL without a confidence."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long decisions took: exact percentiles, in milliseconds."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    p99: float


QUANTILES = [int(name[1:]) / 100 for name in Spread.__slots__]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of decisions: how often each verdict."""

    correct: int = 0
    partially_correct: int = 0
    incorrect: int = 0

    @property
    def count(self) -> int:
        """Decisions with feedback."""
        return self.correct + self.partially_correct + self.incorrect

    @property
    def accuracy(self) -> float | None:
        """The contract's accuracy_avg, 0 to 1; None without feedback."""
        if not self.count:
            return None
        counts = zip(
            ACCURACY.values(), (self.correct, self.partially_correct, self.incorrect), strict=True
        )
        return sum(worth * count for worth, count in counts) / self.count

    def __sub__(self, others: "Judged") -> "Judged":
        """Those that are left when `others` are taken away."""
        return Judged(*(getattr(self, word) - getattr(others, word) for word in Judged.__slots__))


@dataclass(frozen=True, slots=True)
class Figures:
    """Some decisions in figures; None where there is nothing to take one from.

    Attributes:
        mean_confidence: 0 to 1.
        mean_ms: of the execution time, in milliseconds.
    """

    decisions: int = 0
    mean_confidence: float | None = None
    mean_ms: float | None = None
    spread: Spread | None = None
    judged: Judged = field(default_factory=Judged)

    @property
    def p95_ms(self) -> float | None:
        """What 95 of 100 took no longer than, in milliseconds."""
        return self.spread.p95 if self.spread else None

    @property
    def feedback_rate(self) -> float | None:
        """Share of decisions with feedback, 0 to 1."""
        return self.judged.count / self.decisions if self.decisions else None


@dataclass(frozen=True, slots=True)
class Grouped:
    """A period and the one before it.

    Attributes:
        before: the period before; of its spread, only what is asked of it.
        slots: by the hour or day that each began, UTC without saying so; only where decisions are.
        sums: of the judged decisions with a confidence, by its bucket.
    """

    total: Figures
    before: Figures
    agents: Mapping[str, Figures]
    task_types: Mapping[str, Figures]
    slots: Mapping[datetime, Figures]
    sums: Sequence[Sums]


def grouped(reader: Reader, which: Filter, now: datetime, unit: Unit) -> Grouped:
    """Every figure of the decisions that `which` lets through. Blocking.

    Raises:
        LedgerUnavailable
    """
    judged, before, sums = _judged(reader, which, now, unit)
    taken = {
        key: replace(figures, judged=judged.get(key, Judged()))
        for key, figures in _taken(reader, which, now, unit).items()
    }

    def by(dimension: str) -> dict[Any, Figures]:
        return {value: figures for (name, value), figures in taken.items() if name == dimension}

    return Grouped(
        total=taken.get(ALL, Figures()),
        before=replace(_before(reader, which, now), judged=before),
        agents=by("agent"),
        task_types=by("task_type"),
        slots=by("slot"),
        sums=sums,
    )


def _taken(reader: Reader, which: Filter, now: datetime, unit: Unit) -> dict[Key, Figures]:
    """The figures that don't need feedback."""
    chosen = which.select(now)
    sql = f"""
        SELECT {_dimension("agent", "task_type", "slot")}, agent, task_type, slot, {FIGURES}
        FROM (SELECT *, date_trunc('{unit}', created) AS slot FROM {chosen.decisions})
        GROUP BY GROUPING SETS ((), (agent), (task_type), (slot))"""
    rows = reader.rows(sql, chosen.parameters)
    return {_key(row[0], row[1:4]): _figures(*row[4:]) for row in rows}


def _before(reader: Reader, which: Filter, now: datetime) -> Figures:
    """The same of the period before, in all."""
    both = which.select(now, periods=2)
    sql = f"SELECT {FIGURES} FROM {both.decisions} WHERE created < $began"
    return _figures(*reader.rows(sql, both.parameters | {"began": which.since(now)})[0])


def _judged(
    reader: Reader, which: Filter, now: datetime, unit: Unit
) -> tuple[dict[Key, Judged], Judged, list[Sums]]:
    """What people said: by dimension, in the period before, and sums for calibration."""
    both = which.select(now, periods=2)
    sql = f"""
        SELECT {_dimension("agent", "task_type", "slot", "bucket")},
            agent, task_type, slot, bucket, present,
            count_if(verdict = 'correct'), count_if(verdict = 'partially_correct'),
            count_if(verdict = 'incorrect'),
            count(confidence), sum(confidence), sum(confidence * (1 - confidence)),
            sum(accuracy), sum((confidence - accuracy) ** 2)
        FROM (SELECT agent, task_type, confidence, verdict, created >= $began AS present,
                date_trunc('{unit}', created) AS slot, {BUCKET} AS bucket,
                CAST({VERDICT_ACCURACY} AS DOUBLE) AS accuracy
            FROM {both.verdicts} v JOIN {both.decisions} d ON d.id = v.decision)
        GROUP BY GROUPING SETS ((present), (present, agent), (present, task_type),
            (present, slot), (present, bucket))"""
    rows = reader.rows(sql, both.parameters | {"began": which.since(now)})
    now_and_then = {(row[5], _key(row[0], row[1:5])): row[6:] for row in rows}
    present = {key: said for (is_present, key), said in now_and_then.items() if is_present}
    sums = [Sums(name, *said[3:]) for (kind, name), said in present.items() if kind == "bucket"]
    return (
        {key: Judged(*said[:3]) for key, said in present.items()},
        Judged(*now_and_then.get((False, ALL), ())[:3]),
        [bucket for bucket in sums if bucket.bucket is not None],
    )


FIGURES = f"""count(*), avg(confidence), avg(execution_ms),
    quantile_cont(execution_ms, {QUANTILES})"""


def _figures(
    decisions: int,
    mean_confidence: float | None,
    mean_ms: float | None,
    quantiles: list[float] | None,
) -> Figures:
    spread = Spread(*quantiles) if quantiles else None
    return Figures(decisions, mean_confidence, mean_ms, spread)


def _dimension(*names: str) -> str:
    """SQL: by which of these columns a row of GROUPING SETS is grouped, "" for none."""
    cases = (f"WHEN GROUPING({name}) = 0 THEN '{name}'" for name in names)
    return f"CASE {' '.join(cases)} ELSE '' END"


def _key(dimension: str, values: Sequence[Any]) -> Key:
    """Of a row's columns, the one that it is grouped by; the others are NULL."""
    return dimension, next((value for value in values if value is not None), None)
