"""What a model is told of a conversation. Pure; fitting it into a context is `jarvis.history`."""

from collections.abc import Sequence

from jarvis.conversations import StoredMessage
from models.types import Message
from ui.reasoning import split_reasoning


def history(thread: Sequence[StoredMessage]) -> tuple[Message, ...]:
    """The messages of a conversation, oldest first, with answers but without their thoughts.

    A question whose answer never came is left out with it, since many models' templates insist
    that questions and answers take turns.
    """
    told: list[Message] = []
    for message in thread:
        if message.role == "user":
            told.append(Message("user", message.content))
        elif answer := split_reasoning(message.content)[1]:
            told.append(Message("assistant", answer))
        elif told:
            told.pop()
    return tuple(told)
