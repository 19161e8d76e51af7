"""Pure: what a transformer computes beside its matrix products, in NumPy and 32 bits.

Arrays are changed in place where that is said; a passage's are some megabytes, and copying them
costs more than computing them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

ROWS = 64
"""Rows that are worked on at once: what they need stays in a core's own cache."""

ERF_RATIONAL = 0.3275911
ERF_POLYNOMIAL = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
"""Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: erf to within 1.5e-7."""


def normalise(x: Array, weight: Array, bias: Array, epsilon: float) -> Array:
    """Layer normalisation over the last axis, in place."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", x, x)[..., None] / x.shape[-1]
    x /= np.sqrt(variance + epsilon)
    x *= weight
    x += bias
    return x


def softmax(x: Array) -> Array:
    """Over the last axis, in place."""
    x -= x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit, x · Φ(x), exact to single precision. In place;
    shape (rows, columns).
    """
    return _in_blocks(x, _gelu_block)


def gelu_tanh(x: Array) -> Array:
    """GELU by Hendrycks and Gimpel's tanh, as "gelu_new" means it. In place."""
    return _in_blocks(x, _gelu_tanh_block)


def unit(x: Array) -> Array:
    """Each row of length 1; a row of zeros stays one."""
    length = np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]
    lengths: Array = np.maximum(length, np.finfo(np.float32).tiny)
    return x / lengths


def _in_blocks(x: Array, apply: Callable[[Array], Any]) -> Array:
    for start in range(0, len(x), ROWS):
        apply(x[start : start + ROWS])
    return x


def _gelu_block(x: Array) -> None:
    """With |x| and erfc, so that one branch serves both signs: max(x, 0) - |x|/2 · erfc(|x|/√2)."""
    magnitude = np.abs(x)
    z = magnitude * np.float32(np.sqrt(0.5))
    t = np.reciprocal(z * np.float32(ERF_RATIONAL) + np.float32(1))
    tail = t * np.float32(ERF_POLYNOMIAL[0])
    for factor in ERF_POLYNOMIAL[1:]:
        tail += np.float32(factor)
        tail *= t
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    tail *= np.exp(z, out=z)
    tail *= magnitude
    tail *= np.float32(0.5)
    np.maximum(x, 0, out=x)
    x -= tail


def _gelu_tanh_block(x: Array) -> None:
    inner = x * x
    inner *= x
    inner *= np.float32(0.044715)
    inner += x
    inner *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    x *= inner
    x *= np.float32(0.5)
