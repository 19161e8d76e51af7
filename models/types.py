"""The words that engines and their callers share. Plain frozen data, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["system", "user", "assistant", "tool"]
FinishReason = Literal["stop", "length", "tool_calls", "content_filter"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model's wish to call a function. `arguments` is JSON text, as the model wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, in the roles of the OpenAI chat format."""

    role: Role
    content: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn. None leaves a value to the engine's own default.

    Attributes:
        temperature: 0 is greedy.
        max_tokens: most tokens to generate; None is up to the end of the context.
        stop: texts that end the answer; they are not part of it.
        seed: makes a draw repeatable on the same engine and device.
    """

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What a chat model is asked.

    Attributes:
        messages: oldest first; at most one system message, and it comes first.
        tools: functions in the OpenAI format, ``{"type": "function", "function": {…}}``.
        tool_choice: "auto", "none", "required" or the OpenAI object; None is the engine's default.
        json_schema: the answer must be JSON that this schema accepts; ``{}`` is any JSON object.
        logprobs: whether deltas carry their tokens' log-probabilities.
    """

    messages: tuple[Message, ...]
    sampling: Sampling = field(default_factory=Sampling)
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: str | Mapping[str, Any] | None = None
    json_schema: Mapping[str, Any] | None = None
    logprobs: bool = False


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """A generated token and the natural logarithm of its probability."""

    token: str
    logprob: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer. `cached_tokens` of the input were not computed again."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class ToolCallDelta:
    """A piece of a tool call: pieces of the same index belong together, in order."""

    index: int
    id: str | None = None
    name: str | None = None
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class ChatDelta:
    """A piece of an answer.

    A stream is any number of pieces with text, reasoning, tool calls or log-probabilities, and
    exactly one last piece that has both `finish_reason` and `usage`. Engines that can tell how
    far they have read the prompt say so first: `progress` is the share read, 0 to 1.
    """

    text: str = ""
    reasoning: str = ""
    tool_calls: tuple[ToolCallDelta, ...] = ()
    logprobs: tuple[TokenLogprob, ...] = ()
    finish_reason: FinishReason | None = None
    usage: Usage | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound with one channel.

    Attributes:
        pcm: samples, signed 16-bit, little-endian.
        rate: samples a second.
    """

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / (2 * self.rate)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech. Times in seconds from the beginning.

    Attributes:
        confidence: 0 to 1.
    """

    start: float
    end: float
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard; an empty text is that nobody spoke.

    Attributes:
        language: ISO 639-1.
        confidence: 0 to 1, over all of it; 0 where nothing was heard.
        seconds: of sound; speech_seconds: of it, those in which somebody spoke.
        unsure: it was heard badly: whoever spoke should look at it.
        model: the recogniser, as people call it.
    """

    text: str = ""
    language: str = ""
    confidence: float = 0.0
    seconds: float = 0.0
    speech_seconds: float = 0.0
    segments: tuple[Segment, ...] = ()
    unsure: bool = False
    model: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What has been heard of somebody who is still speaking.

    Attributes:
        text: the words so far; they may change.
        speaking: whether there is speech at the end of what came.
        seconds: of sound so far.
    """

    text: str = ""
    speaking: bool = False
    seconds: float = 0.0
