"""Pure: one model's place. Which devices can run it, how much context they hold, and why there.

Knows one model at a time; how models share a machine is the business of `models.placement`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.catalogue import Card, Task
from models.hardware import Gpu, Hardware
from models.memory import ON_CPU, ON_GPU, Memory, expected, kv_bytes_a_token
from models.room import CPU, NOTHING, Need, Room

GOOD_CONTEXT = 4096
"""Tokens. A model that has room for less isn't chosen, however clever it is: it soon forgets how
the conversation began, and reads no document."""

LEAST_CONTEXT = 2048
"""Tokens. A model that a person asks for by name may come down to this."""

CONTEXT_STEP = 256
"""Tokens. A lowered context is a multiple of this."""

VLLM_CAPABILITY = (7, 5)
"""Least CUDA compute capability for vLLM's AWQ and GPTQ kernels: Turing."""

PARAMETERS_A_CORE: dict[Task, float] = {
    # Measured: SmolLM2-135M writes 112 tokens/s on 2 cores, so 1 B a core writes about 7, which
    # is as fast as people read.
    "chat": 1e9,
    # Measured: whisper-base (74 M) takes 0.8 s a 30 s window on 2 cores, small (244 M) 4 s.
    "transcription": 40e6,
    # Measured: MiniLM, which computes with 11 M, indexes 33 chunks/s on 2 cores; 60 M would 6.
    "embedding": 30e6,
    # The same computing: ten passages beside a question take such a model 0.3 s, 22 M twice that.
    "reranking": 11e6,
    # Measured: a classifier that computes with 86 M reads 1,000 tokens/s on 2 slow cores, which is
    # a sentence in 40 ms.
    "classification": 45e6,
    # A Piper voice of medium quality, 16 M, speaks several times faster than people do on one core.
    "speech": 20e6,
}
MOST_CORES = 8
"""Beyond these, cores wait for memory, which all of them share, rather than compute."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One model's place.

    Attributes:
        devices: GPU indexes, most important first; empty is the CPU.
        context_length: tokens a sequence; 0 where the task knows no context.
        max_sequences: answered at the same time.
        memory: over all devices together.
        reason: why this model, there, in words that a person reads.
    """

    card: Card
    engine: str
    devices: tuple[int, ...]
    context_length: int
    max_sequences: int
    memory: Memory
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What we would like, and what the installed engines can do.

    Attributes:
        context_length: tokens a sequence.
        max_sequences: answers at the same time.
        llama_gpu: whether the installed llama.cpp can use the GPUs.
        vllm_cpu: whether the installed vLLM is the build for processors.
        patient: take a model that is slower than people read, or has but the least context.
    """

    context_length: int = 8192
    max_sequences: int = 4
    llama_gpu: bool = False
    vllm_cpu: bool = False
    patient: bool = False


def place(
    card: Card, hardware: Hardware, room: Room, wish: Wish, rest: Need = NOTHING
) -> Placed | None:
    """The best place for `card` that leaves room for `rest`: on a GPU, most tokens, fewest cards.

    None where it doesn't fit.
    """
    sets = device_sets(card, hardware, room, wish)
    placed = [p for devices in sets if (p := _on(card, devices, hardware, room, wish, rest))]
    return max(
        placed,
        key=lambda p: (bool(p.devices), p.context_length * p.max_sequences, -len(p.devices)),
        default=None,
    )


def device_sets(
    card: Card, hardware: Hardware, room: Room, wish: Wish
) -> Iterator[tuple[int, ...]]:
    """The sets of devices that `card` could run on if memory were no matter, preferred first."""
    if card.engine in ON_GPU and (card.engine != "llama_cpp" or wish.llama_gpu):
        able = room.largest_first(gpu.index for gpu in hardware.gpus if _able(card.engine, gpu))
        yield from ((index,) for index in able)
        if card.task == "chat":
            yield from (able[:n] for n in (2, 4, 8) if n <= len(able) and _splits(card, n))
    on_cpu = card.engine in ON_CPU and (card.engine != "vllm" or wish.vllm_cpu)
    if on_cpu and (wish.patient or bearable(card, hardware)):
        yield CPU


def bearable(card: Card, hardware: Hardware) -> bool:
    """Whether the processor runs `card` fast enough to be used without being asked for."""
    features = hardware.cpu_features
    slow = bool(features) and not features & {"avx2", "neon"}
    cores = min(hardware.cores, MOST_CORES) / (4 if slow else 1)
    computed = card.active_parameters or card.parameters
    return computed <= PARAMETERS_A_CORE.get(card.task, 0) * max(cores, 1)


def too_old(gpu: Gpu) -> bool:
    """Whether vLLM's kernels for quantized weights refuse `gpu`."""
    return gpu.compute_capability < VLLM_CAPABILITY


