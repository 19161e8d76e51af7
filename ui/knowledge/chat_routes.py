"""What the chat asks for around documents: a conversation's files, and passages that open."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel

from jarvis.errors import ConversationNotFound, DocumentNotFound
from jarvis.knowledge.reading.pictures import page_picture
from ui.knowledge.access import Access
from ui.knowledge.attaching import chips, waiting
from ui.knowledge.passage import collection_name, gone, passage_view
from ui.language import Language
from ui.parts import Parts
from ui.review_routes import told
from ui.session import person_of
from ui.words import Words

NEAR = 2
"""Passages that are shown before and after the one that is meant."""

KEEP_SECONDS = 3600
"""How long a browser may keep a page's picture: the passage's id belongs to that text for good."""

AS_TEXT = "text/plain; charset=utf-8"

SAFE = {".pdf": "application/pdf", ".txt": AS_TEXT, ".md": AS_TEXT, ".csv": AS_TEXT}
"""What a browser may show by itself; everything else is only ever downloaded, for a document
could hold scripts, and this page's address is ours.
"""


class Chips(BaseModel):
    """A conversation's files, as HTML, and whether a question should wait for one of them."""

    html: str
    waiting: bool


class Choices(BaseModel):
    """The collections that may be chosen: names, and what they are called."""

    collections: list[tuple[str, str]]


class Shown(BaseModel):
    """A passage in its document, as HTML."""

    html: str


def chat_routes(parts: Parts, words: dict[Language, Words]) -> APIRouter:
    """The routes, under /page/knowledge."""
    router = APIRouter(prefix="/page/knowledge")
    knowledge, log_file = parts.knowledge, parts.log_file

    def access(request: Request) -> Access:
        return Access(knowledge.store, parts.conversations, person_of(request))

    @router.get("/attached")
    def attached(language: Language, request: Request, chat: str = "") -> Chips:
        with told(words[language], log_file):
            try:
                name = access(request).attached(chat)
                documents = knowledge.library.documents(name)
            except (ConversationNotFound, DocumentNotFound):
                documents = []  # nothing was ever attached
        html = chips(documents, words[language])
        return Chips(html=html, waiting=waiting(documents))

    @router.get("/collections")
    def collections(language: Language) -> Choices:
        said = words[language]
        with told(said, log_file):
            names = [one.name for one in knowledge.library.collections() if one.documents]
        return Choices(collections=[(name, collection_name(name, said)) for name in names])

    @router.get("/passage/{passage}")
    def show_passage(passage: int, language: Language, request: Request) -> Shown:
        said = words[language]
        with told(said, log_file):
            try:
                found = access(request).passage(passage)
                document = access(request).document(found.document)
            except DocumentNotFound:
                return Shown(html=gone(said))
            near = knowledge.store.around(passage, NEAR, NEAR)
        return Shown(html=passage_view(found, near, document, said))

    @router.get("/page.png")
    def picture(
        passage: int, request: Request, width: Annotated[int, Query(ge=200, le=2000)] = 900
    ) -> Response:
        with told(words["en"], log_file):
            found = access(request).passage(passage)
            path = knowledge.library.file(found.document)
            png = page_picture(path, found.page or 1, found.text, width)
        kept = {"cache-control": f"private, max-age={KEEP_SECONDS}"}
        return Response(png, media_type="image/png", headers=kept)

    @router.get("/file/{document}")
    def original(document: str, request: Request) -> FileResponse:
        with told(words["en"], log_file):
            found = access(request).document(document)
            path = knowledge.library.file(found.id)
        return file_answer(path, found.name)

    return router


def file_answer(path: Path, name: str) -> FileResponse:
    """A document's own file, as a browser may have it."""
    kind = SAFE.get(Path(name).suffix.casefold())
    return FileResponse(
        path,
        media_type=kind or "application/octet-stream",
        filename=Path(name).name,
        content_disposition_type="inline" if kind else "attachment",
    )
