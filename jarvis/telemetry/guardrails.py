"""What the guardrails did in a period: turns by verdict, what was found, and appeals.

A turn counts once, by the gravest word that was said of one of its texts, and once on each side
where something was checked. Who shows the figures, and how, is unknown here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from jarvis.telemetry.filters import Filter, Selection
from jarvis.telemetry.grouped import Unit
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.records import GuardWord
from jarvis.telemetry.review import APPEAL
from jarvis.telemetry.tally import tallies

SEVERITY: tuple[GuardWord, ...] = ("allow", "flag", "mask", "block")
"""Mildest first."""

OUTCOMES = {"flag": "flagged", "mask": "masked", "ask_again": "blocked", "block": "blocked"}
"""What becomes of a finding, by the action. A text after which the model is asked again doesn't go
on, either."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Turns in which something was checked, and those with each word but "allow"."""

    checked: int = 0
    flagged: int = 0
    masked: int = 0
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class Guarded:
    """Some turns: each by its gravest word, and by the word on each side.

    Attributes:
        input, context, output: the question; documents and tools' results; the answer.
        appeals: turns whose person said that a guardrail was wrong, and didn't take it back.
        appealed: those of them in which something was masked or blocked.
    """

    turns: Verdicts = Verdicts()
    input: Verdicts = Verdicts()
    context: Verdicts = Verdicts()
    output: Verdicts = Verdicts()
    appeals: int = 0
    appealed: int = 0

    @property
    def appeal_rate(self) -> float | None:
        """Of the turns in which something was masked or blocked, the share with an appeal."""
        acted = self.turns.masked + self.turns.blocked
        return self.appealed / acted if acted else None


@dataclass(frozen=True, slots=True)
class Found:
    """How often one kind of finding was met, and what became of it.

    Attributes:
        blocked: with those after which the model was asked again.
        appealed: of all of them, those in turns with an appeal.
    """

    check: str
    kind: str
    flagged: int
    masked: int
    blocked: int
    appealed: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.flagged + self.masked + self.blocked


@dataclass(frozen=True, slots=True)
class Guardrails:
    """A period.

    Attributes:
        slots: by the hour or day that each began, UTC without saying so; only where turns are.
        found: the most frequent kind first.
    """

    total: Guarded
    slots: Mapping[datetime, Guarded]
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Turns:
    """So many turns of one slot, of which the same was said."""

    slot: datetime
    input: GuardWord | None
    context: GuardWord | None
    output: GuardWord | None
    appeal: bool
    count: int

    @property
    def gravest(self) -> GuardWord | None:
        """The word that counts; None where nothing was checked."""
        said = [word for word in (self.input, self.context, self.output) if word is not None]
        return max(said, key=SEVERITY.index, default=None)


def guardrails(
    reader: Reader, which: Filter, at: datetime | None = None, unit: Unit = "day"
) -> Guardrails:
    """What the guardrails did in the turns that `which` lets through. Blocking.

    Args:
        at: when the period ends, aware; now if it isn't said.

    Raises:
        LedgerUnavailable
    """
    at = at or now()
    chosen, appeals = which.select(at), _appeals(reader, which.since(at))
    turns = _turns(reader, chosen, unit, appeals)
    slots = groupby(turns, lambda some: some.slot)
    return Guardrails(
        total=guarded(turns),
        slots={slot: guarded(list(some)) for slot, some in slots},
        found=_found(reader, chosen, appeals),
    )


def guarded(turns: Sequence[Turns]) -> Guarded:
    """Add turns up."""
    appeals = [some for some in turns if some.appeal]
    return Guarded(
        turns=_verdicts((some.gravest, some.count) for some in turns),
        input=_verdicts((some.input, some.count) for some in turns),
        context=_verdicts((some.context, some.count) for some in turns),
        output=_verdicts((some.output, some.count) for some in turns),
        appeals=sum(some.count for some in appeals),
        appealed=sum(some.count for some in appeals if some.gravest in ("mask", "block")),
    )


def _verdicts(said: Iterable[tuple[GuardWord | None, int]]) -> Verdicts:
    counts: Counter[GuardWord] = Counter()
    for word, count in said:
        if word is not None:
            counts[word] += count
    return Verdicts(counts.total(), counts["flag"], counts["mask"], counts["block"])


def _appeals(reader: Reader, since: datetime) -> list[str]:
    """Turns of which their person's last word is an appeal. A reviewer's word answers it, and
    doesn't undo it. Asked once: joining this twice would take twice as long as all the rest.
    """
    sql = """
        SELECT decision FROM feedbacks
        WHERE decided >= $since AND source <> 'review' AND decision IN (
            SELECT decision FROM feedbacks
            WHERE decided >= $since AND list_contains(reasons, $appeal))
        GROUP BY decision HAVING arg_max(word, seq) <> 'withdrawn'
            AND list_contains(arg_max(reasons, seq), $appeal)"""
    return [turn for (turn,) in reader.rows(sql, {"since": since, "appeal": APPEAL})]


def _turns(reader: Reader, chosen: Selection, unit: Unit, appeals: list[str]) -> list[Turns]:
    """In the slots' order. Few combinations of words come back, however many turns there are."""
    sql = f"""
        SELECT date_trunc('{unit}', created) AS slot, input_verdict, context_verdict,
            output_verdict, id IN (SELECT unnest($appeals)) AS appeal, count(*)
        FROM {chosen.decisions}
        WHERE coalesce(input_verdict, context_verdict, output_verdict) IS NOT NULL
        GROUP BY ALL ORDER BY slot"""
    return [Turns(*row) for row in reader.rows(sql, chosen.parameters | {"appeals": appeals})]


def _found(reader: Reader, chosen: Selection, appeals: list[str]) -> list[Found]:
    sql = f"""
        SELECT found, count(*), count_if(appeal) FROM (
            SELECT unnest(guard_findings) AS found, id IN (SELECT unnest($appeals)) AS appeal
            FROM {chosen.decisions} WHERE guard_findings IS NOT NULL)
        GROUP BY found"""
    kinds = by_kind(reader.rows(sql, chosen.parameters | {"appeals": appeals}))
    return sorted(kinds, key=lambda kind: (-kind.count, kind.check, kind.kind))


def by_kind(rows: Iterable[tuple[str, int, int]]) -> list[Found]:
    """Add up what turns found.

    Args:
        rows: a tally as it is written, how many turns have it, and how many of them an appeal.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for written, turns, appeals in rows:
        for tally in tallies([written]):
            kind = counts[tally.check, tally.kind]
            kind[OUTCOMES.get(tally.action, "flagged")] += turns * tally.count
            kind["appealed"] += appeals * tally.count
    return [
        Found(check, kind, *(many[name] for name in ("flagged", "masked", "blocked", "appealed")))
        for (check, kind), many in counts.items()
    ]
