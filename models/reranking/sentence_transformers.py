"""A cross-encoder of sentence-transformers in a child process, on the processor or a GPU."""

from collections.abc import Sequence

from models.background import in_daemon_thread
from models.broken import check_folder
from models.chat import device_name
from models.child.keeper import Keeper
from models.embedding.sentence_transformers import unavailable
from models.reranking import RerankerSpec

__all__ = ["ChildReranker", "load", "unavailable"]

SERVICE = "models.reranking.cross_encoder:RerankingService"

AT_ONCE = 16
"""Pairs that are computed together."""


async def load(spec: RerankerSpec) -> "ChildReranker":
    """Load a model's folder in a child; some twelve seconds, and more for a large one.

    Raises:
        ModelFileInvalid: it is damaged, or no re-ranker.
        ModelTooLarge: the device has too little room.
        GenerationFailed: the child died over it.
    """
    check_folder(spec.name, spec.source)
    arguments = {
        "name": spec.name,
        "source": spec.source,
        "device": device_name(spec.devices[:1]),
    }
    keeper = Keeper(spec.name, SERVICE, arguments, gpus=bool(spec.devices))
    try:
        await in_daemon_thread(lambda: keeper.call("facts").result(), "reranker")
    except BaseException:
        keeper.close()
        raise
    return ChildReranker(spec, keeper)


class ChildReranker:
    """A re-ranker whose model lives in a child. Speaks the Reranker protocol.

    Somebody waits for its answers, so they are urgent. A child that died is replaced by the next
    call.
    """

    def __init__(self, spec: RerankerSpec, keeper: Keeper) -> None:
        self.name = spec.name
        self.device = device_name(spec.devices[:1])
        self._keeper = keeper

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """See `Reranker`."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        found = [0.0] * len(texts)
        for start in range(0, len(order), AT_ONCE):
            indexes = order[start : start + AT_ONCE]
            for index, score in zip(indexes, self._batch(question, texts, indexes), strict=True):
                found[index] = score
        return found

    def close(self) -> None:
        """See `Reranker`."""
        self._keeper.close()

    def _batch(self, question: str, texts: Sequence[str], indexes: list[int]) -> list[float]:
        batch = [texts[index] for index in indexes]
        reply = self._keeper.call("scores", urgent=True, question=question, texts=batch).result()
        scores: list[float] = reply.value.tolist()
        return scores
