"""What the Knowledge tab asks for: how things stand, and what a person does with them.

Routes are plain functions, so that they run beside the event loop: the store's calls block.
"""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from jarvis.knowledge.documents import DEFAULT_COLLECTION, Scope
from ui.knowledge.access import Access, listed
from ui.knowledge.document_cards import Choice, Shown
from ui.knowledge.found import found
from ui.knowledge.tab_state import TabState, seen, tab_state
from ui.language import Language
from ui.parts import Parts
from ui.review_routes import told
from ui.session import person_of
from ui.words import Words

Name = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Query(max_length=200)]

EMBEDDER_SECONDS = 5.0
"""How long a search waits for the embedder of a Jarvis that has just started."""

HITS = 10


class Named(BaseModel):
    """A collection's name."""

    name: Name


class Renamed(BaseModel):
    """A collection's name, and its next."""

    name: Name
    to: Name


class Folder(BaseModel):
    """A folder on this machine, and where its documents go."""

    path: Annotated[str, Field(min_length=1, max_length=4096)]
    collection: Name = DEFAULT_COLLECTION


class Asked(BaseModel):
    """What is looked for, and in which collection; "" is everywhere."""

    query: Annotated[str, Field(max_length=2000)]
    collection: Name = ""


class Found(BaseModel):
    """What was found, as HTML."""

    html: str


def knowledge_routes(parts: Parts, words: dict[Language, Words]) -> APIRouter:
    """The routes, under /page/knowledge."""
    router = APIRouter(prefix="/page/knowledge")
    knowledge, log_file = parts.knowledge, parts.log_file
    library = knowledge.library

    def owned(document: str, request: Request) -> str:
        access = Access(knowledge.store, parts.conversations, person_of(request))
        return access.document(document).id

    @router.get("/state", response_model=TabState, responses={204: {"description": "As before"}})
    def state(
        language: Language,
        collection: Text = "",
        shown: Shown = "all",
        text: Text = "",
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        before: Text = "",
    ) -> TabState | Response:
        with told(words[language], log_file):
            if before == seen(library):
                return Response(status_code=204)
            choice = Choice(collection, shown, text, offset)
            return tab_state(library, choice, words[language])

    @router.post("/documents/{document}/retry", status_code=204)
    def retry(document: str, language: Language, request: Request) -> None:
        with told(words[language], log_file):
            library.retry(owned(document, request))

    @router.post("/documents/{document}/cancel", status_code=204)
    def cancel(document: str, language: Language, request: Request) -> None:
        with told(words[language], log_file):
            library.cancel(owned(document, request))

    @router.post("/documents/{document}/delete", status_code=204)
    def delete(document: str, language: Language, request: Request) -> None:
        with told(words[language], log_file):
            library.remove(owned(document, request))

    @router.post("/collections/make", status_code=204)
    def make(named: Named, language: Language) -> None:
        with told(words[language], log_file):
            library.create_collection(listed(named.name))

    @router.post("/collections/rename", status_code=204)
    def rename(renamed: Renamed, language: Language) -> None:
        with told(words[language], log_file):
            library.rename_collection(listed(renamed.name), listed(renamed.to))

    @router.post("/collections/delete", status_code=204)
    def remove_collection(named: Named, language: Language) -> None:
        with told(words[language], log_file):
            library.remove_collection(listed(named.name))

    @router.post("/folders/watch", status_code=204)
    def watch(folder: Folder, language: Language) -> None:
        with told(words[language], log_file):
            library.watch(Path(folder.path.strip()).expanduser(), listed(folder.collection))

    @router.post("/folders/stop", status_code=204)
    def unwatch(folder: Folder, language: Language) -> None:
        with told(words[language], log_file):
            library.unwatch(Path(folder.path))

    @router.post("/rebuild", status_code=204)
    def rebuild(language: Language) -> None:
        with told(words[language], log_file):
            library.rebuild()

    @router.post("/find")
    def find(asked: Asked, language: Language) -> Found:
        said = words[language]
        with told(said, log_file):
            knowledge.embedder(EMBEDDER_SECONDS)
            named = (listed(asked.collection),) if asked.collection else ()
            retrieval = knowledge.retriever.search(asked.query, Scope(named), HITS)
        return Found(html=found(retrieval, knowledge.settings.least_score, said))

    return router
