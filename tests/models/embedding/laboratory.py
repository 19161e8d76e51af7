"""Served by a child of the tests: loads many folders, so that torch is imported once for all."""

from collections.abc import Sequence
from typing import Any

from models.embedding.torch_model import TorchModel
from models.reranking.cross_encoder import RerankingService


class Laboratory:
    """Each folder is loaded anew."""

    def vectors(self, source: str, texts: Sequence[str]) -> Any:
        return TorchModel("tiny", source, "cpu").vectors(texts)

    def count(self, source: str, texts: Sequence[str]) -> int:
        return TorchModel("tiny", source, "cpu").count(texts)

    def scores(self, source: str, question: str, texts: Sequence[str]) -> Any:
        return RerankingService("tiny", source, "cpu").scores(question, texts)
