"""Moments as the Metrics tab writes them. The ledger's are UTC; hours are shown as on this
machine's clock, which is the person's own.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from jarvis.telemetry.dashboard import Slot
from jarvis.telemetry.grouped import Unit
from ui.charts import Tick
from ui.words import Words

MOST_TICKS = 6


def moment(created: datetime, now: datetime, words: Words) -> str:
    """When something happened: "14:03" today, "12 Nov, 14:03" before.

    Args:
        created: UTC, with or without saying so.
        now: aware.
    """
    local = _local(created)
    clock = f"{local:%H:%M}"
    return clock if local.date() == _local(now).date() else f"{_day(local, words)}, {clock}"


def slot_name(began: datetime, unit: Unit, words: Words) -> str:
    """What a slot of a timeline is called: "12 Nov", or "14:00" for an hour."""
    return f"{_local(began):%H:%M}" if unit == "hour" else _day(began, words)


def time_ticks(slots: Sequence[Slot], unit: Unit, words: Words) -> list[Tick]:
    """A few ticks for a timeline whose slots are numbered from 0; the latest has one."""
    step = -(-len(slots) // MOST_TICKS)
    last = len(slots) - 1
    return [
        Tick(number, slot_name(slots[number].began, unit, words))
        for number in range(last % step, len(slots), step)
    ]


def _local(time: datetime) -> datetime:
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone()


def _day(time: datetime, words: Words) -> str:
    return f"{time.day} {words.metrics.months[time.month - 1]}"
