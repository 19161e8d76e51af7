"""/api/knowledge and /v1/embeddings, on a real library and the starter's embedder."""

import asyncio

import httpx
import numpy as np
import openai
import pytest
from fastapi import FastAPI

from jarvis.api import embeddings, knowledge
from jarvis.api.edge import Edge
from jarvis.api.errors import add_error_handlers
from tests.jarvis.api.conftest import Client
from tests.jarvis.knowledge_room import LEASE, RECIPE, hand_in, knowledge_room, read

BASE = "/api/knowledge"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with knowledge_room(tmp_path_factory.mktemp("knowledge"), file_max_mib=1) as room:
        yield room


@pytest.fixture(scope="module")
def app(room):
    app = FastAPI()
    app.include_router(knowledge.router(room))
    app.include_router(embeddings.router(lambda: room.embedder(10)))
    app.add_middleware(Edge, secret="secret")
    add_error_handlers(app, "the log")
    return app


@pytest.fixture
def client(app):
    return Client(app)


async def add(client, name, content, **form):
    content = content if isinstance(content, bytes) else content.encode()
    answer = await client.http.post(f"{BASE}/documents", files={"file": (name, content)}, data=form)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def ready(client, document):
    while True:
        now = (await client.get(f"{BASE}/documents/{document}")).json()
        if now["status"] in ("ready", "failed"):
            return now
        await asyncio.sleep(0.02)


async def search(client, query, **how):
    answer = await client.post(f"{BASE}/search", {"query": query, **how})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_document_is_handed_in_read_found_and_deleted(client):
    added = await add(client, "lease.md", LEASE, collection="Contracts")
    assert added["status"] in ("queued", "reading", "ready")
    now = await ready(client, added["id"])
    assert (now["name"], now["collection"], now["status"]) == ("lease.md", "Contracts", "ready")
    assert (now["progress"], now["error"]) == (1, "")
    assert now["passages"] >= 1
    listed = (await client.get(f"{BASE}/documents", collection="Contracts")).json()["documents"]
    assert [one["id"] for one in listed] == [added["id"]]

    found = await search(client, "How long is the notice period?", collection="Contracts")
    assert found["speaks"]
    best = found["passages"][0]
    assert "thirty days" in best["text"]
    assert best["document"] == {"id": added["id"], "name": "lease.md"}
    assert LEASE[best["start"] : best["end"]] == best["text"]
    assert best["page"] is None
    assert 0 < best["score"] <= 1
    assert best["dense"] > 0.3
    assert best["lexical"] > 0

    gone = await client.http.delete(f"{BASE}/documents/{added['id']}")
    assert gone.status_code == 204
    assert (await client.http.delete(f"{BASE}/documents/{added['id']}")).status_code == 404
    assert (await search(client, "notice period"))["passages"] == []


async def test_a_search_keeps_to_its_collection_and_to_its_limit(client):
    lease = await add(client, "lease.md", LEASE, collection="one")
    recipe = await add(client, "gazpacho.md", RECIPE, collection="two")
    await ready(client, lease["id"])
    await ready(client, recipe["id"])
    found = await search(client, "cuanto tiempo en la nevera, tomates", collection="two", limit=1)
    assert [one["document"]["name"] for one in found["passages"]] == ["gazpacho.md"]
    found = await search(client, "tomates", collection="ONE")
    assert {one["document"]["name"] for one in found["passages"]} <= {"lease.md"}
    names = [one["name"] for one in (await client.get(f"{BASE}/collections")).json()["collections"]]
    assert {"one", "two"} <= set(names)
    assert (await client.http.delete(f"{BASE}/collections/two")).status_code == 204
    assert (await client.get(f"{BASE}/documents/{recipe['id']}")).status_code == 404


