"""How sure a model was of its answer."""

import math
from collections.abc import Sequence

from models.types import TokenLogprob


class Confidence:
    """How sure a model was of what it wrote, from its tokens' log-probabilities.

    The geometric mean of the probabilities that the model gave the tokens it drew:
    exp(Σ ln p / n), the inverse of perplexity. 1 is certain. It is comparable between answers of
    different lengths, and between models only after calibration: the Metrics tab shows it against
    what people said. (Perplexity as a measure: Jelinek et al., 1977.)
    """

    def __init__(self) -> None:
        self._sum = 0.0
        self._count = 0

    def add(self, logprobs: Sequence[TokenLogprob]) -> None:
        """Take the tokens of a piece."""
        for token in logprobs:
            self._sum += token.logprob
        self._count += len(logprobs)

    @property
    def value(self) -> float | None:
        """0 to 1; None before there is a token, or where the engine doesn't tell."""
        if not self._count:
            return None
        return min(1.0, math.exp(self._sum / self._count))
