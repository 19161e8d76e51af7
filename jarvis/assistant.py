"""One turn, told in order: check → wait for a slot → look into the documents → fit the history →
generate → cite → record.

The assistant is handed its models, its queue, its guards, its documents, its recorder and its
tracing; it builds none of them. The edges (page, HTTP, terminal) turn what people send into a
`TurnRequest`, and its events into what they show.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict, replace

from jarvis.answer import Answer, Recorder
from jarvis.config import AssistantSettings
from jarvis.errors import InvalidRequest
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.quoting import with_sources
from jarvis.history import fit
from jarvis.knowledge.knowledge import Knowledge
from jarvis.queue import FairQueue
from jarvis.telemetry.names import Operation
from jarvis.telemetry.tracing import Tracing
from jarvis.turn import Finished, Sourced, Started, TurnEvent, TurnRequest, Waiting, new_turn_id
from jarvis.turn_guard import TurnGuard
from jarvis.turn_sources import TurnSources
from models.chat import ChatModel
from models.errors import ContextTooLong
from models.residents import Residents
from models.types import Message, Sampling

__all__ = [
    "Assistant",
    "Finished",
    "Sourced",
    "Started",
    "TurnEvent",
    "TurnRequest",
    "Waiting",
    "new_turn_id",
]


class Assistant:
    """Takes turns.

    Args:
        models: lends the chat model.
        queue: says whose turn it is.
        recorder: writes answers down.
        tracing: keeps the figures of turns and of their stages.
        guards: say what may go in, and what may come out.
        settings: the `[assistant]` section.
        knowledge: people's documents; None where there are none to be asked.
    """

    def __init__(
        self,
        models: Residents,
        queue: FairQueue,
        recorder: Recorder,
        tracing: Tracing,
        guards: Guards,
        settings: AssistantSettings,
        knowledge: Knowledge | None = None,
    ) -> None:
        self._models = models
        self._queue = queue
        self._recorder = recorder
        self._tracing = tracing
        self._guards = guards
        self._settings = settings
        self._knowledge = knowledge

    async def turn(self, request: TurnRequest) -> AsyncGenerator[TurnEvent, None]:
        """Take one turn. Closing the generator stops it at once and keeps what was written.

        Yields:
            `Waiting` each time its place changes; `Sourced` where documents were asked; `Started`;
            the answer's deltas; `Sourced` once more; `Finished`.

        Raises:
            InvalidRequest: there is nothing to answer, or it is too long.
            QueueFull: too many wait already.
            ModelError: the model can't answer.
        """
        guard = TurnGuard(self._guards, request)
        sources = TurnSources(self._knowledge, request)
        answer = Answer(request, guard, sources, self._recorder, self._tracing)
        with answer.recorded():
            check(request.messages, self._settings)
            request = await guard.admitted()
            answer.admitted()
            if guard.blocked:
                for said in answer.withheld():
                    yield said
            else:
                events = self._answered(request, guard, sources, answer)
                with sources.undisturbed():
                    async with aclosing(events):
                        async for event in events:
                            yield event
        if told := sources.told():
            yield told
        await answer.kept()
        yield answer.finished()

    async def _answered(
        self, request: TurnRequest, guard: TurnGuard, sources: TurnSources, answer: Answer
    ) -> AsyncGenerator[TurnEvent, None]:
        """Wait for a slot, and have the model answer what the guards let in."""
        with self._queue.join(request.person) as ticket:
            with answer.stage(Operation.QUEUE):
                async for place in ticket.places():
                    yield Waiting(place)
            async with self._models.lease() as model:
                answer.taken(model)
                request = await sources.found(request, model, guard.quoted)
                if told := sources.told():
                    yield told
                if sources.abstains:
                    for said in answer.abstained():
                        yield said
                    return
                sampling = self._sampling(request, model.sampling)
                request, prompt, dropped = await self._fitted(request, sources, model, sampling)
                yield answer.started(prompt, dropped)
                asked = request.asked(prompt, sampling, logprobs=self._tracing.confidence)
                with answer.stage(Operation.CHAT):
                    async with aclosing(guard.answered(model, asked, request.sources)) as pieces:
                        async for piece in sources.cited(pieces, request):
                            yield guard.restored(answer.add(piece))

    async def _fitted(
        self, request: TurnRequest, sources: TurnSources, model: ChatModel, sampling: Sampling
    ) -> tuple[TurnRequest, tuple[Message, ...], int]:
        """The request with as many passages as the model can read, its prompt, and how many of the
        oldest messages didn't fit.
        """
        messages = self._with_system_prompt(request.messages)
        while True:
            try:
                quoted = with_sources(messages, request.sources)
                return request, *await fit(quoted, model, sampling.max_tokens)
            except ContextTooLong:
                if (shorter := sources.fewer(request)) is None:
                    raise
                request = shorter

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
