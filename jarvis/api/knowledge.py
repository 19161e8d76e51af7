"""/api/knowledge: hand documents in, see how they stand, search them, take them away."""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile

from jarvis.api.error_bodies import documented
from jarvis.api.guarded import WRITING, guarded
from jarvis.api.knowledge_bodies import (
    AddedAnswer,
    CollectionBody,
    CollectionsAnswer,
    DocumentBody,
    DocumentsAnswer,
    IndexAnswer,
    SearchAnswer,
    SearchRequest,
    collection_name,
)
from jarvis.errors import DocumentNotFound
from jarvis.knowledge.documents import ATTACHED, DEFAULT_COLLECTION, Document, Retrieval, Scope
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge.library import Library

MIB = 1 << 20

AROUND_A_FILE = 64 * 1024
"""Bytes that a multipart body may have beside its file."""

PATIENCE_SECONDS = 20.0
"""How long a search waits for the embedder of a Jarvis that has just started."""

NOT_FOUND = documented(HTTPStatus.NOT_FOUND)


def router(knowledge: Knowledge) -> APIRouter:
    """The routes."""
    library = knowledge.library
    routes = APIRouter(
        prefix="/api/knowledge",
        tags=["knowledge"],
        route_class=guarded(None, knowledge.settings.file_max_mib * MIB + AROUND_A_FILE),
    )

    @routes.post(
        "/documents",
        summary="Hand a document in",
        status_code=HTTPStatus.ACCEPTED,
        responses=WRITING,
    )
    async def add(
        file: UploadFile, collection: Annotated[str, Form()] = DEFAULT_COLLECTION
    ) -> AddedAnswer:
        name = collection_name(collection)
        document = await asyncio.to_thread(library.add, file.file, file.filename or "", name)
        return AddedAnswer(id=document.id, status=document.status)

    @routes.get("/documents", summary="How documents stand", responses=NOT_FOUND)
    async def documents(collection: Annotated[str | None, Query()] = None) -> DocumentsAnswer:
        named = None if collection is None else collection_name(collection)
        if named is not None:
            await asyncio.to_thread(knowledge.store.collection, named)
        found = await asyncio.to_thread(library.documents, named)
        return DocumentsAnswer(documents=[DocumentBody.of(document) for document in found])

    @routes.get("/documents/{document}", summary="How one stands", responses=NOT_FOUND)
    async def document(document: str) -> DocumentBody:
        return DocumentBody.of(await asyncio.to_thread(_listed, library, document))

    @routes.delete(
        "/documents/{document}",
        summary="Delete a document for good",
        status_code=HTTPStatus.NO_CONTENT,
        responses=NOT_FOUND,
    )
    async def remove(document: str) -> None:
        found = await asyncio.to_thread(_listed, library, document)
        await asyncio.to_thread(library.remove, found.id)

    @routes.get("/collections", summary="Every collection")
    async def collections() -> CollectionsAnswer:
        found = await asyncio.to_thread(library.collections)
        return CollectionsAnswer(collections=[CollectionBody.of(one) for one in found])

    @routes.delete(
        "/collections/{collection}",
        summary="Delete a collection and its documents for good",
        status_code=HTTPStatus.NO_CONTENT,
        responses=NOT_FOUND,
    )
    async def remove_collection(collection: str) -> None:
        await asyncio.to_thread(library.remove_collection, collection_name(collection))

    @routes.post("/search", summary="Find passages", responses=WRITING | NOT_FOUND)
    async def search(body: SearchRequest) -> SearchAnswer:
        scope = Scope()
        if body.collection is not None:
            name = collection_name(body.collection)
            await asyncio.to_thread(knowledge.store.collection, name)
            scope = Scope(collections=(name,))
        return SearchAnswer.of(await asyncio.to_thread(_search, knowledge, body, scope))

    @routes.post("/rebuild", summary="Build the vector index anew", responses=WRITING)
    async def rebuild() -> IndexAnswer:
        await asyncio.to_thread(library.rebuild)
        state = knowledge.index.state
        return IndexAnswer(kind=state.kind, vectors=state.vectors, note=state.note)

    return routes


def _listed(library: Library, document: str) -> Document:
    """A document that everybody may see: what is attached to a conversation is its person's.

    Raises:
        DocumentNotFound
    """
    found = library.document(document)
    if found.collection.startswith(ATTACHED):
        raise DocumentNotFound("There is no such document.", "It may be deleted already.")
    return found


def _search(knowledge: Knowledge, body: SearchRequest, scope: Scope) -> Retrieval:
    knowledge.embedder(PATIENCE_SECONDS)
    return knowledge.retriever.search(body.query, scope, body.limit)