def least_context(card: Card, wish: Wish) -> int:
    """Tokens below which `card` isn't worth placing."""
    least = LEAST_CONTEXT if wish.patient else GOOD_CONTEXT
    return min(wish.context_length, card.context_length or wish.context_length, least)


def _able(engine: str, gpu: Gpu) -> bool:
    return engine != "vllm" or not too_old(gpu)


def _splits(card: Card, parts: int) -> bool:
    """Whether attention heads can be dealt out evenly, as tensor parallelism needs."""
    return card.kv_cache is None or card.kv_cache.kv_heads % parts == 0


def _on(
    card: Card, devices: tuple[int, ...], hardware: Hardware, room: Room, wish: Wish, rest: Need
) -> Placed | None:
    """`card` on exactly these `devices`, with as much context as they hold; None if too little."""
    share = room.share(devices, rest) * max(len(devices), 1)
    left = share - expected(card, gpus=len(devices)).total
    shape = _shape(card, left, wish) if left >= 0 else None
    if shape is None:
        return None
    context, sequences = shape
    memory = expected(card, gpus=len(devices), tokens=context * sequences)
    reason = _reason(card, devices, shape, hardware, wish)
    return Placed(card, card.engine, devices, context, sequences, memory, reason)


def _shape(card: Card, left: int, wish: Wish) -> tuple[int, int] | None:
    """Context length and sequences whose cache fits in `left` bytes; None if too little does.

    Sequences are given up before context: most machines have one person before them.
    """
    if card.task != "chat":
        return card.context_length, 1
    context = min(wish.context_length, card.context_length or wish.context_length)
    a_token = kv_bytes_a_token(card)
    tokens = left // a_token if a_token else context * wish.max_sequences
    if tokens >= context:
        return context, min(wish.max_sequences, tokens // context)
    least = least_context(card, wish)
    return (max(least, tokens // CONTEXT_STEP * CONTEXT_STEP), 1) if tokens >= least else None


def _reason(
    card: Card, devices: tuple[int, ...], shape: tuple[int, int], hardware: Hardware, wish: Wish
) -> str:
    """Why there and so much, in words."""
    parts = [_where(card, devices, hardware)]
    if card.task == "chat":
        parts += _lowered(card, shape, wish)
    return " ".join(parts)


def _where(card: Card, devices: tuple[int, ...], hardware: Hardware) -> str:
    if len(devices) > 1:
        return f"Split across {len(devices)} GPUs, which hold more together than one alone."
    if devices and len(hardware.gpus) > 1:
        return "On the GPU with most room."
    if devices:
        return "On the GPU."
    if bearable(card, hardware):
        return f"On the processor, fast enough with its {_cores(hardware)}."
    return f"On the processor, and slow: {_cores(hardware)} would rather run a smaller model."


def _cores(hardware: Hardware) -> str:
    return f"{hardware.cores} cores" if hardware.cores != 1 else "1 core"


def _lowered(card: Card, shape: tuple[int, int], wish: Wish) -> Iterator[str]:
    """What became of the wish for context and sequences, where it wasn't met."""
    context, sequences = shape
    limit = card.context_length or wish.context_length
    if limit < wish.context_length:
        yield f"The model's context ends at {limit} tokens."
    if context < min(limit, wish.context_length):
        yield f"Memory leaves {context} tokens of context instead of {wish.context_length}."
    if sequences < wish.max_sequences:
        answers = "1 answer" if sequences == 1 else f"{sequences} answers"
        yield f"Memory leaves room for {answers} at a time instead of {wish.max_sequences}."
