"""Half the bits where that is quicker and changes nothing: only matrix products, in bfloat16.

Norms and softmax stay in 32 bits, which keeps vectors within a cosine of 0.9999 of the exact ones.
It knows torch modules, and nothing of what they compute.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.hardware import read_processor

Precision = Callable[[], AbstractContextManager[Any]]
"""Makes the context in which a model computes."""

NATIVE = frozenset({"avx512_bf16", "amx_bf16"})
"""Processors' instructions for these numbers. Measured: with either, MiniLM embeds 1.6 to 2.4 times
as many passages; a processor that has neither emulates them, and is slower.
"""

AGREEMENT = 0.999
"""Least cosine between both results."""


def exact() -> AbstractContextManager[Any]:
    """The context of 32 bits."""
    return nullcontext()


def best(model: Any, device: str, compute: Callable[[Precision], NDArray[np.float32]]) -> Precision:
    """The quickest precision that gives the same results, for which `model` is changed.

    Args:
        model: a torch module in 32 bits.
        device: where it lies: "cpu", "cuda:0".
        compute: the model's result for some text, shape (rows, columns), in a precision.
    """
    if device == "cpu" and not NATIVE & read_processor()[1]:
        return exact
    half = _half(device)
    if not agree(compute(exact), compute(half)):
        return exact
    _halve(model, device)
    return half


def agree(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Whether two results point the same way, row by row. What is no number agrees with nothing."""
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return bool((np.einsum("ij,ij->i", one, other) >= AGREEMENT * lengths).all())


def _half(device: str) -> Precision:
    import torch

    kind, number = device.partition(":")[0], _number(device)
    return lambda: torch.autocast(kind, dtype=number)


def _number(device: str) -> Any:
    """bfloat16, which has the range of 32 bits; float16 on GPUs that are too old for it."""
    import torch

    on_old_gpu = device != "cpu" and not torch.cuda.is_bf16_supported()
    return torch.float16 if on_old_gpu else torch.bfloat16


def _halve(model: Any, device: str) -> None:
    """Keep the matrices in half the bits, so that they aren't converted at every call."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(_number(device))
