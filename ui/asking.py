"""From words to a running turn: however they came, typed or spoken, a question is asked here.

It is checked before it is written down, and the turn goes through the one assistant.
"""

from dataclasses import dataclass

from jarvis.assistant import TurnRequest, check, new_turn_id
from jarvis.errors import InvalidRequest
from jarvis.guardrails.finding import Direction, Verdict
from jarvis.turn import Speech
from jarvis.turn_guard import marks
from models.types import Message
from ui.history import history
from ui.knowledge.choosing import scope
from ui.parts import Parts
from ui.running import RunningTurn, Turns
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom, in which window.

    Attributes:
        chat: the conversation; "" begins a new one.
        instead_of: the message whose place it takes; "" is the end.
        documents, collections: which documents are asked; see `ui.knowledge.choosing.scope`.
        speech: how it was spoken; None where it was typed.
    """

    person: str
    window: str
    text: str
    chat: str = ""
    instead_of: str = ""
    documents: str = ""
    collections: str = ""
    speech: Speech | None = None
    task: str = "chat"


class Asking:
    """Begins turns. Keeps nothing of a person's."""

    def __init__(self, parts: Parts, turns: Turns) -> None:
        self._parts = parts
        self._store = parts.conversations
        self._turns = turns

    async def ask(self, question: Question, words: Words) -> RunningTurn:
        """Write a question down, and begin its answer.

        Raises:
            InvalidRequest: it is empty or too long, or the conversation's last one is still being
                answered.
        """
        check((Message("user", question.text),), self._parts.limits)
        self.refuse_while_answering(question.person, question.chat, words)
        chat = question.chat or self._store.create(question.person).id
        earlier = [message.content for message in self._store.thread(question.person, chat)]
        verdict = await self._parts.guards.question(question.text, chat, earlier)
        self.refuse_while_answering(question.person, question.chat, words)
        self._store.ask(
            question.person,
            chat,
            verdict.stored,
            instead_of=question.instead_of or None,
            marks=marks(verdict, Direction.INPUT),
        )
        return self.answer(question, chat, verdict)

    def answer(
        self,
        question: Question,
        chat: str,
        verdict: Verdict | None = None,
        *,
        again: str | None = None,
    ) -> RunningTurn:
        """Begin an answer to the conversation's last question.

        Args:
            again: the answer that it takes the place of.
        """
        turn = new_turn_id()
        self._store.begin_answer(question.person, chat, turn, instead_of=again)
        thread = self._store.thread(question.person, chat)
        request = TurnRequest(
            question.person,
            history(thread[:-1]),
            turn=turn,
            conversation=chat,
            task=question.task,
            scope=scope(question.documents, question.collections, chat),
            verdict=verdict,
            speech=question.speech,
        )
        return self._turns.start(request, question.window)

    def refuse_while_answering(self, person: str, chat: str, words: Words) -> None:
        """One answer at a time in a conversation.

        Raises:
            InvalidRequest
        """
        if self._turns.running(person, chat):
            raise InvalidRequest(words.still_answering, words.still_answering_hint)
