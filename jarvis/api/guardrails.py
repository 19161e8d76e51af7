"""POST /api/guardrails/check: what the guardrails would do with a text, for people and programs."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from jarvis.api.guarded import WRITING, guarded
from jarvis.errors import InvalidRequest
from jarvis.guardrails.examining import examined
from jarvis.guardrails.finding import Direction, Finding, Verdict
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.normalising import whole
from jarvis.guardrails_settings import OutputAction

BODY_FOR_A_BYTE = 6
"""JSON may write one byte of text as six, such as \\u0001."""


class CheckRequest(BaseModel):
    """A text, and which way it would go."""

    text: str
    direction: Direction = Direction.INPUT


class FoundBody(BaseModel):
    """One finding. `start` and `end` count characters of the text as sent."""

    check: str
    kind: str
    start: int
    end: int
    score: float = Field(ge=0, le=1)
    severity: int = Field(description="1 (mild) to 3 (grave) of harmful content, else 0")
    reason: str
    action: OutputAction

    @classmethod
    def of(cls, finding: Finding) -> "FoundBody":
        """The finding as JSON tells it."""
        return cls(
            check=finding.check.value,
            kind=finding.kind,
            start=finding.start,
            end=finding.end,
            score=round(finding.score, 4),
            severity=finding.severity,
            reason=finding.reason,
            action=finding.action,
        )


class CheckAnswer(BaseModel):
    """The verdict, the text as it would go on, and why."""

    verdict: Literal["allow", "flag", "mask", "block"]
    text: str
    message: str
    findings: list[FoundBody]

    @classmethod
    def of(cls, verdict: Verdict) -> "CheckAnswer":
        """The verdict as JSON tells it."""
        return cls(
            verdict=verdict.word,
            text=whole(verdict.text),
            message=verdict.message,
            findings=[FoundBody.of(finding) for finding in verdict.findings],
        )


def router(guards: Guards, max_bytes: int) -> APIRouter:
    """The route.

    Args:
        max_bytes: of a text, in UTF-8.
    """
    routes = APIRouter(
        prefix="/api/guardrails",
        tags=["guardrails"],
        route_class=guarded(None, BODY_FOR_A_BYTE * max_bytes + 1024),
    )

    @routes.post("/check", summary="What would become of a text?", responses=WRITING)
    async def check(body: CheckRequest) -> CheckAnswer:
        size = len(body.text.encode(errors="replace"))
        if size > max_bytes:
            raise InvalidRequest(
                f"The text has {size:,} bytes; the most is {max_bytes:,}.",
                "Send it in parts, or raise message_max_bytes in config.toml.",
            )
        return CheckAnswer.of(await examined(guards, body.text, body.direction))

    return routes
