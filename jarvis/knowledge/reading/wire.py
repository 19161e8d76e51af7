"""What the two sides say to each other: a line of JSON each, and bytes after it where it says so.

No pickles: what comes from a worker that a hostile file took over is only ever data.
"""

import json
from typing import IO, Any

Message = dict[str, Any]

HEADER_MAX = 1 << 20
"""Bytes of a line; the beginnings of 50,000 pages fit."""
AT_ONCE = 1 << 20


class WireBroken(Exception):
    """What came is no message, or is longer than may be."""


def send(stream: IO[bytes], message: Message, payload: memoryview | bytes = b"") -> None:
    """Write a message, and `payload` after it."""
    stream.write(json.dumps({**message, "bytes": len(payload)}).encode() + b"\n")
    for start in range(0, len(payload), AT_ONCE):
        stream.write(payload[start : start + AT_ONCE])
    stream.flush()


def receive(stream: IO[bytes], payload_max: int) -> tuple[Message, bytes] | None:
    """The next message and what came with it; None at the end of the stream.

    Raises:
        WireBroken: it is not of ours, it breaks off, or more than `payload_max` bytes come with it.
    """
    line = stream.readline(HEADER_MAX)
    if not line:
        return None
    try:
        message = json.loads(line)
        size = int(message["bytes"])
    except (ValueError, TypeError, KeyError) as error:
        raise WireBroken("no message") from error
    if not 0 <= size <= payload_max:
        raise WireBroken(f"{size} bytes")
    payload = stream.read(size)
    if len(payload) < size:
        raise WireBroken("it broke off")
    return message, payload
