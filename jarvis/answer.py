"""One answer as it grows: its text, its figures, and the rows that keep both."""

import asyncio
import hashlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from typing import Any, Protocol

import structlog

from jarvis.conversations import AnswerFigures, Grounds, Mark, Status
from jarvis.errors import JarvisError
from jarvis.guardrails.answer_guard import WITHHELD
from jarvis.guardrails.finding import Check
from jarvis.guardrails.policy import word_of
from jarvis.stored import NO_GROUNDS
from jarvis.telemetry import names
from jarvis.telemetry.confidence import Confidence
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Decision
from jarvis.telemetry.tracing import Tracing
from jarvis.turn import Finished, Started, TurnRequest
from jarvis.turn_guard import TurnGuard
from jarvis.turn_sources import TurnSources
from models.chat import ChatModel
from models.types import ChatDelta, Message, Usage

SAVE_EVERY_SECONDS = 1.0

KEPT_WITHIN_SECONDS = 2.0
"""How long the last event waits for the ledger; a disk that hangs must not hold an answer up."""

log = structlog.get_logger(__name__)


class Recorder(Protocol):
    """Where an answer is written down: short transactions, called in the event loop."""

    def save_answer(
        self,
        turn: str,
        content: str,
        status: Status,
        figures: AnswerFigures,
        marks: Sequence[Mark] = (),
        grounds: Grounds = NO_GROUNDS,
    ) -> None:
        """Write the answer as it stands; a turn without a conversation is passed over."""

    def keep_text(self, turn: str, person: str, question: str, answer: str) -> None:
        """Keep the words of a turn without a conversation, for as long as config.toml says."""


