"""Our words and the OpenAI chat format: `ChatRequest` → request body, stream chunk → `ChatDelta`.

Pure, and shared by every engine that speaks that format. It doesn't know how bodies and chunks
travel, nor what any one server makes of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.errors import ContextTooLong
from models.types import (
    ChatDelta,
    ChatRequest,
    FinishReason,
    Message,
    Sampling,
    TokenLogprob,
    ToolCall,
    ToolCallDelta,
    Usage,
)

_FINISH_REASONS: Mapping[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}


def request_body(request: ChatRequest, model: str) -> dict[str, Any]:
    """The body of a streaming ``POST /chat/completions`` that asks for usage.

    What the request leaves open is left out, so that the server's own defaults hold. `top_k` and
    `min_p` aren't in OpenAI's format, but llama.cpp, vLLM and Ollama read them there.
    """
    body: dict[str, Any] = {
        "model": model,
        "messages": messages(request.messages),
        "stream": True,
        "stream_options": {"include_usage": True},
        **sampling(request.sampling),
    }
    if request.tools:
        body["tools"] = [dict(tool) for tool in request.tools]
    if request.tool_choice is not None:
        body["tool_choice"] = request.tool_choice
    if request.json_schema is not None:
        body["response_format"] = response_format(request.json_schema)
    if request.logprobs:
        # Without a number, llama.cpp sends twenty alternatives with each token.
        body |= {"logprobs": True, "top_logprobs": 1}
    return body


def messages(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Messages as the OpenAI format writes them."""
    return [_message(message) for message in messages]


def sampling(sampling: Sampling) -> dict[str, Any]:
    """The settings that aren't left open, by the names that the OpenAI format and vLLM share."""
    values = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "min_p": sampling.min_p,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "max_tokens": sampling.max_tokens,
        "stop": list(sampling.stop) or None,
        "seed": sampling.seed,
    }
    return {name: value for name, value in values.items() if value is not None}


def response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    """How the OpenAI format asks for JSON; the empty schema is "any JSON object"."""
    if not schema:
        return {"type": "json_object"}
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": dict(schema), "strict": True},
    }


def delta(chunk: Mapping[str, Any]) -> ChatDelta:
    """One chunk of a stream. Finish reason and usage usually come in two chunks: see `Ending`."""
    choice: Mapping[str, Any] = next(iter(chunk.get("choices") or ()), {})
    piece = choice.get("delta") or {}
    return ChatDelta(
        text=piece.get("content") or "",
        # vLLM and Ollama say "reasoning" where DeepSeek and llama.cpp say "reasoning_content".
        reasoning=piece.get("reasoning_content") or piece.get("reasoning") or "",
        tool_calls=tuple(_tool_call_delta(call) for call in piece.get("tool_calls") or ()),
        logprobs=_logprobs(choice.get("logprobs")),
        finish_reason=finish_reason(choice.get("finish_reason")),
        usage=_usage(chunk.get("usage")),
        progress=_progress(chunk.get("prompt_progress")),
    )


def finish_reason(word: str | None) -> FinishReason | None:
    """The server's word in ours; a word that we don't know ends the answer like "stop"."""
    return _FINISH_REASONS.get(word, "stop") if word else None


def context_too_long(error: Mapping[str, Any], limit: int) -> ContextTooLong | None:
    """`error`, the body of a refusal, as `ContextTooLong`; None if it is about something else.

    llama.cpp gives a type and numbers, OpenAI and vLLM a code or only a sentence.

    Args:
        limit: the context that we believe the model has, for servers that don't say theirs.
    """
    sentence = str(error.get("message") or "")
    if not _says_context_too_long(str(error.get("type")), str(error.get("code")), sentence):
        return None
    tokens = error.get("n_prompt_tokens")
    limit = error.get("n_ctx") or limit
    length = f"{tokens} tokens" if tokens else "more tokens than that"
    return ContextTooLong(
        f"The prompt has {length}; the model's context holds {limit}.",
        "Shorten the message, or start a new chat.",
        tokens=tokens,
        limit=limit,
    )


class Ending:
    """Holds a stream's finish reason and usage back, so that they leave together.

    Pass each delta through `hold`, and close the stream with `last`.
    """

    def __init__(self) -> None:
        self.finish_reason: FinishReason | None = None
        self.usage: Usage | None = None

    def hold(self, delta: ChatDelta) -> ChatDelta | None:
        """`delta` without its finish reason and usage; None when nothing else is in it."""
        self.finish_reason = delta.finish_reason or self.finish_reason
        self.usage = delta.usage or self.usage
        rest = replace(delta, finish_reason=None, usage=None)
        return None if rest == ChatDelta() else rest

    def last(self, usage: Usage | None = None) -> ChatDelta:
        """The final delta. `usage` is for engines that sent none."""
        return ChatDelta(
            finish_reason=self.finish_reason or "stop",
            usage=self.usage or usage or Usage(input_tokens=0, output_tokens=0),
        )


def _message(message: Message) -> dict[str, Any]:
    wire: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.tool_calls:
        wire["tool_calls"] = [_tool_call(call) for call in message.tool_calls]
    if message.tool_call_id is not None:
        wire["tool_call_id"] = message.tool_call_id
    return wire


def _tool_call(call: ToolCall) -> dict[str, Any]:
    function = {"name": call.name, "arguments": call.arguments}
    return {"id": call.id, "type": "function", "function": function}


def _tool_call_delta(call: Mapping[str, Any]) -> ToolCallDelta:
    function = call.get("function") or {}
    return ToolCallDelta(
        index=call.get("index") or 0,
        id=call.get("id"),
        name=function.get("name"),
        arguments=function.get("arguments") or "",
    )


def _logprobs(logprobs: Mapping[str, Any] | None) -> tuple[TokenLogprob, ...]:
    entries = (logprobs or {}).get("content") or ()
    return tuple(TokenLogprob(entry["token"], entry["logprob"]) for entry in entries)


def _usage(usage: Mapping[str, Any] | None) -> Usage | None:
    if not usage:
        return None
    details = usage.get("prompt_tokens_details") or {}
    return Usage(
        input_tokens=usage.get("prompt_tokens") or 0,
        output_tokens=usage.get("completion_tokens") or 0,
        cached_tokens=details.get("cached_tokens") or 0,
    )


def _says_context_too_long(kind: str, code: str, sentence: str) -> bool:
    return (
        kind == "exceed_context_size_error"
        or code == "context_length_exceeded"
        or "maximum context length" in sentence
        or "maximum model length" in sentence
    )


def _progress(progress: Mapping[str, Any] | None) -> float | None:
    """The share of the prompt that has been read; llama.cpp alone tells it."""
    return progress["processed"] / max(1, progress["total"]) if progress else None
