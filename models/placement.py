"""Pure: model cards and a machine's hardware in, a plan with reasons out. Loads nothing.

The chat model comes first: the best one that fits while the smallest recogniser and embedder
still find a place. Those two then take the best of what is left, a re-ranker and classifiers come
after them, and the ladder's lower rungs take what is left then, so that any rung can stand beside
all of them.
`preference` is the only judge of "best"; it knows nothing of memory, so more memory never makes a
choice worse.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.catalogue import Card
from models.companions import COMPANIONS, after, classifiers, companions, least, reranker
from models.errors import ModelTooLarge
from models.hardware import Hardware
from models.memory import GIB, MIB, ON_CPU, Memory, expected
from models.placing import Placed, Wish, device_sets, least_context, place, too_old
from models.room import CPU, NOTHING, Need, Room, room_of

__all__ = [
    "Memory",
    "Placed",
    "Plan",
    "Wish",
    "fits",
    "gpu_memory_utilization",
    "plan",
    "preference",
    "readable",
    "too_large",
]

WORTH_A_GPU = 2_500_000_000
"""Parameters. Below it, a larger model on the processor answers better and fast enough."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each model goes.

    Attributes:
        chat: the ladder: best first, each next rung is tried when the one before can't load; the
            last is the starter.
        embedding, transcription: likewise, one model each; None when nothing fits.
        notes: what a person should know, e.g. what was passed over and why.
        classification: the best classifier for each check that has one.
        reranking: the best re-ranker; None where none is here.
    """

    chat: tuple[Placed, ...]
    embedding: Placed | None
    transcription: Placed | None
    notes: tuple[str, ...] = ()
    classification: tuple[Placed, ...] = ()
    reranking: Placed | None = None


def plan(
    cards: tuple[Card, ...],
    hardware: Hardware,
    *,
    available: frozenset[str] | None = None,
    engines: frozenset[str] | None = None,
    context_length: int = 8192,
    max_sequences: int = 4,
    llama_gpu: bool = False,
    vllm_cpu: bool = False,
) -> Plan:
    """Place a language model, its companions, a re-ranker and classifiers on `hardware`.

    Args:
        cards: what may be used.
        available: names of the cards whose weights are on disk; None takes all as available
            (for `jarvis plan --gpus …`, which asks what would be).
        engines: those that are installed; None takes all as installed.
        context_length: tokens a sequence that we would like; a model's own limit and the memory
            may lower it.
        max_sequences: answers at the same time that we would like.
        llama_gpu: whether the installed llama.cpp can use the GPUs.
        vllm_cpu: whether the installed vLLM is the build for processors.
    """
    wish = Wish(context_length, max_sequences, llama_gpu, vllm_cpu)
    runnable = tuple(card for card in cards if engines is None or card.engine in engines)
    usable = tuple(card for card in runnable if available is None or card.name in available)
    starter = next((card for card in cards if _is_starter(card)), None)
    room = room_of(hardware)

    rungs = _rungs(usable, hardware, room, wish)
    if not rungs and starter:
        rungs = (_starter(starter, hardware, room, wish, least(usable, COMPANIONS)),)
    first = rungs[0] if rungs else None
    beside = companions(usable, hardware, room, wish, first)
    for companion in beside.values():
        room = after(room, companion)
    if ranks := reranker(usable, hardware, room, wish, first):
        room = after(room, ranks)
    judges = classifiers(usable, hardware, room, wish, first)
    for judge in judges:
        room = after(room, judge)
    return Plan(
        chat=rungs[:1] + _lower(rungs, starter, hardware, room, wish),
        embedding=beside.get("embedding"),
        transcription=beside.get("transcription"),
        classification=judges,
        reranking=ranks,
        notes=(*_passed_over(hardware), *_not_on_disk(runnable, usable, first, hardware, wish)),
    )


def fits(card: Card, hardware: Hardware, wish: Wish | None = None) -> Placed | str:
    """Where `card` would go if it had the machine to itself, or why it doesn't fit, in words.

    This is for a model that a person asks for: it may be slower than `plan` would take by itself.
    """
    wish = replace(wish or Wish(), patient=True)
    if card.engine not in ON_CPU:
        context = min(wish.context_length, card.context_length or wish.context_length)
        reason = "It runs elsewhere and takes no memory here."
        return Placed(card, card.engine, CPU, context, wish.max_sequences, Memory(0, 0, 0), reason)
    room = room_of(hardware)
    placed = place(card, hardware, room, wish)
    return placed or _why_not(card, hardware, room, wish)


def too_large(
    card: Card, hardware: Hardware, cards: Iterable[Card], wish: Wish | None = None
) -> ModelTooLarge:
    """The error for a `card` that doesn't fit; its hint is the best smaller one that does."""
    smaller = [
        other
        for other in cards
        if other.task == card.task
        and other.weights_bytes < card.weights_bytes
        and isinstance(fits(other, hardware, wish), Placed)
    ]
    nearest = max(smaller, key=lambda other: (other.rank, other.name), default=None)
    return ModelTooLarge(
        f"{card.title} doesn't fit this machine. {fits(card, hardware, wish)}",
        f"{nearest.title} fits: jarvis models pull {nearest.name}" if nearest else "",
    )


