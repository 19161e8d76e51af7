"""Where to look first: what goes wrong, and what people like least. Figures only, no message.

Made for the agent that improves itself; each question reads the ledger once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jarvis.telemetry.filters import VERDICT_ACCURACY, Filter, Selection
from jarvis.telemetry.guardrails import Found, guardrails
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.review import pending_counts
from jarvis.telemetry.statistics import VERDICT_COUNTS, accuracy, summary

MOST = 20
"""So many of each list are told."""

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A period at a glance; rates and averages are 0 to 1, and None of nothing."""

    total_decisions: int
    feedback_rate: float | None
    accuracy_avg: float | None
    avg_confidence: float | None
    p95_execution_time_ms: float | None
    error_rate: float | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Decisions that failed in the same way.

    Attributes:
        share: of all that failed, 0 to 1.
        examples: ids of the latest, newest first.
    """

    error_type: str
    count: int
    share: float
    last: datetime
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Disliked:
    """Decisions of one intent (task type) or one prompt, and what people said of them."""

    name: str
    version: str | None
    total_decisions: int
    total_with_feedback: int
    incorrect_count: int
    accuracy_avg: float


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """What an agent said of itself."""

    created_at: datetime
    agent_id: str
    assessment: Any
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Insights:
    """All of it.

    Attributes:
        contested: what guardrails found in turns whose person appealed, the most contested first.
        pending_review: counts by priority, "P0" (first) to "P3".
    """

    period_days: int
    key_figures: KeyFigures
    errors: list[Cause]
    intents: list[Disliked]
    prompts: list[Disliked]
    contested: list[Found]
    pending_review: dict[str, int]
    self_assessments: list[SelfAssessment]


def insights(reader: Reader, days: int, at: datetime | None = None) -> Insights:
    """What the last `days` teach. Blocking.

    Raises:
        LedgerUnavailable
    """
    chosen, at = Filter(days), at or now()
    selection = chosen.select(at)
    pending = pending_counts(reader, chosen.since(at).replace(tzinfo=UTC))
    return Insights(
        period_days=days,
        key_figures=key_figures(reader, chosen, at),
        errors=causes(reader, selection),
        intents=disliked(reader, selection, "task_type", "NULL"),
        prompts=disliked(reader, selection, "prompt_name", "prompt_version"),
        contested=contested(guardrails(reader, chosen, at).found),
        pending_review={f"P{priority}": count for priority, count in pending.items()},
        self_assessments=self_assessments(reader, chosen.since(at)),
    )


def key_figures(reader: Reader, chosen: Filter, at: datetime) -> KeyFigures:
    """The period at a glance. The error rate is that of turns: reports tell of no errors."""
    figures = summary(reader, chosen, at)
    selection = chosen.select(at)
    [[error_rate]] = reader.rows(
        f"""SELECT avg(if(coalesce(error_type, '') = '', 0, 1)) FROM {selection.decisions}
        WHERE kind = 'turn'""",
        selection.parameters,
    )
    total, rated = figures.accuracy.total_decisions, figures.accuracy.total_with_feedback
    return KeyFigures(
        total_decisions=total,
        feedback_rate=rated / total if total else None,
        accuracy_avg=figures.accuracy.accuracy_avg,
        avg_confidence=figures.avg_confidence,
        p95_execution_time_ms=figures.execution_time.p95_execution_time_ms,
        error_rate=error_rate,
    )


def causes(reader: Reader, selection: Selection) -> list[Cause]:
    """What failed, the most frequent cause first."""
    rows = reader.rows(
        f"""SELECT error_type, count(*) AS failed, failed / sum(failed) OVER (), max(created),
            arg_max(id, created, {EXAMPLES})
        FROM {selection.decisions} WHERE error_type <> ''
        GROUP BY error_type ORDER BY failed DESC, error_type LIMIT {MOST}""",
        selection.parameters,
    )
    return [
        Cause(cause, failed, share, last.replace(tzinfo=UTC), examples)
        for cause, failed, share, last, examples in rows
    ]


def disliked(reader: Reader, selection: Selection, name: str, version: str) -> list[Disliked]:
    """Groups of decisions that people judged, the worst first.

    Args:
        name, version: columns to group by, in SQL.
    """
    rows = reader.rows(
        f"""SELECT {name} AS name, {version} AS version, count(*), {VERDICT_COUNTS}
        FROM {selection.rated} GROUP BY ALL HAVING name IS NOT NULL AND count(verdict) > 0
        ORDER BY avg({VERDICT_ACCURACY}), count(verdict) DESC, name, version LIMIT {MOST}""",
        selection.parameters,
    )
    return [_disliked(*row) for row in rows]


def _disliked(name: str, version: str | None, total: int, verdicts: list[int]) -> Disliked:
    figures = accuracy(total, verdicts)
    assert figures.accuracy_avg is not None, "only what was judged is asked for"
    return Disliked(
        name=name,
        version=version,
        total_decisions=total,
        total_with_feedback=figures.total_with_feedback,
        incorrect_count=figures.incorrect_count,
        accuracy_avg=figures.accuracy_avg,
    )


def contested(found: Sequence[Found]) -> list[Found]:
    """Kinds of findings with which people disagree."""
    appealed = [kind for kind in found if kind.appealed]
    return sorted(appealed, key=lambda kind: -kind.appealed)[:MOST]


def self_assessments(reader: Reader, since: datetime) -> list[SelfAssessment]:
    """What agents said of themselves since then, the latest first.

    Args:
        since: UTC without saying so.
    """
    rows = reader.rows(
        f"""SELECT created, agent, body FROM assessments WHERE created >= $since
        ORDER BY created DESC LIMIT {MOST}""",
        {"since": since},
    )
    return [
        SelfAssessment(created.replace(tzinfo=UTC), agent, **json.loads(body))
        for created, agent, body in rows
    ]
