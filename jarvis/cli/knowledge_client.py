"""Where `jarvis knowledge` is answered: by the Jarvis that runs, or its routes in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from jarvis.config import Config
from jarvis.errors import JarvisError
from jarvis.instance import hold, running

READ_SECONDS = 3600.0
"""How long an answer may take: a rebuild of a large index takes minutes."""


class Client:
    """The knowledge routes as methods; answers are their JSON. Raises JarvisError."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def add(self, path: Path, collection: str | None) -> str:
        """Hand a file in; the document's id."""
        data = {} if collection is None else {"collection": collection}
        with path.open("rb") as file:
            files = {"file": (path.name, file)}
            answer = await self._asked("POST", "/documents", files=files, data=data)
        return str(answer["id"])

    async def document(self, document: str) -> dict[str, Any]:
        """How one stands."""
        return await self._asked("GET", f"/documents/{document}")

    async def documents(self, collection: str | None) -> list[dict[str, Any]]:
        """How they stand."""
        params = {} if collection is None else {"collection": collection}
        found: list[dict[str, Any]] = (await self._asked("GET", "/documents", params=params))[
            "documents"
        ]
        return found

    async def search(self, query: str, limit: int, collection: str | None) -> dict[str, Any]:
        """What a question finds."""
        body = {"query": query, "limit": limit, "collection": collection}
        return await self._asked("POST", "/search", json=body)

    async def remove(self, document: str) -> None:
        """Delete it for good."""
        await self._asked("DELETE", f"/documents/{document}")

    async def rebuild(self) -> dict[str, Any]:
        """Build the index anew; how it stands then."""
        return await self._asked("POST", "/rebuild")

    async def _asked(self, method: str, path: str, **what: Any) -> dict[str, Any]:
        try:
            answer = await self._http.request(method, f"/api/knowledge{path}", **what)
        except httpx.HTTPError as error:
            raise JarvisError(
                f"Jarvis doesn't answer: {error or type(error).__name__}.", "Is it still running?"
            ) from error
        if answer.is_error:
            told = answer.json()["error"]
            raise JarvisError(told["message"], told["hint"])
        known: dict[str, Any] = answer.json() if answer.content else {}
        return known


@asynccontextmanager
async def opened(config: Config, *, models: bool = True) -> AsyncIterator[Client]:
    """Speak to the Jarvis of this data directory, or set its knowledge up for the moment.

    Args:
        models: whether anything has to be embedded; loading an embedder takes a moment.
    """
    timeout = httpx.Timeout(READ_SECONDS, connect=5.0)
    if instance := running(config.data_dir):
        async with httpx.AsyncClient(base_url=instance.url, timeout=timeout) as http:
            yield Client(http)
        return
    with hold(config.data_dir, ""):
        async with _in_this_process(config, models=models) as transport:
            at = "http://127.0.0.1"
            async with httpx.AsyncClient(transport=transport, base_url=at, timeout=timeout) as http:
                yield Client(http)


@asynccontextmanager
async def _in_this_process(config: Config, *, models: bool) -> AsyncIterator[httpx.ASGITransport]:
    from fastapi import FastAPI

    from jarvis.api import knowledge as routes
    from jarvis.api.errors import add_error_handlers
    from jarvis.knowledge.companions import take_up
    from jarvis.knowledge.knowledge import FOLDER, Knowledge
    from jarvis.ladder import Ladder
    from jarvis.log import set_up_logging
    from jarvis.privacy import silence_libraries
    from models import hardware
    from models.store import Store

    silence_libraries(offline=config.models.offline)
    log_file = set_up_logging(config.log, config.data_dir, terminal=False)
    store = Store(config.data_dir / "models", offline=config.models.offline)
    ladder = Ladder(config, store, hardware.detect(config.data_dir))
    knowledge = Knowledge(config.data_dir / FOLDER, config.knowledge)
    try:
        if models:
            plan = ladder.plan()
            await take_up(knowledge, store, plan, partial(ladder.companion, plan))
        app = FastAPI()
        app.include_router(routes.router(knowledge))
        add_error_handlers(app, str(log_file))
        yield httpx.ASGITransport(app)
    finally:
        knowledge.close()
