"""One turn, told in order: wait for a slot → fit the history → generate → record.

The assistant is handed its models, its queue and its recorder; it builds none of them. The edges
(page, HTTP, terminal) turn what people send into a `TurnRequest`, and its events into what they
show.
"""

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

import structlog

from jarvis.config import AssistantSettings
from jarvis.conversations import Status
from jarvis.errors import InvalidRequest, JarvisError
from jarvis.history import fit
from jarvis.queue import FairQueue
from models.residents import Residents
from models.types import ChatDelta, ChatRequest, FinishReason, Message, Sampling, Usage

SAVE_EVERY_SECONDS = 1.0

log = structlog.get_logger(__name__)


def new_turn_id() -> str:
    """An id for a turn; it is also the id of its answer, and of the API's completion."""
    return f"turn-{uuid.uuid4().hex}"


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """What one turn is asked.

    Attributes:
        person: whose turn it is; turns are taken fairly among people.
        messages: the conversation so far, oldest first, the question last. A system message that
            comes first takes the place of the configured one.
        sampling: what it leaves open comes from config.toml, or from the model.
    """

    person: str
    messages: tuple[Message, ...]
    turn: str = field(default_factory=new_turn_id)
    conversation: str | None = None
    sampling: Sampling = field(default_factory=Sampling)
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: str | Mapping[str, Any] | None = None
    json_schema: Mapping[str, Any] | None = None
    logprobs: bool = False

    def asked(self, prompt: tuple[Message, ...], sampling: Sampling) -> ChatRequest:
        """What the model is asked, once the prompt fits it."""
        return ChatRequest(
            messages=prompt,
            sampling=sampling,
            tools=self.tools,
            tool_choice=self.tool_choice,
            json_schema=self.json_schema,
            logprobs=self.logprobs,
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


TurnEvent = Waiting | Started | ChatDelta | Finished


class Recorder(Protocol):
    """Where an answer is written down: short transactions, called in the event loop."""

    def save_answer(
        self,
        turn: str,
        content: str,
        status: Status,
        *,
        model: str = "",
        first_token_seconds: float | None = None,
        tokens_per_second: float | None = None,
        note: str = "",
    ) -> None:
        """Write the answer as it stands; a turn without a conversation is passed over."""


class Assistant:
    """Takes turns.

    Args:
        models: lends the chat model.
        queue: says whose turn it is.
        recorder: writes answers down.
        settings: the `[assistant]` section.
    """

    def __init__(
        self, models: Residents, queue: FairQueue, recorder: Recorder, settings: AssistantSettings
    ) -> None:
        self._models = models
        self._queue = queue
        self._recorder = recorder
        self._settings = settings

    async def turn(self, request: TurnRequest) -> AsyncGenerator[TurnEvent, None]:
        """Take one turn. Closing the generator stops it at once and keeps what was written.

        Yields:
            `Waiting` each time its place changes, `Started`, the answer's deltas, `Finished`.

        Raises:
            InvalidRequest: there is nothing to answer, or it is too long.
            QueueFull: too many wait already.
            ModelError: the model can't answer.
        """
        answer = _Answer(request, self._recorder)
        try:
            check(request.messages, self._settings)
            with self._queue.join(request.person) as ticket:
                async for place in ticket.places():
                    yield Waiting(place)
                async with self._models.lease() as model:
                    answer.queued = answer.seconds()
                    sampling = self._sampling(request, model.sampling)
                    messages = self._with_system_prompt(request.messages)
                    prompt, dropped = await fit(messages, model, sampling.max_tokens)
                    answer.model, answer.engine = model.name, model.engine
                    yield Started(model.name, model.engine, dropped)
                    asked = request.asked(prompt, sampling)
                    async with aclosing(model.stream(asked)) as deltas:
                        async for delta in deltas:
                            answer.add(delta)
                            yield delta
            finished = answer.finished()
            answer.save(Status.DONE)
            log.info("turn", **answer.figures(), finish_reason=finished.finish_reason)
            yield finished
        except JarvisError as error:
            answer.save(Status.FAILED, note=error.message)
            log.warning("turn_failed", **answer.figures(), cause=error.message)
            raise
        except GeneratorExit:
            answer.save_if_open(Status.STOPPED)
            raise
        except asyncio.CancelledError:
            answer.save_if_open(Status.INTERRUPTED)
            raise
        except Exception:
            answer.save(Status.FAILED, note="Something went wrong inside Jarvis.")
            log.exception("turn_failed", **answer.figures())
            raise

    def _with_system_prompt(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        if messages[0].role == "system" or not self._settings.system_prompt:
            return messages
        return (Message("system", self._settings.system_prompt), *messages)

    def _sampling(self, request: TurnRequest, advised: Sampling) -> Sampling:
        """What the request asks for, over config.toml, over what the model's makers advise."""
        settings = self._settings
        configured = Sampling(
            temperature=settings.temperature, top_p=settings.top_p, max_tokens=settings.max_tokens
        )
        return overlaid(request.sampling, overlaid(configured, advised))


def overlaid(upper: Sampling, lower: Sampling) -> Sampling:
    """`upper`, and `lower` where `upper` leaves a value open."""
    given = {name: value for name, value in asdict(upper).items() if value not in (None, ())}
    return replace(lower, **given)


def check(messages: tuple[Message, ...], settings: AssistantSettings) -> None:
    """Refuse what can't be answered, before it takes a place in the queue.

    Raises:
        InvalidRequest
    """
    if not messages or not any(m.content.strip() for m in messages if m.role in ("user", "tool")):
        raise InvalidRequest("There is no message to answer.", "Write something first.")
    longest = max(len(message.content.encode()) for message in messages)
    if longest > settings.message_max_bytes:
        raise InvalidRequest(
            f"The message has {longest:,} bytes; the most is {settings.message_max_bytes:,}.",
            "Send it in parts, or raise message_max_bytes in config.toml.",
        )


class _Answer:
    """The answer of one turn, as it grows: its text, its figures and its row."""

    def __init__(self, request: TurnRequest, recorder: Recorder) -> None:
        self.turn = request.turn
        self.model = ""
        self.engine = ""
        self.queued = 0.0
        self._request = request
        self._recorder = recorder
        self._began = self._saved = time.perf_counter()
        self._first: float | None = None
        self._last = 0.0
        self._text: list[str] = []
        self._end: ChatDelta | None = None
        self._closed = False

    def seconds(self) -> float:
        """Since the turn was asked."""
        return time.perf_counter() - self._began

    def add(self, delta: ChatDelta) -> None:
        """Take a piece, and write what there is down from time to time."""
        if delta.text or delta.reasoning or delta.tool_calls:
            self._last = self.seconds()
            if self._first is None:
                self._first = self._last
        self._text.append(delta.text)
        if delta.finish_reason:
            self._end = delta
        if time.perf_counter() - self._saved > SAVE_EVERY_SECONDS:
            self.save(Status.WRITING)

    def save(self, status: Status, *, note: str = "") -> None:
        """Write the answer as it stands."""
        self._saved = time.perf_counter()
        self._closed = status is not Status.WRITING
        self._recorder.save_answer(
            self.turn,
            "".join(self._text),
            status,
            model=self.model,
            first_token_seconds=self._first,
            tokens_per_second=self._rate(),
            note=note,
        )

    def save_if_open(self, status: Status) -> None:
        """Write it, unless it was finished before the stop came."""
        if not self._closed:
            self.save(status)

    def _rate(self) -> float | None:
        """Tokens a second after the first: the first one's time is the prompt's."""
        if self._first is None or self._end is None or self._end.usage is None:
            return None
        tokens, seconds = self._end.usage.output_tokens - 1, self._last - self._first
        return tokens / seconds if tokens > 0 and seconds > 0 else None

    def figures(self) -> dict[str, Any]:
        """For the log, which drops the question and the answer unless it is told to keep them."""
        return {
            "turn": self.turn,
            "conversation_id": self._request.conversation,
            "model": self.model,
            "latency_ms": round(self.seconds() * 1000),
            "queue_ms": round(self.queued * 1000),
            "first_token_ms": None if self._first is None else round(self._first * 1000),
            "question": self._request.messages[-1].content if self._request.messages else "",
            "answer": "".join(self._text),
        }

    def finished(self) -> Finished:
        """The turn's last event."""
        assert self._end is not None, "engines end a stream with a finish reason"
        assert self._end.finish_reason is not None
        return Finished(
            turn=self.turn,
            model=self.model,
            engine=self.engine,
            finish_reason=self._end.finish_reason,
            usage=self._end.usage or Usage(0, 0),
            queue_seconds=self.queued,
            first_token_seconds=self._first,
            tokens_per_second=self._rate(),
            total_seconds=self.seconds(),
        )
