"""The OpenAI-compatible edge: /v1/chat/completions and /v1/models, for programs on this machine."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from typing import Any, TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, StreamingResponse

from jarvis.api.openai_answer import chunks, completion
from jarvis.api.openai_request import ALIAS, ChatCompletionRequest
from jarvis.assistant import Assistant, Started, TurnEvent
from jarvis.errors import InvalidRequest
from models.errors import ModelNotFound
from models.residents import Residents

CLIENT_CLOSED_REQUEST = 499
"""nginx's number for an answer that nobody is there to read."""

T = TypeVar("T")


def router(assistant: Assistant, residents: Residents) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])

    @routes.get("/models", summary="The model that answers")
    async def models() -> dict[str, Any]:
        active = residents.active
        known = [_model(active.rung.spec.name, active.since)] if active else []
        return {"object": "list", "data": known}

    @routes.post("/chat/completions", summary="Answer a conversation", response_model=None)
    async def chat_completions(
        body: ChatCompletionRequest, request: Request
    ) -> StreamingResponse | JSONResponse:
        await residents.wait()
        check_model(body.model, residents)
        turn = body.turn(request.state.person if request.state.known else "api")
        events = assistant.turn(turn)
        try:
            first = await _unless_gone(request, _until_started(events))
            if body.stream:
                usage = body.stream_options.include_usage
                stream = chunks(events, first, turn.turn, include_usage=usage)
                return StreamingResponse(stream, media_type="text/event-stream")
            whole = await _unless_gone(request, completion(events, first, turn.turn))
            return JSONResponse(whole)
        except BaseException:
            await events.aclose()
            raise

    return routes


def _model(name: str, since: float) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": int(since), "owned_by": "jarvis"}


def check_model(name: str, residents: Residents) -> None:
    """Refuse a model that isn't loaded.

    Raises:
        ModelNotFound
    """
    active = residents.active
    if active and name not in (ALIAS, active.rung.spec.name):
        raise ModelNotFound(
            f"The model {name!r} isn't loaded.",
            f"Loaded is {active.rung.spec.name!r}; {ALIAS!r} always means the loaded one.",
        )


async def _until_started(events: AsyncGenerator[TurnEvent, None]) -> Started:
    """Wait for the turn's slot, so that what goes wrong before it can still be a status code."""
    async for event in events:
        if isinstance(event, Started):
            return event
    raise InvalidRequest("The turn ended before it started.")


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """`work`'s result; it is cancelled when the client hangs up, or when Jarvis stops."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        task.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)
    if task.cancelled():
        raise HTTPException(CLIENT_CLOSED_REQUEST, "The client hung up.")
    return task.result()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
