"""One text, any direction, for whoever asks from outside: the page's trial, HTTP, the terminal."""

import asyncio

from jarvis.guardrails.answer_guard import checked_answer
from jarvis.guardrails.finding import Direction, Verdict
from jarvis.guardrails.guards import Guards


async def examined(guards: Guards, text: str, direction: Direction) -> Verdict:
    """What a turn would do with `text`. An answer goes through its cuts, as it would in a turn.

    Raises:
        GuardrailsUnavailable
    """
    await guards.ready()
    if direction is Direction.OUTPUT:
        return await asyncio.to_thread(checked_answer, guards, text)
    return await guards.read(text, direction)
