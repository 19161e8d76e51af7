"""sentence-transformers in a child process: any model's folder, on the processor or a GPU.

Here are batches, prompts and waiting; the library itself is in `torch_model`, on the other side.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from models.background import in_daemon_thread
from models.broken import check_folder, closed
from models.chat import device_name
from models.child.keeper import Keeper
from models.child.process import Reply
from models.embedding import EmbedderSpec, Vector, Vectors
from models.embedding.batches import Pace, batches
from models.embedding.hold import Hold
from models.errors import EngineUnavailable

SERVICE = "models.embedding.service:EmbeddingService"

UNDER_WAY = 2
"""Batches that the child has at once: while it computes one, the next is there already."""


ON_GPU = 256, 400_000
"""Most texts and most characters of a batch there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a model only once it is loaded."""

    dimensions: int
    max_tokens: int


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("torch") and find_spec("sentence_transformers"):
        return None
    return EngineUnavailable("sentence-transformers isn't installed.", "Run ./scripts/serve again.")


async def load(spec: EmbedderSpec) -> "ChildEmbedder":
    """Load a model's folder in a child; some twelve seconds, and more for a large one.

    Raises:
        ModelFileInvalid: it is damaged, or no embedder.
        ModelTooLarge: the device has too little room.
        GenerationFailed: the child died over it.
    """
    check_folder(spec.name, spec.source)
    keeper = keeper_for(spec)
    try:
        reply = await in_daemon_thread(lambda: keeper.call("facts").result(), "embedder")
    except BaseException:
        keeper.close()
        raise
    return ChildEmbedder(spec, Facts(reply.value["dimensions"], reply.value["max_tokens"]), keeper)


def keeper_for(
    spec: EmbedderSpec, *, numpy_first: bool = False, linger: float | None = None
) -> Keeper:
    """The keeper of a child that serves `spec`.

    Args:
        numpy_first: whether `numpy_bert` reads the folder and may begin.
        linger: seconds without a call after which the child ends; None is never.
    """
    arguments = {
        "name": spec.name,
        "source": spec.source,
        "device": device_name(spec.devices[:1]),
        "numpy_first": numpy_first,
    }
    return Keeper(spec.name, SERVICE, arguments, gpus=bool(spec.devices), linger=linger)


class ChildEmbedder:
    """An embedder whose model lives in a child. Speaks the Embedder protocol.

    A child that died is replaced by the next call.
    """

    def __init__(self, spec: EmbedderSpec, facts: Facts, keeper: Keeper) -> None:
        self.name = spec.name
        self.device = device_name(spec.devices[:1])
        self.dimensions = facts.dimensions
        self.max_tokens = facts.max_tokens
        self._spec = spec
        self._keeper = keeper
        self._hold = Hold()
        self._pace = Pace(*ON_GPU) if spec.devices else Pace()
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether its child runs now."""
        return self._keeper.running

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        text = self._spec.query_prompt + text
        vector: Vector = self._keeper.call("query", urgent=True, text=text).result().value[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        found: Vectors = np.empty((len(texts), self.dimensions), np.float32)
        texts = [self._spec.passage_prompt + text for text in texts]
        under_way: deque[tuple[list[int], int, Future[Reply]]] = deque()
        for indexes, size in batches(texts, self._pace, self.max_tokens):
            if len(under_way) >= UNDER_WAY:
                self._collect(*under_way.popleft(), found)
            under_way.append((indexes, size, self._send([texts[index] for index in indexes])))
        while under_way:
            self._collect(*under_way.popleft(), found)
        return found

    def count_tokens(self, texts: Sequence[str]) -> int:
        """See `Embedder`."""
        if not texts:
            return 0
        reply = self._keeper.call("count", urgent=True, texts=list(texts)).result()
        return int(reply.value)

    def pause(self) -> None:
        """See `Embedder`."""
        self._hold.pause()
        self._keeper.pause()

    def resume(self) -> None:
        """See `Embedder`."""
        self._keeper.resume()
        self._hold.resume()

    def close(self) -> None:
        """See `Embedder`."""
        self._closed = True
        self._hold.close()
        self._keeper.close()

    def _send(self, texts: list[str]) -> Future[Reply]:
        self._hold.wait()
        return self._keeper.call("passages", texts=texts)

    def _collect(
        self, indexes: list[int], size: int, future: Future[Reply], found: Vectors
    ) -> None:
        reply = future.result()
        if self._closed:
            raise closed(self.name)
        found[indexes] = reply.value
        self._pace.took(size, reply.seconds)
