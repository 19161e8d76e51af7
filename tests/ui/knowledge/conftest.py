"""The room for documents and a store of conversations, and a page's routes over both."""

from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI, Request

from jarvis.conversations import Conversations
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from ui.english import ENGLISH
from ui.knowledge.chat_routes import chat_routes
from ui.knowledge.routes import knowledge_routes
from ui.knowledge.uploading import upload_routes
from ui.spanish import SPANISH

WORDS = {"en": ENGLISH, "es": SPANISH}


@pytest.fixture
def parts(tmp_path):
    conversations = Conversations(tmp_path / "c.db")
    knowledge = Knowledge(tmp_path / "knowledge", KnowledgeSettings(file_max_mib=1))
    yield SimpleNamespace(conversations=conversations, knowledge=knowledge, log_file="the/log")
    knowledge.close()
    conversations.close()


@pytest.fixture
async def page(parts):
    """The routes behind an edge that takes the person from a header; it is Ana who asks."""
    app = FastAPI()
    for routes in (knowledge_routes, upload_routes, chat_routes):
        app.include_router(routes(parts, WORDS))

    @app.middleware("http")
    async def edge(request: Request, further):
        request.state.person = request.headers["x-person"]
        return await further(request)

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://jarvis/page/knowledge",
        headers={"x-person": "ana"},
        params={"language": "en"},
    ) as client:
        yield client
