"""What the browser sees at "/": a waiting note while the page is being built, then the page."""

import asyncio
from http import HTTPStatus

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NOTE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Jarvis</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; text-align: center }
i { display: inline-block; width: .6em; height: .6em; border-radius: 50%; background: #3b6cf6;
    animation: breathe 1.6s ease-in-out infinite }
@keyframes breathe { 50% { opacity: .2 } }
@media (prefers-reduced-motion: reduce) { i { animation: none } }
</style>
<main role="status"><p><i></i></p><p lang="en">Jarvis is starting. This takes a few seconds.</p>
<p lang="es" hidden>Jarvis está arrancando. Tarda unos segundos.</p></main>
<script>
if (navigator.language.startsWith("es"))
  for (const p of document.querySelectorAll("p[lang]")) p.hidden = p.lang !== "es";
setInterval(async () => {
  try {
    const health = await (await fetch("/healthz")).json();
    if (health.page === "ready") location.reload();
  } catch { /* not yet */ }
}, 400);
</script></html>"""


class Opening:
    """An ASGI app that is the page as soon as there is one."""

    def __init__(self) -> None:
        self.page: ASGIApp | None = None
        self._opened = asyncio.Event()

    def open(self, page: ASGIApp) -> None:
        """From now on it is the page."""
        self.page = page
        self._opened.set()

    async def opened(self) -> None:
        """Until it is."""
        await self._opened.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the page, or in its place."""
        if self.page is not None:
            await self.page(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/":
            await HTMLResponse(NOTE, headers={"cache-control": "no-store"})(scope, receive, send)
        else:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            response = PlainTextResponse("Jarvis is starting.\n", status, {"retry-after": "2"})
            await response(scope, receive, send)
