"""The guardrails of one turn: what goes in, once, and what comes out, as it grows.

It keeps what the checks said, for whoever records the turn; how a check works is the business of
`jarvis.guardrails`.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from jarvis.guardrails.answer_guard import AnswerGuard
from jarvis.guardrails.context import Context
from jarvis.guardrails.finding import Direction, Finding, Verdict, gravest
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.quoting import Source
from jarvis.stored import Mark
from jarvis.telemetry import names
from jarvis.telemetry.tally import Tally
from jarvis.turn import TurnRequest
from models.chat import ChatModel
from models.errors import ModelError
from models.types import ChatDelta, ChatRequest, Message

WITHHELD = "[withheld]"
"""What a model reads in the place of a tool's answer that the policy blocks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text that was checked.

    Attributes:
        began: in the seconds of `time.perf_counter`.
    """

    direction: Direction
    verdict: Verdict
    began: float


class TurnGuard:
    """Checks what one turn is asked, and what it answers.

    Attributes:
        question: as it may be kept apart from conversations.
        generating_seconds: from the model's first token to its last so far.
    """

    def __init__(self, guards: Guards, request: TurnRequest) -> None:
        self.question = ""
        self._guards = guards
        self._asked = request
        self._vault = guards.vaults.of(request.conversation)
        self._readings: list[Reading] = []
        self._answer: AnswerGuard | None = None
        self._answering = 0.0
        self.generating_seconds = 0.0

    async def admitted(self) -> TurnRequest:
        """The request as a model may see it.

        Raises:
            GuardrailsUnavailable: nothing can be checked, so nothing is answered.
        """
        asked = self._asked
        for message in asked.messages:
            self._vault.reserve(message.content)
        from_here = max((i for i, m in enumerate(asked.messages) if m.role == "user"), default=0)
        messages = [
            await (self._read(m) if i >= from_here else self._read_before(m))
            for i, m in enumerate(asked.messages)
        ]
        sources = tuple(filter(None, await self.quoted(asked.sources)))
        return replace(asked, messages=tuple(messages), sources=sources)

    async def quoted(self, sources: tuple[Source, ...]) -> tuple[Source | None, ...]:
        """Documents as the model may see them, in their order; None for one that it may not."""
        return tuple([await self._source(source) for source in sources])

    @property
    def blocked(self) -> Verdict | None:
        """Why the question isn't answered; None if it is."""
        return next(
            (
                reading.verdict
                for reading in self._readings
                if reading.direction is Direction.INPUT and reading.verdict.word == "block"
            ),
            None,
        )

    async def _read(self, message: Message) -> Message:
        """A message of this turn: the question, or what a tool answered to it."""
        if message.role == "user":
            verdict = await self._checked(message.content, Direction.INPUT, self._asked.verdict)
            self.question = verdict.kept
            return replace(message, content=verdict.text)
        if message.role == "tool":
            verdict = await self._checked(message.content, Direction.TOOL)
            return replace(message, content=verdict.text if verdict.word != "block" else WITHHELD)
        return message

    async def _read_before(self, message: Message) -> Message:
        """A message of an earlier turn: it was judged then, and is only covered again."""
        if message.role == "system" or not message.content:
            return message
        direction = Direction.TOOL if message.role == "tool" else Direction.INPUT
        covered = await self._guards.covered(message.content, direction, self._vault)
        return replace(message, content=covered)

    async def _source(self, source: Source) -> Source | None:
        """A document as the model may see it; None if it may not."""
        verdict = await self._checked(source.text, Direction.RETRIEVED)
        return None if verdict.word == "block" else replace(source, text=verdict.text)

    async def _checked(
        self, text: str, direction: Direction, known: Verdict | None = None
    ) -> Verdict:
        began = time.perf_counter()
        verdict = known or await self._guards.read(text, direction, vault=self._vault)
        self._readings.append(Reading(direction, verdict, began))
        return verdict

    async def answered(
        self, model: ChatModel, asked: ChatRequest, sources: tuple[Source, ...]
    ) -> AsyncGenerator[ChatDelta, None]:
        """The model's answer, each piece of it checked before it is handed on."""
        context = Context(
            system_prompt=asked.messages[0].content if asked.messages[0].role == "system" else "",
            leak_words=self._guards.settings.leak.words,
            sources=tuple(source.text for source in sources),
        )
        attempts = self._guards.settings.ask_again
        while True:
            self._answering = time.perf_counter()
            guard = self._answer = AnswerGuard(
                self._guards,
                context=context,
                vault=self._vault,
                schema=asked.json_schema,
                last_attempt=not attempts,
            )
            began: float | None = None
            try:
                async with aclosing(model.stream(asked)) as deltas:
                    async for delta in deltas:
                        began = self._timed(delta, began)
                        for piece in await self._taken(guard, delta):
                            yield piece
                        if guard.ended:
                            break
            except ModelError:
                for piece in guard.end():  # what it wrote before it broke off
                    yield replace(piece, finish_reason=None)
                raise
            if guard.again is None:
                break
            attempts -= 1
            asked = replace(asked, messages=(*asked.messages, Message("user", guard.again)))
        for piece in guard.end():
            yield piece

    def _timed(self, delta: ChatDelta, began: float | None) -> float | None:
        """Note how long the model has been writing; returns when it began, once it has."""
        if delta.text or delta.reasoning or delta.tool_calls:
            now = time.perf_counter()
            began = began or now
            self.generating_seconds = now - began
        return began

    async def _taken(self, guard: AnswerGuard, delta: ChatDelta) -> list[ChatDelta]:
        if self._guards.slow:
            return await asyncio.to_thread(guard.take, delta)
        return guard.take(delta)

    def restored(self, delta: ChatDelta) -> ChatDelta:
        """A piece of the answer as its person reads it."""
        return replace(delta, text=self._guards.restored(delta.text, self._vault))

    # What is recorded

    def readings(self) -> list[Reading]:
        """Everything that was checked so far, the answer last."""
        if self._answer is None:
            return self._readings
        answer = Reading(Direction.OUTPUT, self._answer.verdict(), self._answering)
        return [*self._readings, answer]

    def kept(self, answer: str) -> str:
        """The answer as it may be kept apart from conversations."""
        return self._answer.verdict().kept if self._answer else answer

    def marks(self) -> tuple[Mark, ...]:
        """What is shown beside the answer: the question has its own."""
        found = [r for r in self.readings() if r.direction is not Direction.INPUT]
        return tuple(mark for r in found for mark in marks(r.verdict, r.direction))

    def figures(self) -> dict[str, Any]:
        """The verdicts, for the turn's row. Kinds and counts, no words."""
        words: dict[str, list[Any]] = {"input": [], "context": [], "output": []}
        told: list[str] = []
        for reading in self.readings():
            inward = reading.direction in (Direction.INPUT, Direction.OUTPUT)
            words[reading.direction.value if inward else "context"].append(reading.verdict.word)
            told += [
                str(Tally(m.direction, m.check, m.kind, m.action, m.count))
                for m in marks(reading.verdict, reading.direction)
            ]
        return {
            names.INPUT_VERDICT: gravest(words["input"]) if words["input"] else None,
            names.CONTEXT_VERDICT: gravest(words["context"]) if words["context"] else None,
            names.OUTPUT_VERDICT: gravest(words["output"]) if words["output"] else None,
            names.GUARD_FINDINGS: tuple(told) or None,
        }


def marks(verdict: Verdict, direction: Direction) -> tuple[Mark, ...]:
    """A verdict as it is shown beside a message, and kept: one mark a kind."""

    def key(finding: Finding) -> tuple[str, str, str]:
        return finding.check.value, finding.kind, finding.action

    counts = Counter(map(key, verdict.findings))
    return tuple(Mark(*which, direction.value, count) for which, count in counts.items())
