"""Pure: what stands beside the chat model, the one that people wait for first.

An embedder and a recogniser are always wanted; a re-ranker and classifiers only where a person
fetched them.
"""

from collections.abc import Iterator
from dataclasses import replace

from models.catalogue import Card, Check, Task
from models.hardware import Hardware
from models.memory import ON_CPU, ON_GPU, expected
from models.placing import Placed, Wish, place
from models.room import CPU, NOTHING, Need, Room

COMPANIONS: tuple[Task, ...] = ("transcription", "embedding")
CHECKS: tuple[Check, ...] = ("injection", "toxicity")


def after(room: Room, placed: Placed) -> Room:
    """What is left beside it."""
    return room.without(placed.devices, placed.memory.total)


def least(cards: tuple[Card, ...], tasks: tuple[Task, ...]) -> Need:
    """What the smallest models of `tasks` take together."""
    return Need(
        gpu=sum(min(_sizes(cards, task, gpus=1), default=0) for task in tasks),
        ram=sum(min(_sizes(cards, task, gpus=0), default=0) for task in tasks),
    )


def companions(
    cards: tuple[Card, ...], hardware: Hardware, room: Room, wish: Wish, chat: Placed | None
) -> dict[Task, Placed]:
    """The best recogniser and embedder in what the chat model leaves, by task."""
    room = after(room, chat) if chat else room
    found: dict[Task, Placed] = {}
    for position, task in enumerate(COMPANIONS, 1):
        rest = least(cards, COMPANIONS[position:])
        candidates = sorted((c for c in cards if c.task == task), key=lambda c: (-c.rank, c.name))
        beside = (_beside(card, hardware, room, wish, rest, chat) for card in candidates)
        if placed := next(filter(None, beside), None):
            found[task], room = placed, after(room, placed)
    return found


def reranker(
    cards: tuple[Card, ...], hardware: Hardware, room: Room, wish: Wish, chat: Placed | None
) -> Placed | None:
    """The best re-ranker in what the chat model and its companions leave.

    One that is quick enough comes before a better one that isn't; a slow one was asked for, too.
    """
    room = after(room, chat) if chat else room
    candidates = sorted(
        (c for c in cards if c.task == "reranking"), key=lambda c: (-c.rank, c.name)
    )
    beside = (
        _beside(card, hardware, room, wishes, NOTHING, chat)
        for wishes in (wish, replace(wish, patient=True))
        for card in candidates
    )
    return next(filter(None, beside), None)


def classifiers(
    cards: tuple[Card, ...], hardware: Hardware, room: Room, wish: Wish, chat: Placed | None
) -> tuple[Placed, ...]:
    """The best classifier for each check, in what the chat model and its companions leave.

    They were asked for, so they may be slow.
    """
    room = after(room, chat) if chat else room
    patient = replace(wish, patient=True)
    found: tuple[Placed, ...] = ()
    for check in CHECKS:
        candidates = sorted((c for c in cards if c.check == check), key=lambda c: (-c.rank, c.name))
        beside = (_beside(card, hardware, room, patient, NOTHING, chat) for card in candidates)
        if placed := next(filter(None, beside), None):
            found, room = (*found, placed), after(room, placed)
    return found


def _beside(
    card: Card, hardware: Hardware, room: Room, wish: Wish, rest: Need, chat: Placed | None
) -> Placed | None:
    """A companion's place: on a GPU of its own, on the chat model's, or on the processor."""
    taken = chat.devices if chat else CPU
    apart = replace(hardware, gpus=tuple(g for g in hardware.gpus if g.index not in taken))
    placed = place(card, apart, room, wish, rest)
    if taken and not (placed and placed.devices):
        placed = place(card, hardware, room, wish, rest)
        if placed and placed.devices:
            return replace(placed, reason="On the GPU, beside the language model.")
    elif taken and placed:
        return replace(placed, reason="On a GPU that the language model leaves free.")
    return placed


def _sizes(cards: tuple[Card, ...], task: Task, *, gpus: int) -> Iterator[int]:
    engines = ON_GPU if gpus else ON_CPU
    return (
        expected(card, gpus=gpus).total
        for card in cards
        if card.task == task and card.engine in engines
    )
