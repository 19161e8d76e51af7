"""The shelf over HTTP: what fits, what is on disk; fetch, cancel, use."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter

from jarvis.shelf import Entry, Shelf


def router(shelf: Shelf) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/models", tags=["models"])

    @routes.get(
        "", summary="Chat models and classifiers: what fits this machine, and what is on disk"
    )
    async def models() -> dict[str, Any]:
        return {"models": [_entry(entry) for entry in shelf.entries()]}

    @routes.post("/{name}/pull", summary="Start a download", status_code=HTTPStatus.ACCEPTED)
    async def pull(name: str) -> dict[str, Any]:
        shelf.pull(name)
        return {"name": name, "status": "pulling"}

    @routes.post("/{name}/cancel", summary="Stop a download")
    async def cancel(name: str) -> dict[str, Any]:
        shelf.cancel(name)
        return {"name": name, "status": "cancelled"}

    @routes.post("/{name}/use", summary="Let this model answer from now on")
    async def use(name: str) -> dict[str, Any]:
        resident = await shelf.use(name)
        return {"name": resident.rung.spec.name, "status": resident.state}

    return routes


def _entry(entry: Entry) -> dict[str, Any]:
    card, progress = entry.card, entry.progress
    return {
        "name": card.name,
        "title": card.title,
        "task": card.task,
        "size_bytes": card.weights_bytes,
        "languages": list(card.languages),
        "licence": card.licence,
        "fits": entry.fit.fits,
        "memory_bytes": entry.fit.memory,
        "reason": entry.fit.reason,
        "on_disk": entry.on_disk,
        "active": entry.active,
        "progress": {"done": progress.done, "total": progress.total} if progress else None,
        "error": str(entry.error) if entry.error else None,
    }
