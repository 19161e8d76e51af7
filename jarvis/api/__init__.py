"""The HTTP edge: translates requests into turns and turns into responses, and decides nothing."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from jarvis import __version__
from jarvis.api import health, models, openai
from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from jarvis.api.opening import Opening
from jarvis.assistant import Assistant
from jarvis.shelf import Shelf
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
    opening: Opening,
    secret: str,
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
    app.mount("/", opening)
    app.add_middleware(Edge, secret=secret, allowed_hosts=allowed_hosts)
    add_error_handlers(app, log_file)
    return app
