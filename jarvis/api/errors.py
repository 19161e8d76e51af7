"""Errors over HTTP, in the shape that OpenAI's clients read, with our hint beside the message."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from jarvis.errors import (
    ConversationNotFound,
    DecisionNotFound,
    DocumentNotFound,
    DocumentRefused,
    GuardrailsUnavailable,
    InvalidRequest,
    JarvisError,
    KnowledgeUnavailable,
    LedgerUnavailable,
    QueueFull,
    RateLimited,
)
from models.errors import (
    ContextTooLong,
    EngineUnavailable,
    ModelFileInvalid,
    ModelNotFound,
    ModelTooLarge,
    NoModelReady,
    SoundInvalid,
)

log = structlog.get_logger(__name__)

STATUS: dict[type[JarvisError], tuple[HTTPStatus, str]] = {
    InvalidRequest: (HTTPStatus.BAD_REQUEST, "invalid_request"),
    ContextTooLong: (HTTPStatus.BAD_REQUEST, "context_length_exceeded"),
    SoundInvalid: (HTTPStatus.BAD_REQUEST, "sound_invalid"),
    ConversationNotFound: (HTTPStatus.NOT_FOUND, "conversation_not_found"),
    ModelNotFound: (HTTPStatus.NOT_FOUND, "model_not_found"),
    ModelTooLarge: (HTTPStatus.CONFLICT, "model_too_large"),
    ModelFileInvalid: (HTTPStatus.CONFLICT, "model_file_invalid"),
    EngineUnavailable: (HTTPStatus.CONFLICT, "engine_unavailable"),
    DecisionNotFound: (HTTPStatus.NOT_FOUND, "decision_not_found"),
    DocumentNotFound: (HTTPStatus.NOT_FOUND, "document_not_found"),
    DocumentRefused: (HTTPStatus.UNPROCESSABLE_ENTITY, "document_refused"),
    QueueFull: (HTTPStatus.TOO_MANY_REQUESTS, "queue_full"),
    RateLimited: (HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_exceeded"),
    LedgerUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "ledger_unavailable"),
    KnowledgeUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "knowledge_unavailable"),
    GuardrailsUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "guardrails_unavailable"),
    NoModelReady: (HTTPStatus.SERVICE_UNAVAILABLE, "no_model_ready"),
}


def describe(error: JarvisError) -> tuple[int, dict[str, Any]]:
    """The status and body that tell of `error`."""
    status, code = next(
        (known for kind, known in STATUS.items() if isinstance(error, kind)),
        (HTTPStatus.INTERNAL_SERVER_ERROR, "jarvis_error"),
    )
    return status, body(error.message, code, error.hint)


def body(message: str, code: str, hint: str = "") -> dict[str, Any]:
    """An error in OpenAI's shape."""
    kind = "invalid_request_error" if code != "jarvis_error" else "server_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": code, "hint": hint}}


def add_error_handlers(app: FastAPI, log_file: str) -> None:
    """Let every error of `app` end in that shape; unknown ones name the log."""

    @app.exception_handler(JarvisError)
    async def _known(request: Request, error: JarvisError) -> JSONResponse:
        status, content = describe(error)
        seconds = error.retry_after_seconds if isinstance(error, RateLimited) else 2
        retry = {"retry-after": str(seconds)} if status in (429, 503) else None
        return JSONResponse(content, status, retry)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        message = f"{where}: {first['msg']}" if where else first["msg"]
        return JSONResponse(body(message, "invalid_request", "See /docs."), 400)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        content = body(str(error.detail), "invalid_request", "See /docs.")
        return JSONResponse(content, error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def _unknown(request: Request, error: Exception) -> JSONResponse:
        log.exception("request_failed", path=request.url.path)
        hint = f"The log has the details: {log_file}"
        return JSONResponse(body("Something went wrong inside Jarvis.", "jarvis_error", hint), 500)
