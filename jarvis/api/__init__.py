"""The HTTP edge: translates requests into turns and turns into responses, and decides nothing."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from jarvis import __version__
from jarvis.api import (
    alerts,
    audio,
    embeddings,
    guardrails,
    health,
    insights,
    keeping,
    metrics,
    models,
    openai,
)
from jarvis.api import knowledge as knowledge_routes
from jarvis.api import telemetry as ai_telemetry
from jarvis.api.counting import Counting
from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from jarvis.api.opening import Opening
from jarvis.api.rates import Rates
from jarvis.assistant import Assistant
from jarvis.guardrails.guards import Guards
from jarvis.knowledge.knowledge import Knowledge
from jarvis.shelf import Shelf
from jarvis.telemetry.telemetry import Telemetry
from jarvis.upkeep import Keeper
from jarvis.voice.voice import Voice
from models.residents import Residents

DESCRIPTION = """
Jarvis on this machine. `/v1` speaks OpenAI's protocol: give an OpenAI client the base URL
`http://127.0.0.1:7860/v1` and any key. Errors carry a `message`, and a `hint` on what to do.
"""


def create_api(
    *,
    assistant: Assistant,
    residents: Residents,
    shelf: Shelf,
    telemetry: Telemetry,
    keeper: Keeper,
    guards: Guards,
    knowledge: Knowledge,
    voice: Voice,
    text_max_bytes: int,
    opening: Opening,
    secret: str,
    owner_token: str,
    allowed_hosts: tuple[str, ...],
    log_file: str,
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]],
) -> FastAPI:
    """One ASGI app: the routes, and `opening` for everything else."""
    app = FastAPIOffline(  # whose /docs fetches nothing from elsewhere
        title="Jarvis",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        swagger_ui_parameters={"validatorUrl": None},
    )
    app.include_router(health.router(residents, __version__, lambda: opening.page is not None))
    app.include_router(openai.router(assistant, residents))
    app.include_router(models.router(shelf))
    app.include_router(guardrails.router(guards, text_max_bytes))
    app.include_router(knowledge_routes.router(knowledge))
    patience = knowledge_routes.PATIENCE_SECONDS
    app.include_router(embeddings.router(lambda: knowledge.embedder(patience)))
    app.include_router(audio.router(voice))
    settings, ledger = telemetry.settings, telemetry.ledger
    rates = Rates(settings.burst_per_minute, settings.sustained_per_hour)
    app.include_router(ai_telemetry.router(ledger, telemetry.cache, rates, settings))
    app.include_router(insights.router(ledger, rates, settings))
    app.include_router(alerts.router(telemetry.alerts))
    app.include_router(metrics.router(telemetry.metrics))
    app.include_router(keeping.router(keeper, owner_token))
    app.mount("/", opening)
    app.add_middleware(Counting, requests=telemetry.requests, metrics=telemetry.metrics)
    app.add_middleware(Edge, secret=secret, allowed_hosts=allowed_hosts)
    add_error_handlers(app, log_file)
    return app