async def test_what_is_attached_to_a_conversation_is_nobody_elses(client, room):
    attached = hand_in(room, "diary.md", "# Diary\n\nNobody reads this.", "conversation:c1")
    read(room, attached)
    assert (await client.get(f"{BASE}/documents/{attached}")).status_code == 404
    assert (await client.http.delete(f"{BASE}/documents/{attached}")).status_code == 404
    listed = (await client.get(f"{BASE}/documents")).json()["documents"]
    assert attached not in [one["id"] for one in listed]
    found = await search(client, "Who reads the diary?")
    assert "diary.md" not in [one["document"]["name"] for one in found["passages"]]


async def test_the_same_file_is_read_once(client):
    first = await add(client, "a.md", "# Once\n\nThe very same words.")
    second = await add(client, "b.md", "# Once\n\nThe very same words.")
    assert first["id"] == second["id"]


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("empty.txt", b"", 422, "empty"),
        ("large.txt", b"x" * (2 << 20), 413, "more than"),
        ("", b"words", 400, "file"),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_its_reason(client, name, content, status, said):
    answer = await client.http.post(f"{BASE}/documents", files={"file": (name, content)})
    assert answer.status_code == status, answer.text
    assert said in answer.json()["error"]["message"].lower()


async def test_what_cannot_be_read_fails_by_name_and_the_rest_goes_on(client):
    broken = await add(client, "broken.pdf", b"%PDF-1.4\nthis is none")
    fine = await add(client, "fine.md", "# Fine\n\nStill read.")
    told = await ready(client, broken["id"])
    assert told["status"] == "failed"
    assert "broken.pdf" in told["error"]
    assert told["hint"]
    assert (await ready(client, fine["id"]))["status"] == "ready"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/documents/nobody", None, 404),
        ("GET", "/documents?collection=nowhere", None, 404),
        ("DELETE", "/collections/nowhere", None, 404),
        ("POST", "/search", {"query": "x", "collection": "nowhere"}, 404),
        ("POST", "/search", {"query": "x", "collection": "conversation:1"}, 400),
        ("POST", "/search", {"query": "x", "limit": 0}, 400),
        ("POST", "/search", {"query": "x" * 10_001}, 400),
        ("POST", "/search", {}, 400),
    ],
)
async def test_a_wrong_request_is_told(client, method, path, body, status):
    answer = await client.http.request(method, BASE + path, json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


async def test_another_web_page_can_do_nothing(client):
    headers = {"origin": "http://evil.example"}
    answer = await client.http.delete(f"{BASE}/documents/x", headers=headers)
    assert answer.status_code == 403


async def test_the_index_is_built_anew(client):
    await ready(client, (await add(client, "again.md", "# Again\n\nBuilt once more."))["id"])
    assert (await client.post(f"{BASE}/rebuild", {})).status_code == 200
    found = await search(client, "built once more")
    assert found["passages"][0]["document"]["name"] == "again.md"


@pytest.fixture
def official(app):
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app))
    return openai.AsyncOpenAI(
        base_url="http://127.0.0.1/v1", api_key="any", max_retries=0, http_client=http
    )


async def test_the_official_client_gets_vectors(official):
    texts = ["The cat sat on the mat.", "A kitten rested on the rug.", "Interest rates rose."]
    answer = await official.embeddings.create(model="jarvis", input=texts)
    vectors = np.array([one.embedding for one in answer.data])
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert answer.model == "all-minilm-l6-v2"
    assert answer.usage.prompt_tokens > 15
    plain = await official.embeddings.create(
        model="jarvis", input=texts[0], encoding_format="float"
    )
    assert np.allclose(plain.data[0].embedding, vectors[0], atol=1e-4)


@pytest.mark.parametrize(
    "wrong", [{"input": ""}, {"input": []}, {"input": "x", "dimensions": 7}, {"input": [1, 2]}]
)
async def test_vectors_of_nothing_are_refused(official, wrong):
    with pytest.raises(openai.BadRequestError):
        await official.embeddings.create(**{"model": "jarvis", **wrong})


async def test_another_embedding_model_is_not_pretended(official):
    with pytest.raises(openai.NotFoundError, match="all-minilm-l6-v2"):
        await official.embeddings.create(model="text-embedding-3-small", input="x")
