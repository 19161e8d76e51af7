"""Errors as the OpenAPI description tells of them; how they come about is in `errors`."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """What happened, and what to do about it. `param` is there for OpenAI's clients."""

    message: str
    type: str
    param: None
    code: str
    hint: str


class ErrorAnswer(BaseModel):
    """The body of every error."""

    error: Problem


MEANING = {
    HTTPStatus.BAD_REQUEST: "Something in the request is missing or wrong; the message says what",
    HTTPStatus.NOT_FOUND: "There is no such thing; the message says what",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large",
    HTTPStatus.TOO_MANY_REQUESTS: "Asked too often; Retry-After says for how many seconds",
    HTTPStatus.SERVICE_UNAVAILABLE: "A part of Jarvis can't answer now; the message says which",
}


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """FastAPI's `responses` for these errors."""
    return {int(s): {"model": ErrorAnswer, "description": MEANING[s]} for s in statuses}
