"""Fit a conversation into a model's context, by the model's own token count.

The oldest messages go first. The system prompt and the last question never go.
"""

from collections.abc import Sequence

from models.chat import ChatModel
from models.errors import ContextTooLong
from models.types import Message

ANSWER_SHARE = 4
"""An answer is promised at least a quarter of the context, or its `max_tokens` if that is less."""


async def fit(
    messages: Sequence[Message], model: ChatModel, max_tokens: int | None
) -> tuple[tuple[Message, ...], int]:
    """The messages that the model can be given, and how many of the oldest were dropped.

    Args:
        messages: oldest first; a system message, if there is one, comes first.
        max_tokens: the most that the answer may take; None is no limit.

    Raises:
        ContextTooLong: the last question alone doesn't fit.
    """
    share = model.context_length // ANSWER_SHARE
    room = model.context_length - min(max_tokens or share, share)
    pinned = messages[:1] if messages and messages[0].role == "system" else ()
    rest = messages[len(pinned) :]
    if await model.count_tokens(messages) <= room:
        return tuple(messages), 0
    starts = [i for i, message in enumerate(rest) if message.role == "user"]
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high) // 2
        if await model.count_tokens([*pinned, *rest[starts[middle] :]]) <= room:
            high = middle
        else:
            low = middle + 1
    kept = (*pinned, *rest[starts[low] :]) if starts else tuple(messages)
    if (tokens := await model.count_tokens(kept)) > room:
        raise too_long(tokens, room)
    return kept, len(messages) - len(kept)


def too_long(tokens: int, room: int) -> ContextTooLong:
    """The error for a question that alone is longer than the context."""
    return ContextTooLong(
        f"Your message is {tokens:,} tokens long; this model can read {room:,} at a time.",
        "Shorten it, send it in parts, or choose a model with a longer context.",
        tokens=tokens,
        limit=room,
    )
