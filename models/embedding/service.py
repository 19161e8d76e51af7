"""What the child serves: passages and questions in, vectors out.

Where the folder is a plain BERT, NumPy embeds passages until the library is imported, so that
nobody waits for that.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from models.child.main import step_back
from models.embedding import EmbedderSpec, Vectors
from models.embedding.numpy_bert import Bert, open_bert
from models.embedding.torch_model import TorchModel


class EmbeddingService:
    """An embedder without prompts. The library is loaded behind the first calls.

    Args:
        name: what people call it.
        source: its folder.
        device: "cpu", "cuda:0".
        numpy_first: whether NumPy reads the folder, too.
    """

    def __init__(self, name: str, source: str, device: str, *, numpy_first: bool) -> None:
        self._library: Future[TorchModel] = Future()
        load = lambda: TorchModel(name, source, device)  # noqa: E731
        threading.Thread(target=self._load, args=(load,), name="library", daemon=True).start()
        self._bert = open_bert(EmbedderSpec(name, source)) if numpy_first else None

    def facts(self) -> dict[str, Any]:
        """What the library says of the model, once it is loaded."""
        model = self._library.result()
        return {
            "dimensions": model.dimensions,
            "max_tokens": model.max_tokens,
            "half": model.half,
        }

    def query(self, text: str) -> Vectors:
        """One question's vector, shape (1, dimensions)."""
        return self._quickest().vectors([text])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order."""
        return self._quickest().vectors(texts)

    def count(self, texts: Sequence[str]) -> int:
        """Tokens of all texts together, as far as they are read."""
        return self._quickest().count(texts)

    def _quickest(self) -> "TorchModel | Bert":
        if self._bert is not None and not self._library.done():
            return self._bert
        self._bert = None
        return self._library.result()

    def _load(self, load: Any) -> None:
        step_back()
        try:
            self._library.set_result(load())
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            self._library.set_exception(error)
