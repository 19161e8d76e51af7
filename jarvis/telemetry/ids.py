"""Ids that hold their time (UUIDv7), so that one row is found without reading the others."""

import time
import uuid
from datetime import UTC, datetime, timedelta

import uuid_utils

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id(prefix: str, created: datetime | None = None) -> str:
    """An id such as "turn-0199…"; its time is `created`, or now, to the millisecond."""
    if created is None:
        return f"{prefix}-{uuid_utils.uuid7().hex}"
    milliseconds = (created - EPOCH) // timedelta(milliseconds=1)
    return f"{prefix}-{uuid_utils.uuid7(milliseconds // 1000, milliseconds % 1000 * 10**6).hex}"


def time_of(id_: str) -> datetime | None:
    """When an id was made, UTC, to the millisecond; None for what isn't such an id."""
    try:
        number = uuid.UUID(hex=id_.rpartition("-")[2])
    except ValueError:
        return None
    if number.version != 7:
        return None
    try:
        return EPOCH + timedelta(milliseconds=number.int >> 80)
    except OverflowError:  # a made-up id of the year 10889
        return None


def now() -> datetime:
    """The present, UTC, to the millisecond, as ids hold it."""
    return EPOCH + timedelta(milliseconds=time.time_ns() // 1_000_000)


def naive(when: datetime) -> datetime:
    """A time as the ledger's columns hold it: UTC, without saying so."""
    return when.astimezone(UTC).replace(tzinfo=None)
