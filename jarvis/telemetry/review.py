"""Which decisions a person should look at, and how soon.

How urgent a decision is follows from plain facts, once, when it is recorded. What still waits
follows from what people said of it since. Who may see the words behind it, this doesn't know.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import orjson

from jarvis.telemetry.ids import naive
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.records import Decision, Word
from jarvis.telemetry_settings import ReviewSettings

WITHIN = {0: timedelta(hours=1), 1: timedelta(hours=24), 2: timedelta(days=7), 3: None}
"""How long a review of each priority may take; None is whenever somebody has time."""

SAMPLED = 3
"""The priority of which only a sample is looked at."""

BLOCKED = "content_filter"
"""The finish reason of a turn that a guardrail stopped (OpenAI's word for it)."""

APPEAL = "guardrail"
"""The reason under a thumb by which a person says that a guardrail was wrong."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the priority of a decision depends on.

    Attributes:
        confidence: 0 to 1; None where there is none.
        teams: teams that the decision touches.
        automatable: whoever reported it says that nobody needs to look.
        blocked: a guardrail stopped the turn.
        disputed: the person whose turn it was pressed thumbs down.
    """

    task_type: str
    confidence: float | None = None
    teams: int = 0
    automatable: bool = False
    blocked: bool = False
    disputed: bool = False


def priority(facts: Facts, settings: ReviewSettings, sample_key: str) -> int | None:
    """0 (first) to 3, or None if nobody needs to look; the table is the telemetry contract's.

    Args:
        sample_key: the decision's id. Whether it is among the sample depends on this alone, so
            every process and everybody sees the same sample.
    """
    highest = min(_applying(facts, settings), default=None)
    if highest == SAMPLED and not sampled(sample_key, settings.sample):
        return None
    return highest


def _applying(facts: Facts, settings: ReviewSettings) -> Iterator[int]:
    """Every priority that one of the facts asks for."""
    task = facts.task_type
    if facts.disputed:
        yield 0
    if facts.blocked:
        yield 1
    if task in settings.conversation:  # small talk with low confidence is no reason to call anybody
        return
    if task in settings.production:
        yield 0
    if task in settings.critical or facts.teams > 1:
        yield 1
    if task in settings.routine:
        yield 2
    if facts.automatable:
        yield SAMPLED
    if facts.confidence is not None:
        yield _by_confidence(facts.confidence)


def _by_confidence(confidence: float) -> int:
    """[0, 0.7) is 0, [0.7, 0.85) is 1, [0.85, 0.95] is 2, (0.95, 1] is 3."""
    if confidence < 0.7:
        return 0
    if confidence < 0.85:
        return 1
    return 2 if confidence <= 0.95 else SAMPLED


def sampled(key: str, share: float) -> bool:
    """Whether `key` is among the sample of this share: 0 takes none, 1 takes all."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
    return number < share * 2**64


def facts_of(decision: Decision) -> Facts:
    """The facts of a decision that is about to be recorded: nobody can have disputed it yet.

    A report's metadata may say `teams` or `affected_teams` (a list of names), and
    `automatable: true`.
    """
    metadata = orjson.loads(decision.metadata) if decision.metadata else {}
    return Facts(
        decision.task_type,
        decision.confidence,
        teams=max(_length(metadata.get("teams")), _length(metadata.get("affected_teams"))),
        automatable=metadata.get("automatable") is True,
        blocked=decision.finish_reason == BLOCKED,
    )


def _length(value: object) -> int:
    """How many different names a list holds; 0 for what isn't a list of names."""
    return len({name for name in value if isinstance(name, str)}) if isinstance(value, list) else 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision that waits for a verdict.

    Attributes:
        word, reasons: what was said of it last; None and nothing if nobody said anything.
        person: whose turn it was.
        guard_findings: what the guardrails found in a turn; see `jarvis.telemetry.tally`.
        decision, metadata: of a report, as JSON text.
    """

    id: str
    kind: Literal["turn", "report"]
    created: datetime
    agent: str
    task_type: str
    confidence: float | None
    priority: int
    word: Word | None
    reasons: tuple[str, ...]
    person: str | None
    model: str | None
    error_type: str | None
    guard_findings: tuple[str, ...] = ()
    decision: str | None = None
    metadata: str | None = None

    @property
    def due(self) -> datetime | None:
        """When it should have been looked at; None is no date."""
        within = WITHIN[self.priority]
        return self.created + within if within else None

    @property
    def appeal(self) -> bool:
        """Whether a person says that a guardrail was wrong."""
        return self.word not in (None, "withdrawn") and APPEAL in self.reasons

    def overdue(self, now: datetime) -> bool:
        """Whether that is past."""
        return self.due is not None and self.due < now


_WAITING = """
WITH said AS (
    SELECT decision, arg_max(word, seq) AS word, arg_max(source, seq) AS source,
        arg_max(word, seq) FILTER (source = 'review') AS verdict
    FROM feedbacks WHERE decided >= $since GROUP BY decision
), known AS (
    SELECT id, created, priority, kind = 'turn' AS turn, nullif(word, 'withdrawn') AS word,
        nullif(verdict, 'withdrawn') IS NOT NULL AS reviewed,
        coalesce(turn AND word = 'incorrect' AND source = 'page', false) AS disputed
    FROM decisions LEFT JOIN said ON said.decision = decisions.id
    WHERE created >= $since
), waiting AS (
    SELECT id, created, word, if(disputed, 0, priority) AS priority FROM known
    WHERE NOT reviewed AND (disputed OR (known.priority IS NOT NULL AND (turn OR word IS NULL)))
)
"""
"""What waits: a turn that has a priority, or whose person pressed thumbs down; a report that has
a priority and of which nobody said anything. A verdict that is taken back counts as none."""

_PAGE = f"""{_WAITING}
SELECT id, created, priority, word FROM waiting
ORDER BY priority, created, id LIMIT $limit OFFSET $offset
"""

_SHOWN = """
SELECT d.id, kind, agent, task_type, confidence, person, model, error_type, reasons,
    guard_findings, details.decision, metadata
FROM decisions AS d
LEFT JOIN details ON details.id = d.id AND details.created BETWEEN $first AND $last
LEFT JOIN (
    SELECT decision, arg_max(reasons, seq) AS reasons FROM feedbacks
    WHERE decided BETWEEN $first AND $last AND list_contains($ids, decision) GROUP BY decision
) AS said ON said.decision = d.id
WHERE d.created BETWEEN $first AND $last AND list_contains($ids, d.id)
"""


def pending_counts(reader: Reader, since: datetime) -> dict[int, int]:
    """How many decisions created since then wait, by priority; all four are there. Blocking.

    Raises:
        LedgerUnavailable
    """
    sql = f"{_WAITING} SELECT priority, count(*) FROM waiting GROUP BY priority"
    return dict.fromkeys(WITHIN, 0) | dict(reader.rows(sql, {"since": naive(since)}))


def pending(reader: Reader, since: datetime, limit: int, offset: int = 0) -> list[Pending]:
    """What waits of the decisions created since then: urgent first, then what is due first.

    Blocking. The order is found over narrow columns; the others are read for one page only.

    Raises:
        LedgerUnavailable
    """
    page = reader.rows(_PAGE, {"since": naive(since), "limit": limit, "offset": offset})
    times = [created for _, created, _, _ in page]
    if not page:
        return []
    within = {"ids": [id_ for id_, *_ in page], "first": min(times), "last": max(times)}
    shown = {row[0]: row[1:] for row in reader.rows(_SHOWN, within)}
    return [_pending(found, shown[found[0]]) for found in page if found[0] in shown]


def _pending(waiting: tuple[Any, ...], shown: tuple[Any, ...]) -> Pending:
    id_, created, urgency, word = waiting
    kind, agent, task, confidence, person, model, error, reasons, found, decision, metadata = shown
    return Pending(
        id=id_,
        kind=kind,
        created=created.replace(tzinfo=UTC),
        agent=agent,
        task_type=task,
        confidence=confidence,
        priority=urgency,
        word=word,
        reasons=tuple(reasons or ()),
        person=person,
        model=model,
        error_type=error,
        guard_findings=tuple(found or ()),
        decision=decision,
        metadata=metadata,
    )
