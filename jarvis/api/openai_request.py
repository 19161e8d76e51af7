"""The body of POST /v1/chat/completions, and the turn that it asks for."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from jarvis.api.knowledge_bodies import collection_name
from jarvis.assistant import TurnRequest
from jarvis.errors import InvalidRequest
from jarvis.guardrails.quoting import Source
from jarvis.knowledge.documents import Scope
from models.types import Message, Sampling, ToolCall

ALIAS = "jarvis"
"""A model name that always means the one that is loaded."""


class TextPart(BaseModel):
    """A part of a message's content."""

    type: Literal["text"]
    text: str


class FunctionCall(BaseModel):
    """What an assistant's message called."""

    name: str
    arguments: str = "{}"


class CalledTool(BaseModel):
    """A tool call of an earlier assistant message."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class ChatMessage(BaseModel):
    """One message. Content is text, or a list of text parts."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[TextPart] | None = None
    tool_calls: list[CalledTool] = Field(default_factory=list)
    tool_call_id: str | None = None

    def ours(self) -> Message:
        """The message in our words."""
        content = self.content or ""
        if not isinstance(content, str):
            content = "\n".join(part.text for part in content)
        return Message(
            role="system" if self.role == "developer" else self.role,
            content=content,
            tool_calls=tuple(
                ToolCall(call.id, call.function.name, call.function.arguments)
                for call in self.tool_calls
            ),
            tool_call_id=self.tool_call_id,
        )


class StreamOptions(BaseModel):
    """`include_usage`: a last chunk tells the tokens."""

    include_usage: bool = False


class JsonSchema(BaseModel):
    """A named JSON schema."""

    model_config = ConfigDict(populate_by_name=True)

    name: str = "answer"
    json_schema: dict[str, Any] = Field(default_factory=dict, alias="schema")


class ResponseFormat(BaseModel):
    """Text, any JSON object, or JSON that a schema accepts."""

    type: Literal["text", "json_object", "json_schema"] = "text"
    json_schema: JsonSchema | None = None


class Document(BaseModel):
    """A text that the answer shall rest on."""

    title: str = ""
    text: str


class ChatCompletionRequest(BaseModel):
    """The body of POST /v1/chat/completions. Fields of OpenAI's that aren't here are ignored.

    `documents` is vLLM's: texts that the answer shall rest on, guarded as retrieved text is.
    `collections` is ours: where to look for such texts, by name; an empty list is everywhere. Where
    nothing is found, the answer is that the documents don't say.
    """

    model: str = ALIAS
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions = Field(default_factory=StreamOptions)
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, gt=0, le=1)
    top_k: int | None = None
    min_p: float | None = Field(None, ge=0, le=1)
    presence_penalty: float | None = Field(None, ge=-2, le=2)
    frequency_penalty: float | None = Field(None, ge=-2, le=2)
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    stop: str | list[str] | None = None
    seed: int | None = None
    n: Literal[1] = 1
    tools: list[dict[str, Any]] = Field(default_factory=list)
    tool_choice: str | dict[str, Any] | None = None
    response_format: ResponseFormat = Field(default_factory=ResponseFormat)
    logprobs: bool = False
    documents: list[Document] = Field(default_factory=list, max_length=100)
    collections: list[str] | None = Field(None, max_length=100)

    def turn(self, person: str) -> TurnRequest:
        """The turn that it asks for."""
        stops = [self.stop] if isinstance(self.stop, str) else self.stop or []
        return TurnRequest(
            person=person,
            messages=_one_system_message([message.ours() for message in self.messages]),
            sampling=Sampling(
                temperature=self.temperature,
                top_p=self.top_p,
                top_k=self.top_k,
                min_p=self.min_p,
                presence_penalty=self.presence_penalty,
                frequency_penalty=self.frequency_penalty,
                max_tokens=self.max_completion_tokens or self.max_tokens,
                stop=tuple(stops),
                seed=self.seed,
            ),
            tools=tuple(self.tools),
            tool_choice=self.tool_choice,
            json_schema=_schema(self.response_format),
            logprobs=self.logprobs,
            sources=tuple(Source(one.title, one.text) for one in self.documents),
            scope=_scope(self.collections),
        )


def _scope(collections: list[str] | None) -> Scope | None:
    """Where to look; an answer comes from there only."""
    if collections is None:
        return None
    return Scope(tuple(collection_name(name) for name in collections), strict=True)


def _one_system_message(messages: list[Message]) -> tuple[Message, ...]:
    """System messages joined into one that comes first, as chat templates want it."""
    system = [message.content for message in messages if message.role == "system"]
    rest = tuple(message for message in messages if message.role != "system")
    return (Message("system", "\n\n".join(system)), *rest) if system else rest


def _schema(wanted: ResponseFormat) -> dict[str, Any] | None:
    if wanted.type == "text":
        return None
    if wanted.type == "json_object":
        return {}
    if wanted.json_schema is None:
        raise InvalidRequest("response_format.json_schema is missing.", "Add the schema.")
    return wanted.json_schema.json_schema
