"""GET /metrics: for Prometheus to scrape."""

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from jarvis.telemetry.prometheus import Metrics


def router(metrics: Metrics) -> APIRouter:
    """The route."""
    routes = APIRouter(tags=["telemetry"])

    @routes.get(
        "/metrics",
        summary="Counters and gauges, in Prometheus's text format",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    )
    def scrape() -> Response:  # not a coroutine: it blocks
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return routes
