"""The contract's statistics: accuracy, confidence and execution time of a period, and an agent's.

Formulas are those of the telemetry contract. Each question is one statement, so that its figures
are of one moment. Fields are named as the API answers them; an average of nothing is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from jarvis.errors import DecisionNotFound
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.records import ACCURACY

BUCKETS = {
    "low_0_50": "confidence < 0.5",
    "medium_50_70": "confidence >= 0.5 AND confidence < 0.7",
    "good_70_85": "confidence >= 0.7 AND confidence < 0.85",
    "high_85_95": "confidence >= 0.85 AND confidence < 0.95",
    "very_high_95_100": "confidence >= 0.95",
}
"""The five buckets, half-open but for the last, and what is in them, in SQL."""

BOUNDS = (0.5, 0.7, 0.85, 0.95)
"""Where the buckets begin, after the first."""

COUNTS_BELOW = f"""[{", ".join(f"sum((confidence < {bound})::INT)" for bound in BOUNDS)},
    count(confidence)]"""
"""SQL: how many decisions are below each bound, and how many there are; NULLs of none. Half as long
as five counts with a FILTER take.
"""

PERCENTILES = "quantile_cont(execution_ms, [0.5, 0.95, 0.99])"
"""SQL: a list of three, exact, by linear interpolation; NULL where there is no time."""

WORD_COUNTS = ", ".join(
    f"count(*) FILTER (word = '{word}') - count(*) FILTER (replaced = '{word}')"
    for word in ACCURACY
)
"""SQL: in the order of `ACCURACY`, over `words`: the same as `VERDICT_COUNTS`, sooner."""

VERDICT_COUNTS = f"[{', '.join(f'count(*) FILTER (verdict = $${word}$$)' for word in ACCURACY)}]"
"""SQL: a list in the order of `ACCURACY`, over `verdicts` or `rated`."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often people agreed. `accuracy_avg` is 0 to 1, over those with feedback."""

    total_decisions: int
    total_with_feedback: int
    accuracy_avg: float | None
    correct_count: int
    incorrect_count: int
    partially_correct_count: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """Decisions in a bucket, and their percentage of those in all buckets, to two decimals."""

    count: int
    percentage: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """The buckets of confidence, named by their bounds in percent."""

    low_0_50: Bucket
    medium_50_70: Bucket
    good_70_85: Bucket
    high_85_95: Bucket
    very_high_95_100: Bucket


@dataclass(frozen=True, slots=True)
class ConfidenceDistribution:
    """How sure the decisions were. `total_decisions` are those that say it."""

    total_decisions: int
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class ExecutionTime:
    """How long decisions took, in milliseconds, of those that say it."""

    avg_execution_time_ms: float | None
    min_execution_time_ms: float | None
    max_execution_time_ms: float | None
    p50_execution_time_ms: float | None
    p95_execution_time_ms: float | None
    p99_execution_time_ms: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A period in figures. `avg_confidence` is 0 to 1."""

    accuracy: Accuracy
    avg_confidence: float | None
    confidence_distribution: ConfidenceDistribution
    execution_time: ExecutionTime


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many decisions were of a task type."""

    task_type: str
    count: int


@dataclass(frozen=True, slots=True)
class AgentSummary:
    """An agent's period in figures; `task_types` with the most frequent first."""

    agent_id: str
    total_decisions: int
    avg_confidence: float | None
    avg_execution_time_ms: float | None
    task_types: list[TaskCount]
    accuracy_metrics: Accuracy


def summary(reader: Reader, chosen: Filter, at: datetime | None = None) -> Summary:
    """The figures of the decisions that `chosen` lets through, in one scan of each view. Blocking.

    Args:
        at: when the period ends, aware; now if it isn't said.

    Raises:
        LedgerUnavailable
    """
    selection = chosen.select(at or now())
    # Scanned apart, not joined: counting verdicts needs nothing else of their decisions.
    [row] = reader.rows(
        f"""FROM (SELECT count(*), avg(confidence), {COUNTS_BELOW}, {PERCENTILES},
            [avg(execution_ms), min(execution_ms), max(execution_ms)] FROM {selection.decisions}),
            (SELECT [{WORD_COUNTS}] FROM {selection.words})""",
        selection.parameters,
    )
    total, confidence, below, percentiles, times, verdicts = row
    return Summary(
        accuracy=accuracy(total, verdicts),
        avg_confidence=confidence,
        confidence_distribution=distribution(bucket_counts(below)),
        execution_time=ExecutionTime(*times, *(percentiles or [None] * 3)),
    )


def agent_summary(
    reader: Reader, agent: str, days: int, at: datetime | None = None
) -> AgentSummary:
    """The figures of one agent's last `days`. Blocking.

    Raises:
        DecisionNotFound: nothing was ever recorded of such an agent.
        LedgerUnavailable
    """
    selection = Filter(days, agent=agent).select(at or now())
    whole, *tasks = reader.rows(
        f"""SELECT task_type, count(*) AS decisions, avg(confidence), avg(execution_ms),
            {VERDICT_COUNTS}
        FROM {selection.rated} GROUP BY GROUPING SETS ((), (task_type))
        ORDER BY grouping(task_type) DESC, decisions DESC, task_type""",
        selection.parameters,
    )
    _, total, confidence, milliseconds, verdicts = whole
    if total == 0:
        _must_be_known(reader, agent)
    return AgentSummary(
        agent_id=agent,
        total_decisions=total,
        avg_confidence=confidence,
        avg_execution_time_ms=milliseconds,
        task_types=[TaskCount(task, count) for task, count, *_ in tasks],
        accuracy_metrics=accuracy(total, verdicts),
    )


def accuracy(total: int, verdicts: Sequence[int]) -> Accuracy:
    """The sum of accuracy over the number of decisions with feedback.

    Args:
        verdicts: how many there are of each, in the order of `VERDICT_COUNTS`.
    """
    count = dict(zip(ACCURACY, verdicts, strict=True))
    rated = sum(verdicts)
    right = sum(ACCURACY[verdict] * count[verdict] for verdict in ACCURACY)
    return Accuracy(
        total_decisions=total,
        total_with_feedback=rated,
        accuracy_avg=right / rated if rated else None,
        correct_count=count["correct"],
        incorrect_count=count["incorrect"],
        partially_correct_count=count["partially_correct"],
    )


def bucket_counts(below: Sequence[int | None]) -> list[int]:
    """How many are in each bucket, lowest first, from the answer to `COUNTS_BELOW`."""
    counts = [int(count or 0) for count in below]
    return [upper - lower for lower, upper in pairwise((0, *counts))]


def distribution(counts: Sequence[int]) -> ConfidenceDistribution:
    """Counts of the five buckets, lowest first, with their percentages; 0 of nothing is 0 %."""
    total = sum(counts)
    buckets = (Bucket(count, round(100 * count / (total or 1), 2)) for count in counts)
    return ConfidenceDistribution(total, Distribution(*buckets))


def _must_be_known(reader: Reader, agent: str) -> None:
    if not reader.rows("SELECT 1 FROM decisions WHERE agent = $agent LIMIT 1", {"agent": agent}):
        raise DecisionNotFound(
            f"No decision of an agent {agent!r} was ever recorded.", "Look at the agent's name."
        )
