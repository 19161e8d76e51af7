"""How spoken turns went in a period: how soon an answer was heard, and how much of it.

A turn counts by when it began, and where its sound was told of. Times are milliseconds from letting
go of the button. Who shows the figures, and how, is unknown here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.grouped import Unit
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Reader


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took: exact percentiles, in milliseconds; None where nothing was timed."""

    p50_ms: float | None = None
    p95_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Stages:
    """What the time to the first sound consists of: means of the turns that were heard, so that
    the three add up. Milliseconds.

    Attributes:
        recognition_ms: until there were words.
        thinking_ms: from there to the first clause of the answer.
        speaking_ms: from there to its first sound.
    """

    recognition_ms: float
    thinking_ms: float
    speaking_ms: float


@dataclass(frozen=True, slots=True)
class VoiceTurns:
    """Some spoken turns in figures; None where there is nothing to take one from.

    Attributes:
        speech_seconds: of people's speech, in all.
        spoken_seconds: of answers' sound, in all.
        heard_share: of an answer, what was said aloud, on average, 0 to 1.
        confidence: of recognition, on average, 0 to 1.
        longest_gap: of each turn, between two pieces of its answer, beyond the intended pause.
    """

    turns: int = 0
    interrupted: int = 0
    speech_seconds: float = 0.0
    spoken_seconds: float = 0.0
    heard_share: float | None = None
    confidence: float | None = None
    recognition: Times = Times()
    first_clause: Times = Times()
    first_sound: Times = Times()
    longest_gap: Times = Times()
    stages: Stages | None = None

    @property
    def interruption_rate(self) -> float | None:
        """The share of turns whose answer was interrupted, 0 to 1."""
        return self.interrupted / self.turns if self.turns else None


@dataclass(frozen=True, slots=True)
class VoiceFigures:
    """A period.

    Attributes:
        recognisers: by model, the one with the most turns first.
        slots: by the hour or day that each began, UTC without saying so; only where turns are.
    """

    total: VoiceTurns
    recognisers: Mapping[str, VoiceTurns]
    slots: Mapping[datetime, VoiceTurns]


def voice(
    reader: Reader, which: Filter, at: datetime | None = None, unit: Unit = "day"
) -> VoiceFigures:
    """How the spoken turns that `which` lets through went, in one scan. Blocking.

    Args:
        at: when the period ends, aware; now if it isn't said.

    Raises:
        LedgerUnavailable
    """
    chosen = which.select(at or now())
    # Without names, no need to look at the turns: `decided` lies in the period if they do.
    named = f"AND turn IN (SELECT id FROM {chosen.decisions})" if which.names else ""
    sql = f"""
        SELECT GROUPING(recogniser, slot), recogniser, slot, {FIGURES}
        FROM (SELECT *, date_trunc('{unit}', decided) AS slot FROM voice_turns
            WHERE decided >= $since {named})
        GROUP BY GROUPING SETS ((), (recogniser), (slot))
        ORDER BY slot, count(*) DESC, recogniser"""
    rows = reader.rows(sql, chosen.parameters)
    return VoiceFigures(
        total=next(_turns(row[3:]) for row in rows if row[0] == OF_ALL),
        recognisers={row[1]: _turns(row[3:]) for row in rows if row[0] == OF_RECOGNISER},
        slots={row[2]: _turns(row[3:]) for row in rows if row[0] == OF_SLOT},
    )


OF_RECOGNISER, OF_SLOT, OF_ALL = 0b01, 0b10, 0b11
"""What GROUPING(recogniser, slot) says of a row: a bit for each that it is not grouped by."""

HEARD = "FILTER (first_clause_ms IS NOT NULL AND first_sound_ms IS NOT NULL)"

# The last stage ends by the browser's clock and the others by the server's: it may seem to end a
# moment before it began.
FIGURES = f"""count(*), count(*) FILTER (interrupted),
    coalesce(sum(speech_seconds), 0.0), coalesce(sum(spoken_seconds), 0.0),
    avg(heard_share), avg(recognition_confidence),
    quantile_cont(recognition_ms, [0.5, 0.95]), quantile_cont(first_clause_ms, [0.5, 0.95]),
    quantile_cont(first_sound_ms, [0.5, 0.95]), quantile_cont(longest_gap_ms, [0.5, 0.95]),
    [avg(recognition_ms) {HEARD}, avg(greatest(first_clause_ms - recognition_ms, 0)) {HEARD},
    avg(greatest(first_sound_ms - first_clause_ms, 0)) {HEARD}]"""
"""SQL: the fields of `VoiceTurns` in their order, times and stages as lists."""


def _turns(row: tuple[Any, ...]) -> VoiceTurns:
    *figures, recognition, first_clause, first_sound, gap, stages = row
    figures += [Times(*(taken or ())) for taken in (recognition, first_clause, first_sound, gap)]
    figures.append(None if stages[0] is None else Stages(*stages))
    return VoiceTurns(*figures)
