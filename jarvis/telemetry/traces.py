"""One turn with all its stages, for whoever asks how it went. Figures only: it knows no words."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson

from jarvis.errors import DecisionNotFound
from jarvis.telemetry.ids import naive, time_of
from jarvis.telemetry.records import Decision, Stage

if TYPE_CHECKING:
    from jarvis.telemetry.ledger import Reader

NEARBY = timedelta(days=1)
"""How far from its turn's time a stage is looked for: a bound makes the search 30 times quicker,
and clocks may jump."""

FIGURES = tuple(field.name for field in fields(Decision) if field.name not in ("body", "metadata"))

_TURN = f"SELECT {', '.join(FIGURES)} FROM decisions WHERE id = $id AND created = $created"

COLUMNS = tuple(field.name for field in fields(Stage))

_STAGES = f"""
SELECT {", ".join(COLUMNS)}
FROM spans WHERE trace = $trace AND created BETWEEN $first AND $last
ORDER BY created, parent IS NOT NULL, id
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """A decision's figures, and its stages in the order in which they began: the whole turn
    first. Of a report there are none.
    """

    decision: Decision
    stages: tuple[Stage, ...]


def trace_of(reader: "Reader", decision: str) -> Trace:
    """The trace of a turn, by its id. Blocking.

    Raises:
        DecisionNotFound, LedgerUnavailable
    """
    created = time_of(decision)
    found = created and reader.rows(_TURN, {"id": decision, "created": naive(created)})
    if not created or not found:
        raise DecisionNotFound(
            "The ledger doesn't know this turn.",
            "It may be from before Jarvis kept a ledger.",
        )
    turn = Decision(**dict(zip(FIGURES, _plain(found[0]), strict=True)))
    return Trace(turn, _stages(reader, turn.trace, created) if turn.trace else ())


def _stages(reader: "Reader", trace: str, created: datetime) -> tuple[Stage, ...]:
    bounds = {"first": naive(created - NEARBY), "last": naive(created + NEARBY)}
    rows = reader.rows(_STAGES, {"trace": trace, **bounds})
    return tuple(_stage(row) for row in rows)


def _stage(row: tuple[Any, ...]) -> Stage:
    named = dict(zip(COLUMNS, _plain(row), strict=True))
    return Stage(**named | {"attributes": orjson.loads(named["attributes"] or "{}")})


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Values as our records have them."""
    return tuple(map(_value, row))


def _value(value: Any) -> Any:
    """The ledger's times are UTC without saying so; its lists are never changed."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC)
    return tuple(value) if isinstance(value, list) else value
