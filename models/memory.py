"""Pure: how much memory a model is expected to take. The formulas, and where they come from."""

from dataclasses import dataclass

from models.catalogue import Card

GIB = 2**30
MIB = 2**20
KV_ELEMENT_BYTES = 2
"""Both engines keep the key-value cache in 16 bits unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Expected memory of a placed model, in bytes: weights + KV cache + overhead."""

    weights: int
    kv_cache: int
    overhead: int

    @property
    def total(self) -> int:
        """Everything together."""
        return self.weights + self.kv_cache + self.overhead


@dataclass(frozen=True, slots=True)
class Overhead:
    """What an engine takes beside weights and cache: bytes a device, and a share of the weights."""

    fixed: int
    share: float


ON_CPU = {
    # Measured: SmolLM2-135M takes 60 MiB more than weights and cache. The largest buffer is a
    # batch's logits, 512 × vocabulary × 4 bytes: 300 MiB for the vocabulary of Qwen.
    "llama_cpp": Overhead(128 * MIB, 0.06),
    # Eager-mode CPU build: torch and vLLM themselves, and activations.
    "vllm": Overhead(2 * GIB, 0.05),
    # Measured: in a process of its own it takes 590 MiB; activations of one batch. A small model's
    # weights are in the page's process, too.
    "sentence_transformers": Overhead(704 * MIB, 0.75),
    # The same library below; 16 windows of 512 tokens at once.
    "transformers": Overhead(640 * MIB, 0.5),
    # CTranslate2's buffers for a 30 s window.
    "faster_whisper": Overhead(192 * MIB, 0.25),
    # Its decoder, and the dictionary that it builds.
    "pocketsphinx": Overhead(128 * MIB, 0.0),
    # A process of its own with onnxruntime, and what it makes of the graph.
    "piper": Overhead(128 * MIB, 0.5),
    # A process of its own; it maps a few hundred KiB of phonemes.
    "espeak": Overhead(32 * MIB, 0.0),
}

CUDA_CONTEXT = 512 * MIB
"""The CUDA context and the kernels that a library loads into it: 0.2 to 0.6 GiB on recent cards."""

ON_GPU = {
    "llama_cpp": Overhead(CUDA_CONTEXT + 128 * MIB, 0.06),
    # What people report of vLLM's own memory profile (vllm#10511, #14447): from 0.2 GiB outside
    # torch on one card, 0.4–1.3 GiB of peak activations. CUDA graphs for few sequences come on top.
    "vllm": Overhead(CUDA_CONTEXT + GIB, 0.05),
    "sentence_transformers": Overhead(CUDA_CONTEXT + 128 * MIB, 0.5),
    "transformers": Overhead(CUDA_CONTEXT + 128 * MIB, 0.5),
    "faster_whisper": Overhead(CUDA_CONTEXT + 128 * MIB, 0.25),
}


def kv_bytes_a_token(card: Card) -> int:
    """Key and value of every layer for one token: 2 × layers × kv_heads × head_dim × 2 bytes.

    0 for a card that doesn't say (then its cache isn't counted).
    """
    if card.kv_cache is None:
        return 0
    kv = card.kv_cache
    return 2 * kv.layers * kv.kv_heads * kv.head_dim * KV_ELEMENT_BYTES


def expected(card: Card, *, gpus: int, tokens: int = 0) -> Memory:
    """Expected memory of `card` over `gpus` devices together (0 is the CPU).

    Args:
        tokens: what the key-value cache holds: context length × sequences.

    Raises:
        KeyError: the card's engine doesn't run there.
    """
    overhead = (ON_GPU if gpus else ON_CPU)[card.engine]
    return Memory(
        weights=card.weights_bytes,
        kv_cache=kv_bytes_a_token(card) * tokens,
        overhead=overhead.fixed * max(gpus, 1) + int(overhead.share * card.weights_bytes),
    )
