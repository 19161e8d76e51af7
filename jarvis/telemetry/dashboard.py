"""What the Metrics tab shows, as data: a period beside the one before it, over time and by group.

Few scans, since the tab looks every few seconds. It knows no page: words, colours and numbers as
people write them are the page's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from jarvis.telemetry.calibration import Calibration, calibrate
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.grouped import Figures, Unit, grouped
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.records import Verdict
from jarvis.telemetry.statistics import BUCKETS, COUNTS_BELOW, bucket_counts

WEEK_DAYS = 7
RECENT = 10
MOST_CHOICES = 200
"""So many agents, task types and models a list offers, those with the most decisions."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour or a day. `began` is UTC without saying so."""

    began: datetime
    figures: Figures


@dataclass(frozen=True, slots=True)
class Aims:
    """What only targets are about. Milliseconds; None where nothing was measured.

    Attributes:
        critical_p95_ms, critical_p99_ms: execution time of the critical task types.
        first_token_p95_ms: how long people waited for an answer's first word.
    """

    critical_p95_ms: float | None
    critical_p99_ms: float | None
    first_token_p95_ms: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the latest turns. `created` is UTC without saying so; see `records.Decision`."""

    id: str
    created: datetime
    task_type: str
    model: str | None
    confidence: float | None
    first_token_ms: float | None
    execution_ms: float | None
    error_type: str | None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the period can be narrowed to."""

    agents: tuple[str, ...] = ()
    task_types: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that the tab shows of the ledger.

    Attributes:
        agents, task_types: those with the most decisions first.
        unit: how long a slot of `timeline` is.
        timeline: every slot of the period, also the empty ones.
        week: the last seven days, whichever the period is.
        buckets: decisions by confidence, in the contract's order.
    """

    total: Figures
    before: Figures
    agents: Mapping[str, Figures]
    task_types: Mapping[str, Figures]
    unit: Unit
    timeline: Sequence[Slot]
    week: Sequence[Slot]
    buckets: Mapping[str, int]
    calibration: Calibration
    aims: Aims
    recent: Sequence[Turn]
    choices: Choices


def dashboard(reader: Reader, which: Filter, critical: Sequence[str], now: datetime) -> Dashboard:
    """Read all of it. Blocking.

    Args:
        critical: the task types whose execution time has targets.
        now: aware, UTC.

    Raises:
        LedgerUnavailable
    """
    unit: Unit = "hour" if which.days == 1 else "day"
    found = grouped(reader, which, now, unit)
    timeline = _every_slot(found.slots, which.since(now), now, unit)
    return Dashboard(
        total=found.total,
        before=found.before,
        agents=_most_first(found.agents),
        task_types=_most_first(found.task_types),
        unit=unit,
        timeline=timeline,
        week=timeline[-WEEK_DAYS:] if unit == "day" else _week(reader, which, now),
        buckets=_buckets(reader, which, now),
        calibration=calibrate(found.sums),
        aims=_aims(reader, which, critical, now),
        recent=_recent(reader, which, now),
        choices=_choices(reader, which, now),
    )


def others(total: Figures, shown: Sequence[Figures]) -> Figures:
    """Those of `total` that are not among `shown`: counts only, for percentiles don't subtract."""
    left, judged = total.decisions, total.judged
    for figures in shown:
        left, judged = left - figures.decisions, judged - figures.judged
    return Figures(left, judged=judged)


def _most_first(groups: Mapping[str, Figures]) -> dict[str, Figures]:
    return dict(sorted(groups.items(), key=lambda group: (-group[1].decisions, group[0])))


def _week(reader: Reader, which: Filter, now: datetime) -> list[Slot]:
    week = replace(which, days=WEEK_DAYS)
    found = grouped(reader, week, now, "day")
    return _every_slot(found.slots, week.since(now), now, "day")[-WEEK_DAYS:]


def _every_slot(
    slots: Mapping[datetime, Figures], since: datetime, now: datetime, unit: Unit
) -> list[Slot]:
    """From the slot that holds `since` to the one that holds `now`."""
    began = since.replace(minute=0, second=0, microsecond=0)
    began, step = (
        (began, timedelta(hours=1)) if unit == "hour" else (began.replace(hour=0), timedelta(1))
    )
    count = (now.replace(tzinfo=None) - began) // step + 1
    times = [began + step * number for number in range(count)]
    return [Slot(time, slots.get(time, Figures())) for time in times]


def _buckets(reader: Reader, which: Filter, now: datetime) -> dict[str, int]:
    chosen = which.select(now)
    ((below,),) = reader.rows(f"SELECT {COUNTS_BELOW} FROM {chosen.decisions}", chosen.parameters)
    return dict(zip(BUCKETS, bucket_counts(below), strict=True))


def _aims(reader: Reader, which: Filter, critical: Sequence[str], now: datetime) -> Aims:
    chosen = which.select(now)
    sql = f"""
        SELECT quantile_cont(execution_ms, 0.95) FILTER (is_critical),
            quantile_cont(execution_ms, 0.99) FILTER (is_critical),
            quantile_cont(first_token_ms, 0.95) FILTER (kind = 'turn')
        FROM (SELECT *, list_contains($critical, task_type) AS is_critical
            FROM {chosen.decisions})"""
    return Aims(*reader.rows(sql, chosen.parameters | {"critical": list(critical)})[0])


def _recent(reader: Reader, which: Filter, now: datetime) -> list[Turn]:
    chosen = which.select(now)
    sql = f"""
        SELECT id, created, task_type, model, confidence, first_token_ms, execution_ms, error_type
        FROM {chosen.decisions} WHERE kind = 'turn' ORDER BY created DESC, id DESC LIMIT {RECENT}"""
    turns = [Turn(*row) for row in reader.rows(sql, chosen.parameters)]
    if not turns:
        return []
    verdicts = _verdicts(reader, turns)
    return [replace(turn, verdict=verdicts.get(turn.id)) for turn in turns]


def _verdicts(reader: Reader, turns: Sequence[Turn]) -> dict[str, Verdict]:
    """What people said of these few: much less to look through than the whole period."""
    sql = """
        SELECT decision, arg_max(word, seq) AS verdict FROM feedbacks
        WHERE decided >= $oldest AND list_contains($ids, decision)
        GROUP BY decision HAVING verdict <> 'withdrawn'"""
    oldest = min(turn.created for turn in turns)
    return dict(reader.rows(sql, {"oldest": oldest, "ids": [turn.id for turn in turns]}))


def _choices(reader: Reader, which: Filter, now: datetime) -> Choices:
    """What is there before it is narrowed, so that another choice can be made."""
    chosen = Filter(which.days).select(now)

    def names(column: str) -> tuple[str, ...]:
        sql = f"""SELECT {column} FROM {chosen.decisions} WHERE {column} IS NOT NULL
            GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT {MOST_CHOICES}"""
        return tuple(sorted(name for (name,) in reader.rows(sql, chosen.parameters)))

    return Choices(names("agent"), names("task_type"), names("model"))
