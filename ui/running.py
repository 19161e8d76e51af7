"""Turns that are being answered, apart from the windows that watch them.

A turn belongs to a person and a conversation, not to a browser window: it goes on while a page
reloads, and the new page watches on. When its last window stays away for longer than a reload
takes, the turn is stopped. How an answer looks is the business of `ui.transcript`.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace

import structlog

from jarvis.assistant import (
    Assistant,
    Finished,
    Sourced,
    Started,
    TurnEvent,
    TurnRequest,
    Waiting,
)
from jarvis.conversations import Conversations
from jarvis.errors import JarvisError
from jarvis.stored import NO_GROUNDS, Grounds
from models.types import ChatDelta

RELOAD_SECONDS = 4.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a turn stands.

    Attributes:
        place: in the queue, 1 is next; 0 when it doesn't wait there.
        started: a model has taken the turn.
        progress: the share of the prompt that it has read; 0 where the engine doesn't say.
        grounds: what the answer may rest on, of the person's documents.
        error: what it ended with; one that isn't a `JarvisError` is a fault of ours.
        done: nothing will change any more.
    """

    turn: str
    place: int = 0
    started: bool = False
    progress: float = 0.0
    grounds: Grounds = NO_GROUNDS
    text: str = ""
    reasoning: str = ""
    finished: Finished | None = None
    error: Exception | None = None
    done: bool = False


@dataclass(slots=True)
class RunningTurn:
    """One turn: what has come of it, and which windows are open on it."""

    request: TurnRequest
    windows: set[str] = field(default_factory=set)
    stopped: bool = False
    task: asyncio.Task[None] | None = None
    _text: list[str] = field(default_factory=list)
    _reasoning: list[str] = field(default_factory=list)
    _now: Snapshot = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._now = Snapshot(self.request.turn)

    def snapshot(self) -> Snapshot:
        """How it stands now."""
        return replace(self._now, text="".join(self._text), reasoning="".join(self._reasoning))

    async def play(self, events: AsyncGenerator[TurnEvent, None]) -> None:
        """Take the turn's events, to its end."""
        try:
            async with aclosing(events):
                async for event in events:
                    self._take(event)
                    self._wake()
        except JarvisError as error:
            self._now = replace(self._now, error=error)
        except Exception as error:
            log.exception("turn_failed", turn=self.request.turn)
            self._now = replace(self._now, error=error)

    def end(self) -> None:
        """Nothing more will come."""
        self._now = replace(self._now, done=True)
        self._ended.set()
        self._wake()

    def _take(self, event: TurnEvent) -> None:
        match event:
            case Waiting(place=place):
                self._now = replace(self._now, place=place)
            case Sourced(grounds=grounds):
                self._now = replace(self._now, grounds=grounds)
            case Started():
                self._now = replace(self._now, place=0, started=True)
            case ChatDelta():
                self._text.append(event.text)
                self._reasoning.append(event.reasoning)
                if event.progress is not None:
                    self._now = replace(self._now, progress=event.progress)
            case Finished():
                self._now = replace(self._now, finished=event)

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def watch(self, updates_per_second: float) -> AsyncGenerator[Snapshot, None]:
        """The turn as it grows: at most so many snapshots a second, the last one at once."""
        while True:
            changed = self._changed
            yield (now := self.snapshot())
            if now.done:
                return
            await changed.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), 1 / updates_per_second)


class Turns:
    """The turns that run now. Every look-up names the person.

    Args:
        reload_seconds: how long a turn without a window goes on.
    """

    def __init__(
        self,
        assistant: Assistant,
        conversations: Conversations,
        *,
        reload_seconds: float = RELOAD_SECONDS,
    ) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._reload_seconds = reload_seconds
        self._running: dict[tuple[str, str], RunningTurn] = {}
        self._watching: dict[str, str] = {}

    def start(self, request: TurnRequest, window: str) -> RunningTurn:
        """Begin a turn of a conversation, watched from `window`."""
        assert request.conversation is not None, "the page only asks within conversations"
        turn = RunningTurn(request, {window})
        key = (request.person, request.conversation)
        self._running[key] = turn
        turn.task = asyncio.get_running_loop().create_task(self._play(turn, key), name=request.turn)
        return turn

    async def _play(self, turn: RunningTurn, key: tuple[str, str]) -> None:
        try:
            await turn.play(self._assistant.turn(turn.request))
        except asyncio.CancelledError:
            if not turn.stopped:
                raise
            self._conversations.mark_stopped(turn.request.turn)
        finally:
            del self._running[key]
            turn.end()

    def running(self, person: str, conversation: str) -> RunningTurn | None:
        """The turn that is being answered in a conversation."""
        return self._running.get((person, conversation))

    async def watch(
        self, turn: RunningTurn, window: str, updates_per_second: float
    ) -> AsyncGenerator[Snapshot, None]:
        """Follow `turn` until it ends, or until the window looks at something else."""
        turn.windows.add(window)
        self._watching[window] = turn.request.turn
        async with aclosing(turn.watch(updates_per_second)) as snapshots:
            async for snapshot in snapshots:
                if self._watching.get(window) != turn.request.turn:
                    return
                yield snapshot

    def look_away(self, window: str) -> None:
        """The window shows something else from now on; its turns go on."""
        self._watching.pop(window, None)

    def leave(self, window: str) -> None:
        """The window is gone. Turns that nobody comes back to are stopped."""
        self.look_away(window)
        for turn in self._running.values():
            if window in turn.windows:
                turn.windows.discard(window)
                asyncio.get_running_loop().call_later(self._reload_seconds, _end_if_alone, turn)

    async def stop(self, person: str, conversation: str) -> None:
        """Stop the conversation's turn at once, and keep what was written."""
        turn = self.running(person, conversation)
        if turn is None or turn.task is None:
            return
        if not turn.stopped:
            turn.stopped = True
            turn.task.cancel()
        await asyncio.wait({turn.task})


def _end_if_alone(turn: RunningTurn) -> None:
    if not turn.windows and turn.task is not None:
        turn.task.cancel()
