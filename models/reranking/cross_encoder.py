"""What the child serves: pairs of question and text in, scores out. It imports the library."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.broken import invalid, loading
from models.embedding.batches import readable_text
from models.embedding.precision import Precision, best, exact
from models.embedding.torch_model import SAFE

MOST_TOKENS = 512
"""Of a pair. Longer ones are cut off: passages are shorter, and the cost grows with the square."""

TRIAL = [("A short question?", "A few words for a trial, as long as a passage is. " * 10)] * 4

Pairs = Sequence[tuple[str, str]]


class RerankingService:
    """A cross-encoder with one output.

    Raises:
        ModelFileInvalid: the folder is damaged, or holds no re-ranker.
        ModelTooLarge: it doesn't fit the device.
    """

    def __init__(self, name: str, source: str, device: str) -> None:
        self._precision: Precision = exact
        with loading(name, source, device):
            self._model = _opened(source, device)
            if self._model.num_labels != 1:
                raise invalid(name, source, "it tells kinds apart, and scores nothing")
            self._precision = best(self._model, device, self._trial)
            trial = self._logits(TRIAL[:1], self._precision)
        if not np.isfinite(trial).all():
            raise invalid(name, source, "its weights are no numbers")

    def facts(self) -> dict[str, Any]:
        """That it is loaded, and how it computes."""
        return {"half": self._precision is not exact}

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Each text's score, 0 to 1: the logistic function of what the model says."""
        pairs = [
            (readable_text(question, MOST_TOKENS), readable_text(t, MOST_TOKENS)) for t in texts
        ]
        logits = self._logits(pairs, self._precision).astype(np.float64)
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def _trial(self, precision: Precision) -> NDArray[np.float32]:
        """Scores as rows that can be compared: a row's direction is its score."""
        logits = self._logits(TRIAL, precision)
        return np.stack([np.ones_like(logits), logits], axis=1)

    def _logits(self, pairs: Pairs, precision: Precision) -> NDArray[np.float32]:
        import torch

        with precision():
            logits: NDArray[np.float32] = (
                self._model.predict(
                    list(pairs),
                    batch_size=len(pairs),
                    activation_fn=torch.nn.Identity(),
                    show_progress_bar=False,
                    convert_to_tensor=True,
                )
                .float()
                .cpu()
                .numpy()
            )
        return logits


def _opened(source: str, device: str) -> Any:
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(source, device=device, **SAFE, model_kwargs={"dtype": torch.float32})
    model.max_length = min(model.max_length or MOST_TOKENS, MOST_TOKENS)
    return model.eval()
