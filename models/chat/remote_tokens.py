"""Counting a conversation's tokens on a server that holds the tokenizer.

The OpenAI chat format has no request for it. llama-server and vLLM each have their own; for other
servers there is an estimate.
"""

import math
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from models.chat import wire
from models.types import Message

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Counter = Callable[[Sequence[Message]], Awaitable[int]]

BYTES_PER_TOKEN = 3
TOKENS_PER_MESSAGE = 6
_PROBE = (Message("user", "?"),)


async def find_counter(client: "AsyncOpenAI", model: str) -> Counter:
    """The first way of counting that the server answers to, or else `estimate`."""
    import openai

    async def on_llama_server(messages: Sequence[Message]) -> int:
        body = {"messages": wire.messages(messages)}
        return int((await _post(client, "/v1/chat/completions/input_tokens", body))["input_tokens"])

    async def on_vllm(messages: Sequence[Message]) -> int:
        body = {"model": model, "messages": wire.messages(messages)}
        return int((await _post(client, "/tokenize", body))["count"])

    async def anywhere(messages: Sequence[Message]) -> int:
        return estimate(messages)

    for counter in (on_llama_server, on_vllm):
        try:
            await counter(_PROBE)
        except (openai.OpenAIError, LookupError, TypeError, ValueError):
            continue
        return counter
    return anywhere


def estimate(messages: Sequence[Message]) -> int:
    """Tokens of `messages`, guessed from their UTF-8 length, rather too many than too few.

    English and Spanish take about 4 bytes a token in the vocabularies of today's models; we
    reckon with 3, and 6 tokens of template around each message and the answer's prefix.
    """
    size = sum(len(message.content.encode()) for message in messages)
    return math.ceil(size / BYTES_PER_TOKEN) + TOKENS_PER_MESSAGE * (len(messages) + 1)


async def _post(client: "AsyncOpenAI", path: str, body: dict[str, Any]) -> Any:
    root = str(client.base_url).rstrip("/").removesuffix("/v1")
    return await client.with_options(max_retries=0).post(root + path, body=body, cast_to=object)
