"""The ledger's upkeep over HTTP, for `jarvis telemetry` while Jarvis runs: DuckDB lets only one
process have the file. Only the owner of the data directory may: no page, and no other user.
"""

import asyncio
import secrets
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, HTTPException
from pydantic import AfterValidator

from jarvis.telemetry.export import Format
from jarvis.upkeep import Keeper

BASE = "/internal/ledger"


def _absolute(folder: str) -> str:
    if not Path(folder).is_absolute():
        raise ValueError("must be an absolute path")
    return folder


Folder = Annotated[str, Body(max_length=4096), AfterValidator(_absolute)]
Days = Annotated[int, Body(ge=1, le=3650)]
Months = Annotated[int, Body(ge=1, le=1200)]
Name = Annotated[str, Body(min_length=1, max_length=100)]


def router(keeper: Keeper, token: str) -> APIRouter:
    """The routes.

    Args:
        token: see `jarvis.instance.owner_token`; sent as `Authorization: Bearer …`.
    """
    routes = APIRouter(
        prefix=BASE, include_in_schema=False, dependencies=[Depends(_only_owner(token))]
    )

    @routes.post("/stats")
    async def stats(days: Annotated[Days, Body(embed=True)]) -> dict[str, Any]:
        return await asyncio.to_thread(keeper.stats, days)

    @routes.post("/export")
    async def export(folder: Folder, form: Annotated[Format, Body()]) -> dict[str, int]:
        return await asyncio.to_thread(keeper.export, folder, form)

    @routes.post("/verify")
    async def verify() -> list[dict[str, Any]]:
        return await asyncio.to_thread(keeper.verify)

    @routes.post("/erase")
    async def erase(conversation: Annotated[Name, Body(embed=True)]) -> int:
        return await asyncio.to_thread(keeper.erase, conversation)

    @routes.post("/retain")
    async def retain(months: Annotated[Months, Body(embed=True)]) -> dict[str, Any]:
        return await asyncio.to_thread(keeper.retain, months)

    return routes


def _only_owner(token: str) -> Callable[[str], None]:
    """A dependency that refuses whoever doesn't send the token."""
    expected = f"Bearer {token}".encode()

    def check(authorization: Annotated[str, Header()] = "") -> None:
        if not secrets.compare_digest(authorization.encode(), expected):
            raise HTTPException(
                HTTPStatus.FORBIDDEN, "Only the owner of Jarvis's data may do this."
            )

    return check
