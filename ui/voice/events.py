"""What a spoken answer is made of on its way to the browser: JSON objects, one a line."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import orjson

from jarvis.voice.pieces import Spoken
from models.types import Transcript
from ui.failure import Failure

MEDIA_TYPE = "application/x-ndjson"

Event = dict[str, Any]

NOTHING: Event = {"kind": "nothing"}


async def lines(events: AsyncIterator[Event]) -> AsyncIterator[bytes]:
    """Each event as a line."""
    async for event in events:
        yield orjson.dumps(event) + b"\n"


def heard(transcript: Transcript, seconds: float) -> Event:
    """What was understood, and how long that took."""
    return {
        "kind": "heard",
        "text": transcript.text,
        "confidence": transcript.confidence,
        "unsure": transcript.unsure,
        "language": transcript.language,
        "recognition_ms": _ms(seconds),
    }


def sound(spoken: Spoken) -> Event:
    """A piece of speech."""
    return {
        "kind": "sound",
        "number": spoken.number,
        "rate": spoken.sound.rate,
        "pcm": base64.b64encode(spoken.sound.pcm).decode(),
        "pause": spoken.pause,
        "end": spoken.piece.end,
    }


def told(kind: str, failure: Failure) -> Event:
    """A "note", after which it goes on, or a "problem", after which it doesn't."""
    return {
        "kind": kind,
        "message": failure.message,
        "hint": failure.hint,
        "detail": failure.detail,
    }


def done(pieces: int, **seconds: float | None) -> Event:
    """The end, with its stages' times."""
    return {
        "kind": "done",
        "pieces": pieces,
        **{f"{name}_ms": _ms(value) for name, value in seconds.items()},
    }


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
