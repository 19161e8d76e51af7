"""sentence-transformers itself. It belongs into a child: importing it takes twelve seconds.

It reads local folders only and runs no code out of them. Prompts are the caller's business.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np

from models.broken import invalid, loading
from models.embedding import Vectors
from models.embedding.batches import readable_text
from models.embedding.precision import Precision, best, exact

TRIAL = ["A few words for a trial, of the length that passages have. " * 10] * 4

SAFE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}


class TorchModel:
    """A loaded model. Safe from any thread.

    Args:
        name: what people call it.
        source: its folder.
        device: "cpu", "cuda:0".

    Raises:
        ModelFileInvalid: the folder is damaged, or isn't an embedder.
        ModelTooLarge: it doesn't fit the device.
    """

    def __init__(self, name: str, source: str, device: str) -> None:
        with loading(name, source, device):
            self._model = _opened(source, device)
            self._tokenizing = Lock()  # padding and truncation are kept in the tokenizer
            self._precision: Precision = exact
            self.max_tokens = int(self._model.max_seq_length or 512)
            self._precision = best(self._model, device, self._trial)
            vectors = self.vectors(TRIAL[:1])
        if not np.isfinite(vectors).all() or not vectors.any():
            raise invalid(name, source, "its weights are no numbers")
        self.device = device
        self.dimensions = int(vectors.shape[1])
        self.half = self._precision is not exact

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order. All are computed at once."""
        return self._vectors(texts, self._precision)

    def count(self, texts: Sequence[str]) -> int:
        """Tokens of all texts together, as far as they are read."""
        read = [readable_text(text, self.max_tokens) for text in texts]
        with self._tokenizing:
            rows = self._model.tokenizer(read, truncation=True, max_length=self.max_tokens)
        return sum(map(len, rows["input_ids"]))

    def _trial(self, precision: Precision) -> Vectors:
        return self._vectors(TRIAL, precision)

    def _vectors(self, texts: Sequence[str], precision: Precision) -> Vectors:
        import torch
        from sentence_transformers.util import batch_to_device

        with self._tokenizing:
            features = self._model.preprocess([readable_text(t, self.max_tokens) for t in texts])
        with torch.inference_mode(), precision():
            features = batch_to_device(features, self._model.device)
            pooled = self._model(features)["sentence_embedding"].float()
        with torch.inference_mode():
            vectors: Vectors = torch.nn.functional.normalize(pooled, dim=-1).cpu().numpy()
        return vectors


def _opened(source: str, device: str) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        source, device=device, **SAFE, model_kwargs={"dtype": torch.float32}
    )
    return model.eval()
