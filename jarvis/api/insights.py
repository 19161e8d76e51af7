"""What the ledger teaches, over HTTP, for the agent that improves itself."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from jarvis.api.guarded import READING, WRITING, guarded
from jarvis.api.rates import Rates
from jarvis.api.telemetry import Days, as_text
from jarvis.api.telemetry_bodies import AgentId, Confidence, Storable
from jarvis.telemetry.insights import Insights, insights
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Assessment
from jarvis.telemetry_settings import TelemetrySettings


class AssessmentRequest(BaseModel):
    """What an agent thinks of itself, in words or as an object, and how sure it is."""

    agent_id: AgentId
    assessment: Annotated[str | dict[str, Any], Storable, Field(min_length=1)]
    confidence: Confidence | None = None


def router(ledger: Ledger, rates: Rates, settings: TelemetrySettings) -> APIRouter:
    """The routes."""
    routes = APIRouter(
        prefix="/internal/insights",
        tags=["insights"],
        route_class=guarded(rates, settings.body_max_bytes),
    )

    @routes.get("", summary="Where to look first", responses=READING)
    async def read(days: Days = 7) -> Insights:
        return await ledger.read(lambda: insights(ledger, days))

    @routes.post(
        "",
        summary="Keep a self-assessment",
        status_code=HTTPStatus.CREATED,
        responses=WRITING,
    )
    async def assess(body: AssessmentRequest) -> AssessmentRequest:
        said = as_text({"assessment": body.assessment, "confidence": body.confidence})
        await asyncio.wrap_future(ledger.assess(Assessment(body.agent_id, said)))
        return body

    return routes