def gpu_memory_utilization(placed: Placed, hardware: Hardware) -> float:
    """The share of each of its GPUs that vLLM may take: what was planned, and no more.

    vLLM fills all that it is given with KV cache, so a larger share would starve the recogniser
    and the embedder on the same card.

    Raises:
        ValueError: the model isn't placed on a GPU of this machine.
    """
    totals = [gpu.memory_total for gpu in hardware.gpus if gpu.index in placed.devices]
    if not totals:
        raise ValueError(f"{placed.card.name} is not placed on a GPU of this machine")
    share = placed.memory.total / len(totals) / min(totals)
    # Up to the next thousandth: rounding must not cost the last block of the cache.
    return int(share * 1000 + 1) / 1000


def preference(card: Card, devices: tuple[int, ...]) -> tuple[bool, bool, int, bool]:
    """How much we like `card` on `devices`; greater is better.

    A grown model on a GPU answers ten times as fast as on the processor, so that counts first.
    Otherwise a model that speaks Spanish as well as English comes before one that doesn't.
    """
    grown = bool(devices) and card.parameters >= WORTH_A_GPU
    return grown, not grown and "es" in card.languages, card.rank, bool(devices)


def readable(size: int) -> str:
    """Bytes for people: "4.7 GB", "38 MB"."""
    return f"{size / GIB:.1f} GB" if size >= GIB / 2 else f"{round(size / MIB)} MB"


def _is_starter(card: Card) -> bool:
    return card.task == "chat" and bool(card.package)


def _order(placed: Placed) -> tuple[tuple[bool, bool, int, bool], str]:
    return preference(placed.card, placed.devices), placed.card.name


def _rungs(
    cards: tuple[Card, ...], hardware: Hardware, room: Room, wish: Wish
) -> tuple[Placed, ...]:
    """Every chat model but the starter that fits beside the smallest companions, best first."""
    rest = least(cards, COMPANIONS)
    chat = [card for card in cards if card.task == "chat" and not _is_starter(card)]
    placed = [p for card in chat if (p := place(card, hardware, room, wish, rest))]
    best, *others = sorted(placed, key=_order, reverse=True) or (None,)
    if best is None:
        return ()
    reason = f"The best that fits beside a recogniser and an embedder. {best.reason}"
    return (replace(best, reason=reason), *others)


def _lower(
    rungs: tuple[Placed, ...], starter: Card | None, hardware: Hardware, room: Room, wish: Wish
) -> tuple[Placed, ...]:
    """The ladder below its first rung: what stands beside the companions, then the starter."""
    below = tuple(p for rung in rungs[1:] if (p := place(rung.card, hardware, room, wish)))
    if starter is None or _is_starter(rungs[0].card):
        return below
    return (*below, _starter(starter, hardware, room, wish))


def _starter(
    card: Card, hardware: Hardware, room: Room, wish: Wish, rest: Need = NOTHING
) -> Placed:
    """The starter's place: on the processor, and kept even where memory seems too short."""
    on_cpu, patient = replace(hardware, gpus=()), replace(wish, patient=True)
    for need in (rest, NOTHING):
        if placed := place(card, on_cpu, Room(room.ram), patient, need):
            reason = f"It comes with Jarvis and runs anywhere. {placed.reason}"
            return replace(placed, reason=reason)
    context = least_context(card, patient)
    reason = f"Memory is short ({readable(room.ram)} can be used), but no model is smaller."
    memory = expected(card, gpus=0, tokens=context)
    return Placed(card, card.engine, CPU, context, 1, memory, reason)


def _why_not(card: Card, hardware: Hardware, room: Room, wish: Wish) -> str:
    """Why `card` has no place, from the set of devices that would come nearest to holding it."""
    sets = list(device_sets(card, hardware, room, wish))
    if not sets:
        return f"It runs on {card.engine}, which needs a GPU that it can use; there is none here."
    tokens = least_context(card, wish) if card.task == "chat" else 0
    needs = [expected(card, gpus=len(devices), tokens=tokens).total for devices in sets]
    rooms = [room.share(devices) * max(len(devices), 1) for devices in sets]
    needed, free = min(zip(needs, rooms, strict=True), key=lambda pair: pair[0] - pair[1])
    return f"It needs {readable(needed)} of memory, and {readable(free)} can be used here."


def _passed_over(hardware: Hardware) -> Iterator[str]:
    for gpu in hardware.gpus:
        if too_old(gpu):
            major, minor = gpu.compute_capability
            yield f"{gpu.name} is too old for vLLM (compute capability {major}.{minor}, not 7.5)."


def _not_on_disk(
    runnable: tuple[Card, ...],
    usable: tuple[Card, ...],
    first: Placed | None,
    hardware: Hardware,
    wish: Wish,
) -> Iterator[str]:
    """The one model that would be better than `first` if it were fetched."""
    open_to_all = tuple(card for card in runnable if card in usable or not card.gated)
    best = next(iter(_rungs(open_to_all, hardware, room_of(hardware), wish)), None)
    if best is None or best.card in usable:
        return
    if first is None or _is_starter(first.card) or _order(best) > _order(first):
        pull = f"jarvis models pull {best.card.name}"
        yield f"{best.card.title} would fit and answer better: {pull}"
