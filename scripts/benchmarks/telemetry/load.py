"""Many programs that record at once, in one thread that costs little: the server's cores are its
cores too.

Bare HTTP/1.1 on connections that stay open; bodies are written beforehand, answers are only
counted. A request's time runs from the moment at which it was due, not from when it could be sent:
a server that falls behind can't hide it.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle

from scripts.benchmarks.figures import percentile

CONNECTIONS = 32
HEADERS_END = b"\r\n\r\n"
LENGTH = b"content-length: "


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it.

    Attributes:
        answers: how many.
        p95_seconds: from when a request was due to the end of its answer.
        per_second: answers.
        processor_ms: milliseconds of a core that asking took, for each answer.
    """

    answers: int
    p95_seconds: float
    per_second: float
    processor_ms: float


def post(
    address: tuple[str, int],
    path: str,
    bodies: Sequence[bytes],
    *,
    seconds: float,
    rate: float | None = None,
) -> Load:
    """Post these bodies, again and again.

    Args:
        rate: requests a second, due at even distances; None is as fast as each connection can.

    Raises:
        RuntimeError: an answer wasn't 201.
    """
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    ).encode()
    requests = cycle([head + str(len(body)).encode() + HEADERS_END + body for body in bodies])
    cpu, began = time.thread_time(), time.perf_counter()
    waited = asyncio.run(_run(address, requests, seconds, rate))
    lasted, busy = time.perf_counter() - began, time.thread_time() - cpu
    answers = len(waited)
    return Load(answers, percentile(waited, 95), answers / lasted, 1000 * busy / answers)


async def _run(
    address: tuple[str, int], requests: Iterator[bytes], seconds: float, rate: float | None
) -> list[float]:
    """Seconds that each request waited."""
    loop = asyncio.get_running_loop()
    plan = Plan(requests, loop.time() + seconds, CONNECTIONS / rate if rate else 0.0)
    callers: list[Caller] = []
    try:
        for number in range(CONNECTIONS):
            due = loop.time() + plan.pause * number / CONNECTIONS
            _, caller = await loop.create_connection(partial(Caller, plan, due), *address)
            callers.append(caller)
        await asyncio.gather(*(caller.finished for caller in callers))
    finally:
        for caller in callers:
            caller.close()
    return plan.waited


@dataclass(slots=True)
class Plan:
    """What all connections share. `pause`: seconds between the requests of one of them."""

    requests: Iterator[bytes]
    until: float
    pause: float
    waited: list[float] = field(default_factory=list)


class Caller(asyncio.Protocol):
    """One connection: sends when the next request is due, and the one before it is answered.

    Args:
        due: when the first is, on the loop's clock.
    """

    def __init__(self, plan: Plan, due: float) -> None:
        self._plan = plan
        self._due = due
        self._answer = b""
        self._loop = asyncio.get_running_loop()
        self.finished: asyncio.Future[None] = self._loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._loop.call_at(self._due, self._send)

    def data_received(self, data: bytes) -> None:
        """See asyncio."""
        self._answer += data
        if not _is_whole(self._answer):
            return
        if not self._answer.startswith(b"HTTP/1.1 201"):
            self.connection_lost(RuntimeError(self._answer.decode()))
            return
        self._answer = b""
        now = self._loop.time()
        self._plan.waited.append(now - self._due)
        self._due = self._due + self._plan.pause if self._plan.pause else now
        if self._due >= self._plan.until:
            self.finished.set_result(None)
        elif self._due > now:
            self._loop.call_at(self._due, self._send)
        else:
            self._send()

    def connection_lost(self, error: Exception | None) -> None:
        """See asyncio."""
        if not self.finished.done():
            self.finished.set_exception(error or RuntimeError("The server hung up."))

    def close(self) -> None:
        """Hang up, whatever has come of it."""
        self.finished.cancel()
        self._transport.close()

    def _send(self) -> None:
        self._transport.write(next(self._plan.requests))


def _is_whole(answer: bytes) -> bool:
    """Whether an answer's head is there, and all of its body."""
    head, end, body = answer.partition(HEADERS_END)
    if not end:
        return False
    length = head.lower().partition(LENGTH)[2].partition(b"\r\n")[0]
    return len(body) >= int(length)
