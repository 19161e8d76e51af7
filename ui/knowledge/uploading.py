"""Files that a browser hands in: into a collection, or for one conversation only.

/api/knowledge/documents takes files from programs; this route speaks the page's language, and
knows whose conversation it is.
"""

import asyncio

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel
from starlette.datastructures import FormData, UploadFile

from jarvis.errors import InvalidRequest
from jarvis.knowledge.documents import DEFAULT_COLLECTION
from jarvis.knowledge.reading.refusals import Refused
from ui.knowledge.access import Access, listed
from ui.language import Language
from ui.parts import Parts
from ui.review_routes import told
from ui.session import person_of
from ui.words import Words

MIB = 1 << 20

AROUND_A_FILE = 64 * 1024
"""Bytes that a multipart body may have beside its file."""


class Taken(BaseModel):
    """A document that was taken; `chat` is the conversation that it belongs to, if any."""

    id: str
    chat: str = ""


def upload_routes(parts: Parts, words: dict[Language, Words]) -> APIRouter:
    """The route, under /page/knowledge."""
    router = APIRouter(prefix="/page/knowledge")
    knowledge, limit = parts.knowledge, parts.knowledge.settings.file_max_mib

    @router.post("/documents", status_code=202)
    async def hand_in(language: Language, request: Request, name: str = "") -> Taken:
        with told(words[language], parts.log_file):
            check_length(request.headers.get("content-length", ""), limit, name)
            async with request.form(max_files=1, max_fields=2) as form:
                return await asyncio.to_thread(take, form, request)

    def take(form: FormData, request: Request) -> Taken:
        file, chat, collection = form.get("file"), form.get("chat"), form.get("collection")
        if not isinstance(file, UploadFile):
            raise InvalidRequest("There is no file in it.", "Choose a file.")
        if not isinstance(chat, str):
            name = collection if isinstance(collection, str) and collection else DEFAULT_COLLECTION
            return Taken(id=knowledge.library.add(file.file, file.filename or "", listed(name)).id)
        person = person_of(request)
        chat = chat or parts.conversations.create(person).id
        name = Access(knowledge.store, parts.conversations, person).attached(chat)
        return Taken(id=knowledge.library.add(file.file, file.filename or "", name).id, chat=chat)

    return router


def check_length(said: str, limit_mib: int, name: str) -> None:
    """Refuse a body that is too large, before it is read. Browsers say how large theirs is.

    Raises:
        HTTPException: 411, it doesn't say.
        Refused: it says too much.
    """
    if not said.isdigit():
        raise HTTPException(411)
    if int(said) > limit_mib * MIB + AROUND_A_FILE:
        raise Refused("too_large", name, size=int(said) // MIB, limit=limit_mib)
