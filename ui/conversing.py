"""What happens when a person does something on the chat tab. How it looks is decided elsewhere."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr
import structlog

from jarvis.conversations import StoredMessage
from jarvis.errors import JarvisError
from ui.asking import Asking, Question
from ui.failure import failure
from ui.link import Asked, Notice, PageState, asked
from ui.parts import Parts
from ui.running import RunningTurn, Snapshot, Turns
from ui.session import person, window
from ui.sidebar import conversation_list
from ui.transcript import transcript
from ui.words import Words

Shown = tuple[Any, Any, Any]
"""New values for the transcript, the page's state and the sidebar; `gr.skip()` leaves one alone."""

Steps = AsyncGenerator[Shown, None]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Doing:
    """What is asked, by whom, in which window."""

    asked: Asked
    person: str
    window: str


Act = Callable[[Doing], Steps]


class Conversing:
    """The chat tab's acts, in one language. They keep nothing of a person's."""

    def __init__(self, parts: Parts, turns: Turns, words: Words) -> None:
        self._parts = parts
        self._store = parts.conversations
        self._guards = parts.guards
        self._turns = turns
        self._asking = Asking(parts, turns)
        self._words = words

    def handler(self, act: Act) -> Callable[[gr.EventData, gr.Request], Steps]:
        """An act as Gradio calls it. What goes wrong is said on the page, with nothing lost."""

        async def handle(event: gr.EventData, request: gr.Request) -> Steps:
            it = Doing(asked(event), person(request), window(request))
            try:
                async with aclosing(act(it)) as steps:
                    async for shown in steps:
                        yield shown
            except JarvisError as error:
                yield self._refusal(it, error)
            except Exception as error:
                log.exception("page_failed", conversation_id=it.asked.chat)
                yield self._refusal(it, error)

        return handle

    async def open(self, it: Doing) -> Steps:
        """Show a conversation, and follow its answer if one is being written."""
        self._turns.look_away(it.window)
        async for shown in self._show(it, it.asked.target):
            yield shown

    async def send(self, it: Doing) -> Steps:
        """Take a question, new or in place of an earlier one, and answer it."""
        turn = await self._asking.ask(_question(it), self._words)
        async for shown in self._follow(turn, it, accepted=True):
            yield shown

    async def follow(self, it: Doing) -> Steps:
        """Show a conversation whose last question was asked aloud, as if it had been typed."""
        turn = self._turns.running(it.person, it.asked.target)
        steps = self._follow(turn, it, accepted=True) if turn else self._show(it, it.asked.target)
        async for shown in steps:
            yield shown

    async def again(self, it: Doing) -> Steps:
        """Answer a question once more; the answer before stays as another version."""
        self._refuse_while_answering(it)
        turn = self._asking.answer(_question(it), it.asked.chat, again=it.asked.message)
        async for shown in self._follow(turn, it):
            yield shown

    async def branch(self, it: Doing) -> Steps:
        """Show another version of a message, and what came after it."""
        self._refuse_while_answering(it)
        self._store.show_branch(it.person, it.asked.chat, it.asked.message)
        yield self._conversation(it, it.asked.chat)

    async def stop(self, it: Doing) -> Steps:
        """Stop the answer; the event that follows it shows how it ended."""
        await self._turns.stop(it.person, it.asked.chat)
        yield gr.skip(), gr.skip(), gr.skip()

    async def search(self, it: Doing) -> Steps:
        """Find conversations."""
        yield gr.skip(), gr.skip(), self._sidebar(it)

    async def rename(self, it: Doing) -> Steps:
        """Give a conversation another title."""
        self._store.rename(it.person, it.asked.target, it.asked.text)
        yield gr.skip(), gr.skip(), self._sidebar(it)

    async def remove(self, it: Doing) -> Steps:
        """Put a conversation away, and offer to bring it back."""
        chat = it.asked.target
        title = self._store.get(it.person, chat).title
        await self._turns.stop(it.person, chat)
        self._store.delete(it.person, chat)
        notice = Notice(self._words.deleted.format(title=title), undo=chat)
        if chat == it.asked.chat:
            self._turns.look_away(it.window)
            yield [], self._state(it, chat="", empty=True, notice=notice), self._sidebar(it)
        else:
            yield gr.skip(), self._still(it, notice=notice), self._sidebar(it)

    async def restore(self, it: Doing) -> Steps:
        """Bring a conversation back, and show it."""
        self._store.restore(it.person, it.asked.target)
        async for shown in self.open(it):
            yield shown

    def _refuse_while_answering(self, it: Doing) -> None:
        self._asking.refuse_while_answering(it.person, it.asked.chat, self._words)

    async def _show(self, it: Doing, chat: str) -> Steps:
        if not chat:
            yield [], self._state(it, chat="", empty=True), self._sidebar(it)
        elif turn := self._turns.running(it.person, chat):
            async for shown in self._follow(turn, it):
                yield shown
        else:
            try:
                yield self._conversation(it, chat)
            except JarvisError as error:
                yield [], self._state(it, error, chat="", empty=True), self._sidebar(it)

    async def _follow(self, turn: RunningTurn, it: Doing, *, accepted: bool = False) -> Steps:
        """The conversation while its answer grows."""
        chat = turn.request.conversation or ""
        thread = self._readable(it, chat)
        rate = self._parts.settings.updates_per_second
        state = self._state(it, chat=chat, busy=True, accepted=accepted, say=self._words.writing)
        sidebar, last = self._sidebar(it), Snapshot(turn.request.turn)
        async with aclosing(self._turns.watch(turn, it.window, rate)) as snapshots:
            async for last in snapshots:
                if not last.done:
                    yield transcript(thread, self._words, last), state, sidebar
                    state = sidebar = gr.skip()
        if last.done:
            yield self._conversation(it, chat, last)
        else:  # Gradio shows an event's last values once more when it ends: let that be nothing
            yield gr.skip(), gr.skip(), gr.skip()

    def _conversation(self, it: Doing, chat: str, last: Snapshot | None = None) -> Shown:
        """A conversation at rest; `last` is how its turn ended, if it has just done so."""
        thread = self._readable(it, chat)
        error = last.error if last else None
        problem = failure(error, self._words, self._parts.log_file) if error else None
        said = "" if last is None else problem.message if problem else self._words.answered
        shown = transcript(thread, self._words, last, problem, self._parts.log_file)
        state = self._state(it, chat=chat, say=said, empty=not thread)
        return shown, state, self._sidebar(it)

    def _readable(self, it: Doing, chat: str) -> list[StoredMessage]:
        """The conversation with the values that may be seen again in it."""
        vault = self._guards.vaults.of(chat)
        return [
            replace(message, content=self._guards.restored(message.content, vault))
            for message in self._store.thread(it.person, chat)
        ]

    def _refusal(self, it: Doing, error: Exception) -> Shown:
        return gr.skip(), self._still(it, error), gr.skip()

    def _still(self, it: Doing, error: Exception | None = None, **how: Any) -> str:
        """The state of a window that goes on showing what it shows."""
        busy = self._turns.running(it.person, it.asked.chat) is not None
        return self._state(it, error, busy=busy, empty=not it.asked.chat, **how)

    def _state(self, it: Doing, error: Exception | None = None, **how: Any) -> str:
        refused = failure(error, self._words, self._parts.log_file) if error else None
        state = PageState(it.asked.id, chat=it.asked.chat, refused=refused)
        return replace(state, **how).json()

    def _sidebar(self, it: Doing) -> str:
        found = self._store.recent(it.person, it.asked.search)
        return conversation_list(found, it.asked.search, self._words, datetime.now(UTC))


def _question(it: Doing) -> Question:
    asked = it.asked
    return Question(
        it.person,
        it.window,
        asked.text,
        chat=asked.chat,
        instead_of=asked.message,
        documents=asked.documents,
        collections=asked.collections,
    )
