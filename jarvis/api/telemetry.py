"""The telemetry contract over HTTP: record, feedback, and the statistics of both."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Header, Query, Request

from jarvis.api.error_bodies import documented
from jarvis.api.guarded import READING, WRITING, guarded
from jarvis.api.rates import Rates, address_of
from jarvis.api.telemetry_bodies import (
    AccuracyAnswer,
    FeedbackGiven,
    FeedbackRequest,
    GuardrailStats,
    Recorded,
    RecordRequest,
    Stats,
)
from jarvis.errors import InvalidRequest
from jarvis.telemetry.cache import Cache
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.guardrails import guardrails
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import ACCURACY, Decision, Feedback
from jarvis.telemetry.review import facts_of, priority
from jarvis.telemetry.statistics import AgentSummary, agent_summary, summary
from jarvis.telemetry_settings import ReviewSettings, TelemetrySettings

BASE = "/api/dora/ai-telemetry"
NOT_FOUND = documented(HTTPStatus.NOT_FOUND)

Days = Annotated[int, Query(ge=1, le=3650, description="How far back.")]
Key = Annotated[
    str | None,
    Header(min_length=1, max_length=255, description="A record sent again with it counts once."),
]
H = TypeVar("H", bound=Callable[..., Any])


def router(ledger: Ledger, cache: Cache, rates: Rates, settings: TelemetrySettings) -> APIRouter:
    """The routes, each with and without a slash at its end."""
    routes = APIRouter(
        prefix=BASE, tags=["telemetry"], route_class=guarded(rates, settings.body_max_bytes)
    )

    @both_ways(routes.post, "/record", summary="Record a decision", status_code=201, errors=WRITING)
    async def record(
        body: RecordRequest, request: Request, idempotency_key: Key = None
    ) -> Recorded:
        decision = reported(body, person_of(request), settings.review)
        if idempotency_key is not None:
            decision = replace(decision, idempotency_key=scoped(idempotency_key, request))
        kept = await asyncio.wrap_future(ledger.record(decision))
        _check_repeated(kept, decision)
        return Recorded(
            id=kept.id,
            agent_id=kept.agent,
            task_type=kept.task_type,
            confidence_score=body.confidence,
            created_at=kept.created,
        )

    @both_ways(
        routes.post, "/{decision}/feedback", summary="Judge a decision", errors=WRITING | NOT_FOUND
    )
    async def feedback(decision: str, body: FeedbackRequest, request: Request) -> FeedbackGiven:
        word = body.feedback
        given = Feedback(decision, word, source="api", person=person_of(request))
        await asyncio.wrap_future(ledger.give_feedback(given))
        return FeedbackGiven(id=decision, human_feedback=word, accuracy=ACCURACY[word])

    @both_ways(routes.get, "/stats", summary="A period in figures", errors=READING)
    async def stats(days: Days = 30) -> Stats:
        figures = await cache.get(summary, Filter(days))
        return Stats(
            period_days=days,
            accuracy=figures.accuracy,
            confidence_distribution=figures.confidence_distribution,
            execution_time=figures.execution_time,
            guardrails=GuardrailStats.of(await cache.get(guardrails, Filter(days))),
        )

    @both_ways(
        # An agent's name may hold slashes.
        routes.get,
        "/agent/{agent_id:path}",
        summary="An agent's period in figures",
        errors=READING | NOT_FOUND,
    )
    async def agent(agent_id: str, days: Days = 30) -> AgentSummary:
        return await cache.get(agent_summary, agent_id, days)

    @both_ways(routes.get, "/accuracy", summary="How often people agreed", errors=READING)
    async def accuracy(agent_id: str = "", task_type: str = "", days: Days = 30) -> AccuracyAnswer:
        figures = await cache.get(summary, Filter(days, agent_id or None, task_type or None))
        given = {"agent_id": agent_id, "task_type": task_type}
        return AccuracyAnswer(
            period_days=days,
            filters={name: value for name, value in given.items() if value},
            accuracy=figures.accuracy,
            confidence_distribution=figures.confidence_distribution,
        )

    return routes


def both_ways(
    add: Callable[..., Callable[[H], H]],
    path: str,
    *,
    summary: str,
    errors: dict[int | str, dict[str, Any]],
    status_code: int = 200,
) -> Callable[[H], H]:
    """Register a handler at `path/`, which the description shows, and at `path`."""

    def register(handler: H) -> H:
        options = {"summary": summary, "responses": errors, "status_code": status_code}
        # In this order: an agent's name, which may end with a slash, would take it for its own.
        add(f"{path}/", **options)(handler)
        return add(path, include_in_schema=False, **options)(handler)

    return register


def person_of(request: Request) -> str:
    """Who is named as having reported or judged; "api" is any program."""
    return request.state.person if request.state.known else "api"


def reported(body: RecordRequest, person: str, settings: ReviewSettings) -> Decision:
    """The row of a report, with the priority of its review."""
    created = now()
    decision = Decision(
        id=new_id("decision", created),
        created=created,
        kind="report",
        agent=body.agent_id,
        task_type=body.task_type,
        confidence=body.confidence,
        execution_ms=body.execution_time_ms,
        person=person,
        body=as_text(body.decision),
        metadata=None if body.metadata is None else as_text(body.metadata),
    )
    return replace(decision, priority=priority(facts_of(decision), settings, decision.id))


def as_text(value: Any) -> str:
    """JSON as the ledger holds it. The standard library's keeps integers of any size."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def scoped(key: str, request: Request) -> str:
    """A client's idempotency key as the ledger holds it: no two machines share one. A person isn't
    a part of it, as the first answer's cookie may make one of a program that then tries again.
    """
    return hashlib.sha256(f"{address_of(request)}\0{key}".encode()).hexdigest()


def _check_repeated(kept: Decision, sent: Decision) -> None:
    """Refuse what would be lost: another record under a key that was used.

    Raises:
        InvalidRequest
    """
    same = ("agent", "task_type", "confidence")  # the ledger remembers no more of a used key
    if any(getattr(kept, name) != getattr(sent, name) for name in same):
        raise InvalidRequest(
            "idempotency-key: was used for another record, and this one was not recorded.",
            "Use a new key for each record, and the same only to send it again.",
        )
