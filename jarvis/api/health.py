"""GET /healthz: is Jarvis up, and how does each model stand?"""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from models.chat import device_name
from models.residents import Resident, Residents


class ModelHealth(BaseModel):
    """How one model stands. Memory in bytes; `error` and `hint` when it failed."""

    name: str
    task: str
    engine: str
    device: str
    state: str
    context_length: int
    expected_memory_bytes: int
    memory_bytes: int
    error: str | None = None
    hint: str | None = None


class Health(BaseModel):
    """`ready`: the wanted model answers; `degraded`: another does, or none can."""

    status: Literal["starting", "ready", "degraded"]
    page: Literal["starting", "ready"]
    version: str
    models: list[ModelHealth]


def status(residents: Residents) -> Literal["starting", "ready", "degraded"]:
    """The word for how things stand."""
    if residents.active is None and not residents.settled:
        return "starting"
    return "degraded" if residents.degraded else "ready"


def router(residents: Residents, version: str, page_ready: Any) -> APIRouter:
    """The route. `page_ready` is called for whether the browser's page is there yet."""
    routes = APIRouter(tags=["health"])

    @routes.get("/healthz", summary="Is Jarvis up?")
    async def healthz() -> Health:
        known = [residents.active, residents.coming, *residents.failures]
        return Health(
            status=status(residents),
            page="ready" if page_ready() else "starting",
            version=version,
            models=[_model(resident) for resident in known if resident],
        )

    return routes


def _model(resident: Resident) -> ModelHealth:
    spec, error = resident.rung.spec, resident.error
    return ModelHealth(
        name=spec.name,
        task="chat",
        engine=resident.rung.engine,
        device=device_name(spec.devices),
        state=resident.state,
        context_length=spec.context_length,
        expected_memory_bytes=resident.rung.expected_bytes,
        memory_bytes=resident.measured_bytes,
        error=error.message if error else None,
        hint=error.hint if error else None,
    )
