"""A turn's events as OpenAI's clients read them: one completion, or a stream of chunks."""

import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from jarvis.api.errors import describe
from jarvis.assistant import Finished, Sourced, Started, TurnEvent
from jarvis.errors import JarvisError
from models.types import ChatDelta, TokenLogprob, ToolCallDelta, Usage


async def completion(
    events: AsyncGenerator[TurnEvent, None], first: Started, turn: str
) -> dict[str, Any]:
    """The answer in one piece."""
    message = _WholeMessage()
    finished: Finished | None = None
    async for event in events:
        if isinstance(event, ChatDelta):
            message.add(event)
        elif isinstance(event, Sourced):
            message.sources = sources_of(event)
        elif isinstance(event, Finished):
            finished = event
    assert finished is not None, "a turn ends with its figures, or raises"
    choice = {
        "index": 0,
        "message": message.body(),
        "finish_reason": finished.finish_reason,
        "logprobs": {"content": message.logprobs} if message.logprobs else None,
    }
    head = _head(turn, first.model, "chat.completion")
    return {**head, "choices": [choice], "usage": _usage(finished.usage)}


async def chunks(
    events: AsyncGenerator[TurnEvent, None], first: Started, turn: str, *, include_usage: bool
) -> AsyncIterator[str]:
    """The answer as server-sent events. An error after the first byte becomes an event."""
    head = _head(turn, first.model, "chat.completion.chunk")

    def chunk(
        delta: dict[str, Any],
        finish_reason: str | None = None,
        logprobs: list[dict[str, Any]] | None = None,
    ) -> str:
        choice: dict[str, Any] = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        if logprobs:
            choice["logprobs"] = {"content": logprobs}
        return _event({**head, "choices": [choice]})

    async with aclosing(events):
        yield chunk({"role": "assistant", "content": ""})
        try:
            async for event in events:
                if isinstance(event, ChatDelta) and (piece := _piece(event)):
                    yield chunk(piece, logprobs=_logprobs(event.logprobs))
                elif isinstance(event, Sourced):
                    yield chunk({"sources": sources_of(event)})
                elif isinstance(event, Finished):
                    yield chunk({}, event.finish_reason)
                    if include_usage:
                        yield _event({**head, "choices": [], "usage": _usage(event.usage)})
        except JarvisError as error:
            yield _event(describe(error)[1])
        yield "data: [DONE]\n\n"


class _WholeMessage:
    """An answer that is put together from its deltas."""

    def __init__(self) -> None:
        self.logprobs: list[dict[str, Any]] = []
        self.sources: list[dict[str, Any]] | None = None
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._calls: dict[int, dict[str, Any]] = {}

    def add(self, delta: ChatDelta) -> None:
        """Take a piece."""
        self._text.append(delta.text)
        self._reasoning.append(delta.reasoning)
        self.logprobs += _logprobs(delta.logprobs)
        for call in delta.tool_calls:
            known = self._calls.setdefault(
                call.index,
                {"id": "", "type": "function", "function": {"name": "", "arguments": ""}},
            )
            known["id"] = call.id or known["id"]
            known["function"]["name"] += call.name or ""
            known["function"]["arguments"] += call.arguments

    def body(self) -> dict[str, Any]:
        """The message, in OpenAI's shape."""
        body: dict[str, Any] = {"role": "assistant", "content": "".join(self._text) or None}
        if reasoning := "".join(self._reasoning):
            body["reasoning_content"] = reasoning
        if self.sources is not None:
            body["sources"] = self.sources
        if self._calls:
            body["tool_calls"] = [self._calls[index] for index in sorted(self._calls)]
        return body


def sources_of(event: Sourced) -> list[dict[str, Any]]:
    """The numbered passages that an answer may rest on; a field of ours."""
    return [asdict(source) for source in event.grounds.sources]


def _piece(delta: ChatDelta) -> dict[str, Any]:
    """What a chunk says of `delta`; empty when there is nothing to say."""
    piece: dict[str, Any] = {}
    if delta.text:
        piece["content"] = delta.text
    if delta.reasoning:
        piece["reasoning_content"] = delta.reasoning
    if delta.tool_calls:
        piece["tool_calls"] = [_tool_call(call) for call in delta.tool_calls]
    return piece


def _tool_call(call: ToolCallDelta) -> dict[str, Any]:
    function = {"arguments": call.arguments} | ({"name": call.name} if call.name else {})
    known = {"id": call.id, "type": "function"} if call.id else {}
    return {"index": call.index, **known, "function": function}


def _logprobs(logprobs: Sequence[TokenLogprob]) -> list[dict[str, Any]]:
    return [
        {
            "token": entry.token,
            "logprob": entry.logprob,
            "bytes": list(entry.token.encode()),
            "top_logprobs": [],
        }
        for entry in logprobs
    ]


def _head(turn: str, model: str, kind: str) -> dict[str, Any]:
    return {"id": turn, "object": kind, "created": int(time.time()), "model": model}


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens},
    }


def _event(content: dict[str, Any]) -> str:
    return f"data: {json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n\n"
