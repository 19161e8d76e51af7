"""Pure: the silence around a sound is cut off, and its ends are softened."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

AUDIBLE = 100
"""The least level that is heard: −50 dB below full scale. Piper's silence rustles below it, and a
final f or s is above.
"""

KEPT_SECONDS = 0.02
"""Silence that stays: consonants begin and end quietly."""

FADE_SECONDS = 0.005


def trimmed(samples: Samples, rate: int) -> Samples:
    """`samples` from a little before the first audible one to a little after the last; none if
    nothing is audible.
    """
    audible = np.flatnonzero(np.abs(samples.astype(np.int32)) >= AUDIBLE)
    if not audible.size:
        return samples[:0]
    kept = int(KEPT_SECONDS * rate)
    return samples[max(0, audible[0] - kept) : audible[-1] + 1 + kept]


def faded(samples: Samples, rate: int) -> Samples:
    """`samples` growing from nothing and ending in nothing, so that joins don't click."""
    length = min(int(FADE_SECONDS * rate), samples.size // 2)
    ramp = np.linspace(0, 1, length, endpoint=False)
    soft = samples.astype(np.float64)
    soft[:length] *= ramp
    soft[samples.size - length :] *= ramp[::-1]
    return soft.round().astype(np.int16)


def tidy(samples: Samples, rate: int) -> bytes:
    """The sound as it is passed on: trimmed and faded, 16-bit little-endian."""
    return faded(trimmed(samples, rate), rate).astype("<i2").tobytes()
