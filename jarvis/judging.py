"""What people say of an answer: an event in the ledger, and the present state beside its words.

The ledger comes first. Where it can't take the event nothing changes, so that the page never
shows a thumb that isn't counted.
"""

import asyncio

from jarvis.conversations import Conversations, Rating
from jarvis.errors import ConversationNotFound
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Feedback, Word


async def rate(
    ledger: Ledger, conversations: Conversations, person: str, turn: str, rating: Rating
) -> None:
    """Keep what a person thinks of an answer of theirs. It is on the disk when this returns.

    Raises:
        ConversationNotFound: it is another person's, or deleted.
        DecisionNotFound: the ledger doesn't know the turn.
        LedgerUnavailable: nothing is recorded now.
    """
    exchange = conversations.exchange(turn)
    if exchange is None or exchange.person != person:
        raise ConversationNotFound("That message isn't there any more.", "Reload the page.")
    await _give(ledger, _thumb(turn, person, rating))
    conversations.rate(person, turn, rating)


async def judge(
    ledger: Ledger, conversations: Conversations, reviewer: str, decision: str, word: Word
) -> None:
    """Keep a verdict from the review queue. Withdrawing it lets the person's own thumb, if there
    is one, count again.

    Raises:
        DecisionNotFound, LedgerUnavailable
    """
    await _give(ledger, Feedback(decision, word, "review", reviewer))
    exchange = conversations.exchange(decision) if word == "withdrawn" else None
    if exchange is not None and exchange.rating.word:
        await _give(ledger, _thumb(decision, exchange.person, exchange.rating))


def _thumb(turn: str, person: str, rating: Rating) -> Feedback:
    return Feedback(turn, rating.word or "withdrawn", "page", person, rating.reasons)


async def _give(ledger: Ledger, feedback: Feedback) -> None:
    await asyncio.wrap_future(ledger.give_feedback(feedback))
