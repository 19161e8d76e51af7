"""Any server that speaks the OpenAI chat format: a cluster, Ollama, llama-server, vLLM.

The model's source is the server's base URL. This engine doesn't know how the server runs its
model; its context, its slots and its queue are the server's own.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from models.chat import ChatModelSpec, openai_errors, remote_tokens, wire
from models.errors import EngineUnavailable, GenerationFailed, ModelError, ModelNotFound
from models.types import ChatDelta, ChatRequest, Message, Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk


@dataclass(frozen=True, slots=True)
class Settings:
    """How to talk to the server.

    Attributes:
        api_key: what the server asks for; empty for servers that ask for nothing.
        model: the model's name on the server; empty is the name that Jarvis calls it by, or the
            server's only model.
        connect_timeout_seconds: to reach the server.
        read_timeout_seconds: the longest silence, which includes the wait for the first token.
        max_retries: of a request that was refused or got lost before its answer began.
    """

    api_key: str = field(default="", repr=False)
    model: str = ""
    connect_timeout_seconds: float = 5.0
    read_timeout_seconds: float = 300.0
    max_retries: int = 2


def unavailable() -> EngineUnavailable | None:
    """Whether the `openai` package is missing. It doesn't ask the server: `load` does."""
    if find_spec("openai") is not None:
        return None
    return EngineUnavailable(
        "The package openai isn't installed.", "Install it with: pip install openai"
    )


async def load(spec: ChatModelSpec, settings: Settings) -> "RemoteChatModel":
    """Find the server and its model.

    Raises:
        EngineUnavailable: the server can't be reached, or refuses the key.
        ModelNotFound: the server has other models.
    """
    client = await asyncio.to_thread(_client, spec.source, settings)
    try:
        served = await _served_models(client, spec.source)
        card = choose_model(settings.model or spec.name, served)
        count = await remote_tokens.find_counter(client, card["id"])
    except BaseException:
        await client.close()
        raise
    return RemoteChatModel(client, spec, card, count)


def choose_model(wanted: str, served: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The entry of the server's list that `wanted` means.

    A server that lists nothing is trusted to know the name; one with a single model needs none.
    Ollama's tags may be left out: "llama3" means "llama3:latest" there.

    Raises:
        ModelNotFound: naming what the server has.
    """
    named = [card for card in served if card["id"] in (wanted, f"{wanted}:latest")]
    if named:
        return named[0]
    if len(served) <= 1:
        return served[0] if served else {"id": wanted}
    raise ModelNotFound(
        f"The server has no model called {wanted!r}.",
        f"Set engines.openai_api.model to one of: {', '.join(card['id'] for card in served)}.",
    )


def context_length(wanted: int, card: Mapping[str, Any]) -> int:
    """Tokens a sequence may hold: the server's own limit where it says one (vLLM, llama-server)."""
    own = card.get("max_model_len") or (card.get("meta") or {}).get("n_ctx")
    return min(wanted, own) if own else wanted


class RemoteChatModel:
    """A model on a server. Speaks the ChatModel protocol."""

    engine = "openai_api"
    device = "server"

    def __init__(
        self,
        client: "AsyncOpenAI",
        spec: ChatModelSpec,
        card: Mapping[str, Any],
        count: remote_tokens.Counter,
    ) -> None:
        self.name = spec.name
        self.context_length = context_length(spec.context_length, card)
        self.max_sequences = spec.max_sequences
        self.sampling = spec.sampling
        self._client = client
        self._url = spec.source
        self._name_there = card["id"]
        self._count = count
        self._answers: set[AsyncStream[ChatCompletionChunk]] = set()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """See `ChatModel.stream`. Closing it closes the connection; servers stop on that.

        A server that sends no usage has its input counted by `count_tokens`, and one output token
        a delta.
        """
        ending, deltas = wire.Ending(), 0
        body = wire.request_body(request, self._name_there)
        async with aclosing(self._deltas(body)) as answer:
            async for delta in answer:
                if (piece := ending.hold(delta)) is not None:
                    deltas += 1
                    yield piece
        if ending.finish_reason is None:
            raise GenerationFailed(
                f"The server at {self._url} broke its answer off.", "Its log says why. Try again."
            )
        usage = ending.usage or Usage(await self.count_tokens(request.messages), deltas)
        yield ending.last(usage)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """See `ChatModel.count_tokens`.

        Exact on llama-server and vLLM. The OpenAI format has no such request, so anywhere else it
        is `remote_tokens.estimate`, which rather counts too many than too few.
        """
        with self._border():
            return await self._count(messages)

    async def close(self) -> None:
        """Close every connection. Answers still streaming raise GenerationFailed."""
        answers = tuple(self._answers)
        await self._client.close()
        for answer in answers:
            await answer.close()

    async def _deltas(self, body: dict[str, Any]) -> AsyncGenerator[ChatDelta, None]:
        with self._border():
            answer = await self._ask(body)
            self._answers.add(answer)
            try:
                async for chunk in answer:
                    yield wire.delta(chunk.to_dict(warnings=False))
            finally:
                self._answers.discard(answer)
                await answer.close()

    async def _ask(self, body: dict[str, Any]) -> "AsyncStream[ChatCompletionChunk]":
        # By name only what the client insists on: it knows nothing of top_k.
        named = {name: body[name] for name in ("model", "messages", "stream")}
        answer: AsyncStream[ChatCompletionChunk] = await self._client.chat.completions.create(
            **named, extra_body=body
        )
        return answer

    @contextmanager
    def _border(self) -> Iterator[None]:
        self._refuse_if_closed()
        try:
            with openai_errors.translated(self._url, self.context_length):
                yield
        except ModelError:
            self._refuse_if_closed()
            raise

    def _refuse_if_closed(self) -> None:
        if self._client.is_closed():
            raise GenerationFailed(f"The model {self.name} was unloaded.", "Load it again.")


def _client(url: str, settings: Settings) -> "AsyncOpenAI":
    openai, httpx = import_module("openai"), import_module("httpx")
    timeout = httpx.Timeout(settings.read_timeout_seconds, connect=settings.connect_timeout_seconds)
    client: AsyncOpenAI = openai.AsyncOpenAI(
        base_url=url,
        # An empty key would make the client send the person's own OPENAI_API_KEY.
        api_key=settings.api_key or "none",
        timeout=timeout,
        max_retries=settings.max_retries,
    )
    return client


async def _served_models(client: "AsyncOpenAI", url: str) -> list[dict[str, Any]]:
    try:
        with openai_errors.translated(url, limit=0):
            page = await client.models.list()
    except ModelNotFound:  # the server keeps no list
        return []
    except GenerationFailed as exc:
        raise EngineUnavailable(exc.message, exc.hint) from exc
    return [card.to_dict(warnings=False) for card in page.data]
