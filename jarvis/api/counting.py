"""Counts every request, and times it until the answer begins: streams may go on for minutes.

What is a request to the API, rather than a page that refreshes itself, is decided here.
"""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jarvis.telemetry.prometheus import Metrics
from jarvis.telemetry.requests import Requests

API = ("/v1/", "/api/", "/internal/")
"""Routes for programs; the rest is the page, and what it and monitors poll."""

GENERATING = (
    "/v1/chat/completions",
    "/v1/audio/transcriptions",
    "/v1/audio/speech",
)
"""Routes whose time is the model's: it counts as time to the first token, not as the API's."""

PAGE = "page"
"""The label of all other routes."""


class Counting:
    """ASGI middleware, around the routes."""

    def __init__(self, app: ASGIApp, *, requests: Requests, metrics: Metrics) -> None:
        self._app = app
        self._requests = requests
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and count it when its answer begins, or it fails before."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, counted = time.perf_counter(), False

        async def send_and_count(message: Message) -> None:
            nonlocal counted
            if message["type"] == "http.response.start":
                counted = True
                self._count(scope, message["status"], time.perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, send_and_count)
        except Exception:
            if not counted:
                self._count(scope, 500, time.perf_counter() - began)
            raise

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        # The router has put the route there by now. Its template is the label: paths hold ids.
        template = getattr(scope.get("route"), "path", "")
        of_the_api = template.startswith(API)
        route = template if of_the_api else PAGE
        self._metrics.observe_request(route, scope["method"], status, seconds)
        if of_the_api:
            self._requests.note(status, None if template in GENERATING else seconds)
