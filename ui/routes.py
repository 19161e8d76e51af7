"""What the page's scripts ask for beside Gradio: how the models stand, and exports.

Every export names the person; the routes decide nothing.
"""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel

from jarvis.errors import ConversationNotFound
from ui.export import FORMATS, file_name
from ui.header import Light, advice, standing, status_details, status_label
from ui.language import Language
from ui.parts import Parts
from ui.session import person_of
from ui.shelf_cards import shelf_cards
from ui.words import Words


class PageStatus(BaseModel):
    """What changes by itself. Texts are plain, `details` and `models` are HTML; `guarded`
    says whether the checks have loaded, or failed to.
    """

    light: Light
    label: str
    details: str
    advice: str
    models: str | None
    guarded: bool


def routes(parts: Parts, words: dict[Language, Words]) -> APIRouter:
    """The routes, under /page."""
    router = APIRouter(prefix="/page")

    @router.get("/status")
    async def status(language: Language, models: Annotated[bool, Query()] = False) -> PageStatus:
        said, shelf = words[language], parts.shelf
        now = standing(parts, said)
        parts.voice.ears.wanted = True  # somebody is at the page, who may press the button next
        return PageStatus(
            light=now.light,
            label=status_label(now, said),
            details=status_details(now, said),
            advice=advice(now, said),
            models=shelf_cards(shelf.entries(), now, said, offline=shelf.offline)
            if models
            else None,
            guarded=parts.guards.settled,
        )

    @router.get("/export/{conversation}.{form}")
    async def export(conversation: str, form: str, request: Request) -> Response:
        if (written := FORMATS.get(form)) is None:
            raise HTTPException(404)
        who, store = person_of(request), parts.conversations
        try:
            about = store.get(who, conversation)
            thread = store.thread(who, conversation)
        except ConversationNotFound as error:
            raise HTTPException(404, error.message) from error
        return Response(
            written.write(about, thread),
            media_type=written.media_type,
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{file_name(about, form)}"
            },
        )

    return router