class Answer:
    """The answer of one turn. It is written down each second, so that a kill costs no more."""

    def __init__(
        self,
        request: TurnRequest,
        guard: TurnGuard,
        sources: TurnSources,
        recorder: Recorder,
        tracing: Tracing,
    ) -> None:
        self.turn = request.turn
        self.model = ""
        self.engine = ""
        self.queued = 0.0
        self._device = ""
        self._prompt: dict[str, Any] = {}
        self._confidence = Confidence()
        self._commit: Future[Decision] | None = None
        self._request = request
        self._guard = guard
        self._sources = sources
        self._recorder = recorder
        self._tracing = tracing
        self._saved = time.perf_counter()
        self._began = request.speech.began if request.speech else self._saved
        self._trace = tracing.turn(
            {
                names.TURN: request.turn,
                names.TASK_TYPE: request.task,
                names.PERSON: request.person,
                names.CONVERSATION: request.conversation,
            },
            self._began,
        )
        self._admitted = 0.0
        self._dropped = 0
        self._first: float | None = None
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._end: ChatDelta | None = None

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """However the turn ends inside the block, that is written down and logged."""
        try:
            yield
        except JarvisError as error:
            self._end_with(Status.FAILED, error)
            log.warning("turn_failed", **self._figures(), cause=error.message)
            raise
        except GeneratorExit:
            self._end_with(Status.STOPPED)
            log.info("turn_stopped", **self._figures())
            raise
        except asyncio.CancelledError:
            self._end_with(Status.INTERRUPTED)
            raise
        except Exception as error:
            self._end_with(Status.FAILED, error)
            log.exception("turn_failed", **self._figures())
            raise
        self._end_with(Status.DONE)
        log.info("turn", **self._figures(), finish_reason=self._last_delta().finish_reason)

    async def kept(self) -> None:
        """Until the turn is in the ledger: what is told as finished is on disk."""
        if self._commit is not None:
            with suppress(JarvisError, TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(self._commit), KEPT_WITHIN_SECONDS)

    def stage(self, operation: Operation) -> AbstractContextManager[Any]:
        """A stage of the turn, for the ledger."""
        return self._trace.stage(operation, self.model)

    def admitted(self) -> None:
        """The guards let the question in: the wait for a slot begins."""
        self._admitted = self._seconds()

    def withheld(self) -> tuple[Started, ChatDelta]:
        """The question isn't answered: the answer is what config.toml says of that."""
        verdict = self._guard.blocked
        assert verdict is not None, "only a blocked question is withheld"
        text, nothing = verdict.message or WITHHELD, Usage(0, 0)
        ending = ChatDelta(text, finish_reason="content_filter", usage=nothing)
        return Started("", "", 0), self.add(ending)

    def abstained(self) -> tuple[Started, ChatDelta]:
        """The documents don't say, and nothing else was asked for."""
        return Started("", "", 0), self.add(self._sources.abstention())

    def taken(self, model: ChatModel) -> None:
        """A model takes the turn: the wait is over."""
        self.model, self.engine = model.name, model.engine
        self.queued = self._seconds() - self._admitted
        self._device = model.device

    def started(self, prompt: Sequence[Message], dropped: int) -> Started:
        """The prompt fits, without so many of the oldest messages."""
        self._dropped = dropped
        self._prompt = prompt_figures(self._request.messages, prompt)
        return Started(self.model, self.engine, dropped)

    def add(self, delta: ChatDelta) -> ChatDelta:
        """Take a piece, and write what there is down from time to time.

        Returns the piece as whoever asked shall get it: without log-probabilities unless wanted.
        """
        self._confidence.add(delta.logprobs)
        if (delta.text or delta.reasoning or delta.tool_calls) and self._first is None:
            self._first = self._seconds()
        self._text.append(delta.text)
        self._reasoning.append(delta.reasoning)
        if delta.finish_reason:
            self._end = delta
        if time.perf_counter() - self._saved > SAVE_EVERY_SECONDS:
            self._save(Status.WRITING)
        return delta if self._request.logprobs else replace(delta, logprobs=())

    def _end_with(self, status: Status, error: Exception | None = None) -> None:
        """Write down how the turn ended: its words, and its figures."""
        self._save(status, error)
        if self._request.conversation is None and self._guard.question:
            answer = self._guard.kept(self._written())
            self._recorder.keep_text(self.turn, self._request.person, self._guard.question, answer)
        self._note_speech()
        self._note_checks()
        self._note_search()
        self._trace.end(self._attributes(status), type(error).__name__ if error else "")
        self._commit = self._tracing.kept(self.turn)

    def _note_speech(self) -> None:
        """A span for the recognition of what was spoken."""
        if (speech := self._request.speech) is not None:
            self._trace.note(
                Operation.SPEECH_TO_TEXT,
                speech.model,
                began=speech.began,
                seconds=speech.recognition_seconds,
                attributes={
                    names.SPEECH_SECONDS: speech.speech_seconds,
                    names.SPEECH_CONFIDENCE: speech.confidence,
                },
            )

    def _note_checks(self) -> None:
        """A span a check; those of an answer ran between its pieces, and count together."""
        for reading in self._guard.readings():
            began = reading.began
            for check, seconds in reading.verdict.seconds.items():
                findings = reading.verdict.findings
                broken = [f for f in findings if (f.check, f.kind) == (Check.FAILED, check)]
                found = [f for f in findings if f.check == check] + broken
                self._trace.note(
                    Operation.GUARDRAIL,
                    check,
                    began=began,
                    seconds=seconds,
                    attributes={
                        names.GUARDRAIL_CHECK: check,
                        names.GUARDRAIL_DIRECTION: reading.direction.value,
                        names.GUARDRAIL_VERDICT: word_of(tuple(found)),
                        names.GUARDRAIL_FINDINGS: len(found),
                        names.GUARDRAIL_SCORE: max((f.score for f in found), default=0.0),
                    },
                    error_type="CheckFailed" if broken else "",
                )
                began += seconds

    def _note_search(self) -> None:
        """A span for the search, and one for each stage of it that the conventions name."""
        if (looked := self._sources.looked) is None:
            return
        began, told = looked.began, looked.retrieval.seconds
        self._trace.note(
            Operation.RETRIEVAL,
            began=began,
            seconds=looked.seconds,
            attributes={f"jarvis.retrieval.{name}_ms": took * 1000 for name, took in told.items()},
        )
        for operation, name in ((Operation.EMBEDDINGS, "embed"), (Operation.RERANK, "rerank")):
            if name in told:
                self._trace.note(operation, began=began, seconds=told[name])

    def _attributes(self, status: Status) -> dict[str, Any]:
        """The turn's figures, for its root span."""
        usage = (self._end and self._end.usage) or None
        ended = (self._end and self._end.finish_reason) or ""
        return {
            names.REQUEST_MODEL: self.model or None,
            names.PROVIDER: self.engine or None,
            names.DEVICE: self._device or None,
            names.CONFIDENCE: self._confidence.value,
            names.INPUT_TOKENS: usage and usage.input_tokens,
            names.OUTPUT_TOKENS: usage and usage.output_tokens,
            names.CACHED_TOKENS: usage and usage.cached_tokens,
            names.QUEUE_MS: self.queued * 1000,
            names.FIRST_TOKEN_MS: None if self._first is None else self._first * 1000,
            names.TOKENS_PER_SECOND: self._rate(),
            names.DROPPED_MESSAGES: self._dropped,
            names.FINISH_REASON: ended if status is Status.DONE else status.value,
            **self._prompt,
            **self._guard.figures(),
            **self._sources.figures(),
        }

    def _save(self, status: Status, error: Exception | None = None) -> None:
        """Write the answer as it stands."""
        self._saved = time.perf_counter()
        figures = AnswerFigures(
            model=self.model,
            first_token_seconds=self._first,
            tokens_per_second=self._rate(),
            finish_reason=(self._end and self._end.finish_reason) or "",
            dropped=self._dropped,
            error=type(error).__name__ if error else "",
            note=error.message if isinstance(error, JarvisError) else "",
            hint=error.hint if isinstance(error, JarvisError) else "",
        )
        self._recorder.save_answer(
            self.turn,
            self._written(),
            status,
            figures,
            self._guard.marks(),
            self._sources.grounds(),
        )

    def _written(self) -> str:
        """The answer as it is kept: thoughts that came apart from it, in the usual tags."""
        reasoning, text = "".join(self._reasoning), "".join(self._text)
        if not reasoning:
            return text
        return f"<think>{reasoning}</think>\n\n{text}" if text else f"<think>{reasoning}"

    def _seconds(self) -> float:
        """Since the turn was asked."""
        return time.perf_counter() - self._began

    def _rate(self) -> float | None:
        """Tokens a second after the first: the first one's time is the prompt's. It is the model's
        pace, not that of the pieces that are shown.
        """
        if self._end is None or self._end.usage is None:
            return None
        tokens, seconds = self._end.usage.output_tokens - 1, self._guard.generating_seconds
        return tokens / seconds if tokens > 0 and seconds > 0 else None

    def _figures(self) -> dict[str, Any]:
        """For the log, which drops the question and the answer unless it is told to keep them."""
        return {
            "turn": self.turn,
            "conversation_id": self._request.conversation,
            "model": self.model,
            "latency_ms": round(self._seconds() * 1000),
            "queue_ms": round(self.queued * 1000),
            "first_token_ms": None if self._first is None else round(self._first * 1000),
            "question": self._guard.question,
            "answer": self._guard.kept(self._written()),
        }

    def finished(self) -> Finished:
        """The turn's last event."""
        last = self._last_delta()
        assert last.finish_reason is not None
        return Finished(
            turn=self.turn,
            model=self.model,
            engine=self.engine,
            finish_reason=last.finish_reason,
            usage=last.usage or Usage(0, 0),
            queue_seconds=self.queued,
            first_token_seconds=self._first,
            tokens_per_second=self._rate(),
            total_seconds=self._seconds(),
        )

    def _last_delta(self) -> ChatDelta:
        assert self._end is not None, "engines end a stream with a finish reason"
        return self._end


def prompt_figures(asked: Sequence[Message], prompt: Sequence[Message]) -> dict[str, str]:
    """Which system prompt it was, by whose and by hash: figures of two prompts can be compared."""
    if not prompt or prompt[0].role != "system":
        return {names.PROMPT_NAME: "none"}
    ours = asked[0].role != "system"
    version = hashlib.sha256(prompt[0].content.encode()).hexdigest()[:8]
    return {names.PROMPT_NAME: "assistant" if ours else "client", names.PROMPT_VERSION: version}
