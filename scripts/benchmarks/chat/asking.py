"""Questions, asked over HTTP and timed as a program sees them. Kept lean: the clock runs here too.

The prompt asks for something that doesn't end by itself, and starts anew each time, so that no
side can answer from its prompt cache.
"""

import http.client
import json
import time
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

SYSTEM = "You are a helpful assistant."
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer. Seconds from the question; `tokens` as the engine counts them."""

    first_seconds: float
    seconds: float
    tokens: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def question(max_tokens: int) -> dict[str, Any]:
    """The body of a request that no one has asked before."""
    asked = f"Exercise {next(_numbers)}: write the numbers from 1 to 2000, separated by commas."
    return {
        "messages": [
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": asked},
        ],
        "max_tokens": max_tokens,
        "temperature": 0,
        "top_p": 0.9,
        "seed": 1,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def ask(address: tuple[str, int], body: dict[str, Any]) -> Timed:
    """Ask Jarvis, and read its answer to the end."""
    payload = json.dumps(body)
    began = time.perf_counter()
    connection = http.client.HTTPConnection(*address, timeout=300)
    connection.request(
        "POST", "/v1/chat/completions", payload, {"Content-Type": "application/json"}
    )
    response = connection.getresponse()
    if response.status != http.client.OK:
        raise RuntimeError(response.read().decode())
    first, tokens = 0.0, 0
    while line := response.readline():
        if not first and b'"content":"' in line and b'"content":""' not in line:
            first = time.perf_counter() - began
        elif b'"usage":{' in line:
            tokens = json.loads(line.removeprefix(b"data: "))["usage"]["completion_tokens"]
    connection.close()
    return Timed(first, time.perf_counter() - began, tokens)
