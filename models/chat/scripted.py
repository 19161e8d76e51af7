"""An engine that plays a script: for tests, demos and the page's design. It is no model.

Answers are taken in turn from `script`; an answer of the form ``!error message`` fails with that
message, and one of the form ``…!error message`` fails after what comes before it. When the
script has ended, or is empty, it says the question back. A token is a word with the space before.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from models.chat import ChatModelSpec, device_name
from models.errors import ContextTooLong, EngineUnavailable, GenerationFailed, ModelFileInvalid
from models.types import (
    ChatDelta,
    ChatRequest,
    FinishReason,
    Message,
    TokenLogprob,
    ToolCallDelta,
    Usage,
)

TOKEN = re.compile(r"\s*\S+|\s+")
FAILURE = "!error "


@dataclass(frozen=True, slots=True)
class Settings:
    """`[engines.scripted]`.

    Attributes:
        script: answers, in turn.
        tokens_per_second: the pace of one answer; 0 is as fast as it goes.
        first_token_seconds: how long it thinks before the first token.
        load_seconds: how long it takes to load.
        load_error: if it isn't empty, loading fails with this message.
    """

    script: tuple[str, ...] = ()
    tokens_per_second: float = 0.0
    first_token_seconds: float = 0.0
    load_seconds: float = 0.0
    load_error: str = ""


def unavailable() -> EngineUnavailable | None:
    """It runs anywhere."""
    return None


async def load(spec: ChatModelSpec, settings: Settings) -> "ScriptedModel":
    """Load nothing, in the time that the settings say."""
    await asyncio.sleep(settings.load_seconds)
    if settings.load_error:
        raise ModelFileInvalid(settings.load_error, "The script says so.")
    return ScriptedModel(spec, settings)


class ScriptedModel:
    """Plays a script."""

    engine = "scripted"

    def __init__(self, spec: ChatModelSpec, settings: Settings) -> None:
        self.name = spec.name
        self.device = device_name(spec.devices)
        self.context_length = spec.context_length
        self.max_sequences = spec.max_sequences
        self.sampling = spec.sampling
        self._settings = settings
        self._played = 0
        self._closed = False

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """See `ChatModel`."""
        prompt = await self.count_tokens(request.messages)
        if prompt >= self.context_length:
            raise ContextTooLong(
                f"The prompt has {prompt} tokens; the context holds {self.context_length}.",
                "Shorten it.",
                tokens=prompt,
                limit=self.context_length,
            )
        text, _, failure = self._next(request).partition(FAILURE)
        text, stopped = _until_stop(text, request.sampling.stop)
        tokens = TOKEN.findall(text)
        most = min(self.context_length - prompt, request.sampling.max_tokens or self.context_length)
        await self._pause(self._settings.first_token_seconds)
        for token in tokens[:most]:
            logprobs = (TokenLogprob(token, 0.0),) if request.logprobs else ()
            yield ChatDelta(text=token, logprobs=logprobs)
            pace = self._settings.tokens_per_second
            await self._pause(1 / pace if pace else 0)
        if failure:
            raise GenerationFailed(failure.strip(), "The script says so.")
        cut = len(tokens) > most and not stopped
        for delta in _ending(request, cut, prompt, min(len(tokens), most)):
            yield delta

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """See `ChatModel`: the words of all messages, and one more for each."""
        self._refuse_if_closed()
        return sum(len(TOKEN.findall(message.content)) + 1 for message in messages)

    async def close(self) -> None:
        """See `ChatModel`."""
        self._closed = True

    def _next(self, request: ChatRequest) -> str:
        if request.json_schema is not None:
            return json.dumps(_example(request.json_schema))
        script, played = self._settings.script, self._played
        self._played += 1
        return script[played] if played < len(script) else request.messages[-1].content

    async def _pause(self, seconds: float) -> None:
        """Sleep, unless the model has been closed."""
        self._refuse_if_closed()
        await asyncio.sleep(seconds)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise GenerationFailed("The model was unloaded while it answered.", "Ask again.")


def _until_stop(text: str, stops: Sequence[str]) -> tuple[str, bool]:
    ends = [end for stop in stops if (end := text.find(stop)) >= 0]
    return (text[: min(ends)], True) if ends else (text, False)


def _ending(request: ChatRequest, cut: bool, prompt: int, tokens: int) -> list[ChatDelta]:
    usage = Usage(input_tokens=prompt, output_tokens=tokens)
    if request.tools and request.tool_choice == "required":
        name = request.tools[0]["function"]["name"]
        call = ToolCallDelta(index=0, id="call-1", name=name, arguments="{}")
        return [
            ChatDelta(tool_calls=(call,)),
            ChatDelta(finish_reason="tool_calls", usage=usage),
        ]
    reason: FinishReason = "length" if cut else "stop"
    return [ChatDelta(finish_reason=reason, usage=usage)]


def _example(schema: object) -> object:
    """A small value that the simple schemas of tests accept."""
    if not isinstance(schema, dict):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    if kind == "object":
        return {key: _example(value) for key, value in schema.get("properties", {}).items()}
    return {"array": [], "string": "text", "integer": 1, "number": 1.0, "boolean": True}.get(kind)
