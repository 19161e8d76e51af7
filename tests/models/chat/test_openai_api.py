"""Against servers that refuse, break off, or say less than they might. Good ones: test_contract."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from models.chat import ChatModel, ChatModelSpec, openai_api
from models.chat.remote_tokens import estimate
from models.errors import (
    ContextTooLong,
    EngineUnavailable,
    GenerationFailed,
    ModelError,
    ModelNotFound,
)
from models.types import ChatDelta, ChatRequest, Message, Usage

HELLO = (Message("user", "Hello"),)
IMPATIENT = openai_api.Settings(max_retries=0, read_timeout_seconds=0.2)
MODELS = '{"object": "list", "data": [{"id": "tiny", "object": "model"}]}'


def reply(status: int, body: str, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status} Status\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n"
    return (head + body).encode()


def events(*chunks: Mapping[str, Any] | str) -> bytes:
    lines = [chunk if isinstance(chunk, str) else json.dumps(chunk) for chunk in chunks]
    return reply(200, "".join(f"data: {line}\n\n" for line in lines), "text/event-stream")


def piece(text: str, finish_reason: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish_reason}]}


PAUSE = b": the server says nothing more\n\n"
ANSWER = events(piece("Good "), piece("day", "stop"), "[DONE]")


class Server:
    """Gives each path its canned reply, as HTTP bytes; a path without one is not found."""

    def __init__(self, replies: Mapping[str, bytes | None]) -> None:
        self.replies = {"/v1/models": reply(200, MODELS), **replies}
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.hung_up = asyncio.Event()
        self.connections: set[asyncio.Task[None]] = set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections.add(asyncio.create_task(self.serve(reader, writer)))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        path = head[0].split(" ")[1]
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.requests.append((path, headers, json.loads(body or "null")))
        canned = self.replies.get(path, reply(404, '{"error": {"message": "Not Found"}}'))
        writer.write(b"" if canned is None else canned)
        if canned is None or canned.endswith(PAUSE):
            await reader.read()
            self.hung_up.set()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def serving(
    replies: Mapping[str, bytes | None], settings: openai_api.Settings = IMPATIENT
) -> AsyncIterator[tuple[Server, ChatModel]]:
    canned = Server(replies)
    async with await asyncio.start_server(canned.accept, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        spec = ChatModelSpec("tiny", f"http://127.0.0.1:{port}/v1", context_length=4096)
        model = await openai_api.load(spec, settings)
        try:
            yield canned, model
        finally:
            await model.close()
            await asyncio.gather(*canned.connections)


async def ask(model: ChatModel) -> list[ChatDelta]:
    return [delta async for delta in model.stream(ChatRequest(HELLO))]


CHAT = "/v1/chat/completions"


class TestLoading:
    async def test_names_the_address_when_nobody_is_there(self) -> None:
        spec = ChatModelSpec("tiny", "http://127.0.0.1:9/v1", context_length=4096)
        with pytest.raises(EngineUnavailable, match=r"http://127\.0\.0\.1:9/v1") as failed:
            await openai_api.load(spec, IMPATIENT)
        assert failed.value.hint

    async def test_says_that_the_key_is_wrong(self) -> None:
        with pytest.raises(EngineUnavailable, match="api_key"):
            async with serving({"/v1/models": reply(401, '{"error": {"message": "No."}}')}):
                pass

    async def test_does_without_a_list_of_models(self) -> None:
        async with serving({"/v1/models": reply(404, "")}) as (_, model):
            assert model.name == "tiny"

    async def test_sends_the_key_that_it_was_given_and_no_other(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "the person's own")
        async with serving({CHAT: ANSWER}) as (server, model):
            await ask(model)
        async with serving({CHAT: ANSWER}, openai_api.Settings(api_key="right")) as (other, model):
            await ask(model)
        assert {headers["authorization"] for _, headers, _ in server.requests} == {"bearer none"}
        assert {headers["authorization"] for _, headers, _ in other.requests} == {"bearer right"}

    def test_keeps_the_key_out_of_what_is_printed(self) -> None:
        assert "secret" not in repr(openai_api.Settings(api_key="secret"))


class TestChoosingTheModel:
    @pytest.mark.parametrize(
        ("served", "chosen"),
        [
            ([], "tiny"),
            (["huge", "tiny"], "tiny"),
            (["huge", "tiny:latest"], "tiny:latest"),
            (["whatever.gguf"], "whatever.gguf"),
        ],
    )
    def test_takes_what_is_meant(self, served: list[str], chosen: str) -> None:
        cards = [{"id": name} for name in served]
        assert openai_api.choose_model("tiny", cards)["id"] == chosen

    def test_names_what_there_is(self) -> None:
        with pytest.raises(ModelNotFound, match="huge, large"):
            openai_api.choose_model("tiny", [{"id": "huge"}, {"id": "large"}])

    @pytest.mark.parametrize(
        ("card", "tokens"),
        [({}, 4096), ({"max_model_len": 2048}, 2048), ({"meta": {"n_ctx": 8192}}, 4096)],
    )
    def test_believes_the_smaller_context(self, card: dict[str, Any], tokens: int) -> None:
        assert openai_api.context_length(4096, card) == tokens


class TestAnswering:
    async def test_counts_where_the_server_sends_no_usage(self) -> None:
        async with serving({CHAT: ANSWER}) as (_, model):
            *pieces, last = await ask(model)
        assert [delta.text for delta in pieces] == ["Good ", "day"]
        assert last == ChatDelta(finish_reason="stop", usage=Usage(estimate(HELLO), 2))

    async def test_asks_for_a_stream_with_usage(self) -> None:
        async with serving({CHAT: ANSWER}) as (server, model):
            await ask(model)
        body = next(body for path, _, body in server.requests if path == CHAT)
        assert body["stream"] is True
        assert body["stream_options"] == {"include_usage": True}

    async def test_hangs_up_when_it_is_stopped(self) -> None:
        async with serving({CHAT: events(piece("Good ")) + PAUSE}) as (server, model):
            answer = model.stream(ChatRequest(HELLO))
            await anext(answer)
            assert not server.hung_up.is_set()
            await answer.aclose()
            await server.hung_up.wait()

    async def test_tries_again_when_the_server_is_busy(self) -> None:
        patient = openai_api.Settings(max_retries=1)
        async with serving({CHAT: reply(503, "{}")}, patient) as (server, model):
            with pytest.raises(GenerationFailed):
                await ask(model)
        assert [path for path, _, _ in server.requests].count(CHAT) == 2


class TestFailing:
    @pytest.mark.parametrize(
        ("answer", "kind", "said"),
        [
            (reply(401, '{"error": {"message": "Bad key"}}'), GenerationFailed, "api_key"),
            (reply(404, '{"error": {"message": "no model"}}'), ModelNotFound, "no model"),
            (reply(400, '{"error": {"message": "bad tool"}}'), GenerationFailed, "bad tool"),
            (
                reply(400, '{"error": {"code": "context_length_exceeded"}}'),
                ContextTooLong,
                "4096",
            ),
            (reply(429, "{}"), GenerationFailed, "too many requests"),
            (reply(503, "{}"), GenerationFailed, "loading"),
            (reply(500, "<html>oops</html>", "text/html"), GenerationFailed, "oops"),
            (None, GenerationFailed, "in time"),
            (events(piece("Good ")) + PAUSE, GenerationFailed, "in time"),
            (events(piece("Good ")), GenerationFailed, "broke"),
            (events(piece("Good "), "not JSON"), GenerationFailed, "broke"),
            (events({"error": {"message": "out of memory"}}), GenerationFailed, "out of memory"),
            (b"not HTTP at all", GenerationFailed, "can't be reached"),
            (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n40\r\ndata: ",
                GenerationFailed,
                "broke",
            ),
        ],
    )
    async def test_is_explained(
        self, answer: bytes | None, kind: type[ModelError], said: str
    ) -> None:
        async with serving({CHAT: answer}) as (_, model):
            with pytest.raises(kind, match=said) as failed:
                await ask(model)
        assert type(failed.value) is kind
        assert failed.value.hint


class TestCounting:
    async def test_asks_a_vllm_server(self) -> None:
        async with serving({"/tokenize": reply(200, '{"count": 7, "tokens": []}')}) as (_, model):
            assert await model.count_tokens(HELLO) == 7

    def test_is_estimated_by_length(self) -> None:
        assert estimate(HELLO) < estimate((Message("user", "Hello " * 10),))
        assert estimate(HELLO) < estimate(HELLO * 2)
