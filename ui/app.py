"""The page as one ASGI app: a Gradio page a language, and the few routes that its scripts use.

Which language a request gets is decided before routing (`ChooseLanguage`): the page is at "/" in
every language, and what it asks for afterwards is under "/en" or "/es", so that two windows in
two languages don't disturb each other.
"""

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.english import ENGLISH
from ui.guardrails.routes import guardrail_routes
from ui.knowledge.chat_routes import chat_routes
from ui.knowledge.routes import knowledge_routes
from ui.knowledge.uploading import upload_routes
from ui.language import COOKIE, LANGUAGES, Language, choose_language
from ui.machine import Machine
from ui.metrics.routes import Sources, metrics_routes
from ui.page import build
from ui.parts import Parts
from ui.policy import StayHome
from ui.review_routes import review_routes
from ui.routes import routes
from ui.running import Turns
from ui.spanish import SPANISH
from ui.theme import jarvis_theme
from ui.voice.routes import voice_routes
from ui.words import Words

ASSETS = Path(__file__).parent / "assets"
WORDS: dict[Language, Words] = {"en": ENGLISH, "es": SPANISH}


class ChooseLanguage:
    """Puts the language's prefix before each path that has none of its own.

    Args:
        pinned: `page.language` of config.toml.
    """

    def __init__(self, app: ASGIApp, pinned: str) -> None:
        self._app = app
        self._pinned = pinned

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "http" and not _has_prefix(scope["path"]):
            request = Request(scope)
            language = choose_language(
                self._pinned,
                request.cookies.get(COOKIE, ""),
                request.headers.get("accept-language", ""),
            )
            path = f"/{language}{scope['path']}"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)


def _has_prefix(path: str) -> bool:
    return path.split("/", 2)[1] in ("page", *LANGUAGES)


def head(words: Words) -> str:
    """What goes into the page's <head>."""
    return f"""<link rel="icon" type="image/svg+xml" href="page/assets/jarvis.svg">
<link rel="stylesheet" href="page/assets/page.css">
<script>document.documentElement.lang = "{words.language}";
Object.defineProperty(navigator, "language", {{ get: () => "{words.language}" }});</script>
<script src="page/assets/theme.js"></script>"""


def _sources(parts: Parts) -> Sources:
    """What the Metrics tab reads. The log lies in the data directory, whose disk is shown."""
    machine, targets = Machine(Path(parts.log_file).parent), parts.telemetry.targets
    names = parts.knowledge.names
    return Sources(parts.ledger, parts.alerts, parts.residents, targets, machine, names)


def create_page(parts: Parts) -> FastAPI:
    """The page, to be mounted at "/". Its lifespan must be entered."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    turns = Turns(parts.assistant, parts.conversations)
    app.include_router(routes(parts, WORDS))
    app.include_router(metrics_routes(_sources(parts), WORDS))
    feedback = (parts.ledger, parts.conversations, WORDS, parts.log_file)
    app.include_router(review_routes(*feedback))
    app.include_router(guardrail_routes(*feedback))
    for more in (knowledge_routes, upload_routes, chat_routes):
        app.include_router(more(parts, WORDS))
    app.include_router(voice_routes(parts, turns, WORDS))
    app.mount("/page/assets", StaticFiles(directory=ASSETS))
    for language, words in WORDS.items():
        page: Any = build(parts, turns, words)
        gr.mount_gradio_app(
            app,
            page,
            f"/{language}",
            footer_links=[],
            run_history=False,
            theme=jarvis_theme(),
            head=head(words),
            show_error=False,
            ssr_mode=False,
        )
    app.add_middleware(ChooseLanguage, pinned=parts.settings.language)
    app.add_middleware(StayHome)
    return app
