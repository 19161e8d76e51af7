"""How long the guardrails' checks took: of a whole turn, and each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.names import Operation

NAME = f"{Operation.GUARDRAIL} "
"""What the names of checks' spans begin with."""


@dataclass(frozen=True, slots=True)
class CheckTime:
    """How often one check ran, and how long it took on average, in milliseconds."""

    check: str
    runs: int
    mean_ms: float


@dataclass(frozen=True, slots=True)
class GuardTime:
    """How long checking took.

    Attributes:
        p50_ms, p95_ms: of all the checks of a turn together, exact, in milliseconds; None of none.
        checks: the slowest first.
    """

    p50_ms: float | None
    p95_ms: float | None
    checks: Sequence[CheckTime]


def guard_time(reader: Reader, which: Filter, now: datetime) -> GuardTime:
    """The time of checks in the turns that `which` lets through. Blocking.

    Of each check the mean alone: its percentiles would take twice as long as everything else here.

    Args:
        now: aware, UTC.

    Raises:
        LedgerUnavailable
    """
    chosen = which.select(now)
    # Without names, no need to look at the turns: their stages lie in the same period.
    named = f"AND trace IN (SELECT trace FROM {chosen.decisions})" if which.names else ""
    spans = f"spans WHERE created >= $since AND operation = '{Operation.GUARDRAIL}' {named}"
    [(p50, p95)] = reader.rows(
        f"""SELECT quantile_cont(ms, 0.5), quantile_cont(ms, 0.95)
        FROM (SELECT sum(duration_ms) AS ms FROM {spans} GROUP BY trace)""",
        chosen.parameters,
    )
    checks = reader.rows(
        f"""SELECT name, count(*), avg(duration_ms) AS mean FROM {spans}
        GROUP BY name ORDER BY mean DESC, name""",
        chosen.parameters,
    )
    return GuardTime(
        p50, p95, [CheckTime(name.removeprefix(NAME), runs, mean) for name, runs, mean in checks]
    )
