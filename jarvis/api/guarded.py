"""Routes for programs: each request is counted, and each body measured, before it is parsed."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message, Receive

from jarvis.api.error_bodies import documented
from jarvis.api.rates import Rates, client_of

READING = documented(
    HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE
)
"""What may go wrong with every such route."""

WRITING = READING | documented(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
"""And with those that take a body."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def guarded(rates: Rates | None, body_max_bytes: int) -> type[APIRoute]:
    """A class of routes that answer 429 to whoever asks too often, and 413 to larger bodies.

    Args:
        rates: None counts nobody.
    """

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def counted(request: Request) -> Response:
                if rates is not None:
                    await rates.count(client_of(request))
                receive = measured(request.receive, body_max_bytes)
                return await handle(Request(request.scope, receive))

            return counted

    return GuardedRoute


def measured(receive: Receive, most: int) -> Receive:
    """`receive`, refusing the piece with which a body gets larger than `most` bytes. What a
    client says of its length needn't be true, or there.
    """
    taken = 0

    async def receive_measured() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            # FastAPI lets no other kind of error through while it reads a body.
            reason = f"The body has more than {most:,} bytes."
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason)
        return message

    return receive_measured
