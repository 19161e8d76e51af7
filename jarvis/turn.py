"""What a turn is asked, and what it tells as it goes: plain data for the assistant and edges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jarvis.guardrails.finding import Verdict
from jarvis.guardrails.quoting import Source
from jarvis.knowledge.documents import Scope
from jarvis.stored import Cited, Grounds, Search
from jarvis.telemetry.ids import new_id
from models.types import ChatDelta, ChatRequest, FinishReason, Message, Sampling, Usage


def new_turn_id() -> str:
    """An id for a turn; it is also the id of its answer, and of the API's completion."""
    return new_id("turn")


@dataclass(frozen=True, slots=True)
class Speech:
    """How a question was spoken and recognised.

    Attributes:
        began: when its speaker let go, in the seconds of `time.perf_counter`.
        recognition_seconds: from then to the transcript.
        speech_seconds: how long somebody spoke.
        model: the recogniser.
        confidence: 0 to 1.
    """

    began: float
    recognition_seconds: float
    speech_seconds: float
    model: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """What one turn is asked.

    Attributes:
        person: whose turn it is; turns are taken fairly among people.
        messages: the conversation so far, oldest first, the question last. A system message that
            comes first takes the place of the configured one.
        task: what kind of turn it is, for the ledger: "chat", "voice", …
        sources: texts that came with the question, for the answer to rest on.
        scope: which of the person's documents are asked; None asks none.
        verdict: what the guardrails said of the question, where they were asked already.
        speech: how it was spoken; the turn's time counts from there. None for what was typed.
        sampling: what it leaves open comes from config.toml, or from the model.
    """

    person: str
    messages: tuple[Message, ...]
    turn: str = field(default_factory=new_turn_id)
    conversation: str | None = None
    task: str = "chat"
    sampling: Sampling = field(default_factory=Sampling)
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: str | Mapping[str, Any] | None = None
    json_schema: Mapping[str, Any] | None = None
    logprobs: bool = False
    sources: tuple[Source, ...] = ()
    scope: Scope | None = None
    verdict: Verdict | None = None
    speech: Speech | None = None

    def asked(
        self, prompt: tuple[Message, ...], sampling: Sampling, *, logprobs: bool
    ) -> ChatRequest:
        """What the model is asked, once the prompt fits it."""
        return ChatRequest(
            messages=prompt,
            sampling=sampling,
            tools=self.tools,
            tool_choice=self.tool_choice,
            json_schema=self.json_schema,
            logprobs=self.logprobs or logprobs,
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """The turn waits for a slot; `place` 1 is next."""

    place: int


@dataclass(frozen=True, slots=True)
class Started:
    """A model took the turn. `dropped` of the oldest messages didn't fit its context."""

    model: str
    engine: str
    dropped: int


@dataclass(frozen=True, slots=True)
class Sourced:
    """The person's documents were asked: what the answer may rest on. Once more at the end, when it
    is known which passages the answer names.
    """

    grounds: Grounds

    @property
    def sources(self) -> tuple[Cited, ...]:
        """The passages, by number."""
        return self.grounds.sources

    @property
    def searched(self) -> Search:
        """Whether the documents spoke."""
        return self.grounds.searched


@dataclass(frozen=True, slots=True)
class Finished:
    """The turn's figures. Times in seconds; None where there was no token to time."""

    turn: str
    model: str
    engine: str
    finish_reason: FinishReason
    usage: Usage
    queue_seconds: float
    first_token_seconds: float | None
    tokens_per_second: float | None
    total_seconds: float


TurnEvent = Waiting | Sourced | Started | ChatDelta | Finished
