"""The OpenAI-compatible edge: /v1/chat/completions and /v1/models, for programs on this machine."""

from collections.abc import AsyncGenerator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse

from jarvis.api.hanging_up import unless_gone
from jarvis.api.openai_answer import chunks, completion
from jarvis.api.openai_request import ALIAS, ChatCompletionRequest
from jarvis.assistant import Assistant, Started, TurnEvent
from jarvis.errors import InvalidRequest
from models.errors import ModelNotFound
from models.residents import Residents


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
            first = await unless_gone(request, _until_started(events))
            if body.stream:
                usage = body.stream_options.include_usage
                stream = chunks(events, first, turn.turn, include_usage=usage)
                return StreamingResponse(stream, media_type="text/event-stream")
            whole = await unless_gone(request, completion(events, first, turn.turn))
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
