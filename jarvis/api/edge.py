"""The outer edge of every request: who may ask, who is asking, and a number to find it by.

Any web page that a person visits can send requests to localhost; so a request whose Host or
Origin isn't ours is refused. Each browser is a person of its own, known by a signed cookie.
"""

import hashlib
import time
from collections.abc import Collection, Iterable
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import structlog
import uuid_utils
from itsdangerous import BadSignature, Signer
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one

FOR_PROGRAMS = ("/v1/", "/api/", "/internal/", "/metrics")
"""Paths whose callers get no cookie: a program stays who it is from its first request on."""

log = structlog.get_logger(__name__)


class Edge:
    """ASGI middleware.

    Args:
        secret: signs the cookies.
        allowed_hosts: host names besides loopback's, for a tunnel or a proxy.
    """

    def __init__(self, app: ASGIApp, *, secret: str, allowed_hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts: frozenset[str | None] = LOOPBACK_NAMES | set(allowed_hosts)
        self._signer = Signer(secret, salt="person")
        # Browsers share cookies among all ports of a host: two Jarvis must not share a name.
        self._cookie = f"jarvis_{hashlib.sha256(secret.encode()).hexdigest()[:8]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on with `state.person`, `.known` and `.request_id`."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if reason := foreign(headers, self._hosts):
            log.warning("refused", cause=reason, path=scope["path"])
            response = PlainTextResponse(f"Refused: {reason}.\n", HTTPStatus.FORBIDDEN)
            await response(scope, receive, send)
            return
        known = self._person(headers)
        person = known or f"guest-{uuid_utils.uuid4().hex}"
        request_id = headers.get("x-request-id", "")[:64] or uuid_utils.uuid4().hex[:12]
        scope.setdefault("state", {}).update(
            person=person, known=known is not None, request_id=request_id
        )
        began = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                out["x-request-id"] = request_id
                out["referrer-policy"] = "no-referrer"
                out["x-content-type-options"] = "nosniff"
                out["x-frame-options"] = "DENY"
                if known is None and not scope["path"].startswith(FOR_PROGRAMS):
                    out.append("set-cookie", self._set_cookie(person))
                log.debug(
                    "request",
                    method=scope.get("method"),
                    path=scope["path"],
                    status=message["status"],
                    latency_ms=round((time.perf_counter() - began) * 1000),
                )
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, send_with_headers)

    def _person(self, headers: Headers) -> str | None:
        morsel = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        try:
            return self._signer.unsign(morsel.value).decode() if morsel else None
        except BadSignature:
            return None

    def _set_cookie(self, person: str) -> str:
        cookie = SimpleCookie()
        cookie[self._cookie] = self._signer.sign(person).decode()
        morsel = cookie[self._cookie]
        morsel["path"], morsel["samesite"], morsel["httponly"] = "/", "Lax", True
        morsel["max-age"] = COOKIE_SECONDS
        return cookie[self._cookie].OutputString()


def foreign(headers: Headers, hosts: Collection[str | None]) -> str | None:
    """Why a request isn't from our own page or a program on this machine; None if it is."""
    host = headers.get("host", "")
    if _hostname(f"//{host}") not in hosts:
        return f"the Host header says {host!r}, which is not this Jarvis"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return f"the request comes from another page, {origin!r}"
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and (
        headers.get("sec-fetch-mode") != "navigate"
    ):
        return "the request comes from another page"
    return None


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
