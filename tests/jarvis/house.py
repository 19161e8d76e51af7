"""An assistant with the parts it is handed, real ones, and what tests do with it."""

import asyncio
from functools import cache

from jarvis.assistant import Assistant, TurnRequest
from jarvis.config import AssistantSettings
from jarvis.conversations import Conversations
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import GuardrailSettings
from jarvis.queue import FairQueue
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.spans import SpanRows
from jarvis.telemetry.tracing import Tracing
from jarvis.telemetry_settings import TelemetrySettings
from models.chat import ChatModelSpec
from models.chat.scripted import Settings
from models.residents import Residents, Rung
from models.types import ChatDelta, Message
from tests.jarvis.guardrails.conftest import PLAIN


def rung(name="scripted", context=200, sequences=1, **settings):
    return Rung("scripted", ChatModelSpec(name, "", context, sequences), Settings(**settings))


@cache
def plain_guards(policy):
    """Loaded once a policy: that takes a quarter of a second."""
    guards = Guards(policy, **PLAIN)
    guards.load()
    return guards


class House:
    """Guards know a few plain words only: `tests.jarvis.guardrails.conftest`."""

    def __init__(self, folder, policy=None, knowledge=None):
        self.queue = FairQueue()
        self.residents = Residents()
        self.conversations = Conversations(folder / "c.db")
        self.settings = AssistantSettings(system_prompt="Be kind.", max_tokens=20)
        self.folder = folder / "ledger"
        self.ledger = Ledger(self.folder, TelemetrySettings())
        self.guards = plain_guards(policy or GuardrailSettings())
        rows = SpanRows(self.ledger, lambda decision: None)
        self.assistant = Assistant(
            self.residents,
            self.queue,
            self.conversations,
            Tracing(rows, confidence=True),
            self.guards,
            self.settings,
            knowledge,
        )

    def ask(self, *texts, person="ana", **options):
        roles = ("user", "assistant")
        messages = [Message(roles[i % 2], text) for i, text in enumerate(texts)]
        return self.assistant.turn(TurnRequest(person, tuple(messages), **options))

    def conversation(self, question):
        conversation = self.conversations.create("ana")
        self.conversations.ask("ana", conversation.id, question)
        self.conversations.begin_answer("ana", conversation.id, "turn-1")
        return lambda: self.conversations.thread("ana", conversation.id)[-1]

    async def close(self):
        await self.residents.close()
        self.conversations.close()
        self.ledger.close()


async def told(events):
    """The answer's text, and the turn's other events."""
    text, others = "", []
    async for event in events:
        if isinstance(event, ChatDelta):
            text += event.text
        else:
            others.append(event)
    return text, others


async def settled(house):
    """Until the ledger has written what was given to it."""
    await asyncio.wrap_future(house.ledger.run(lambda connection: None))
