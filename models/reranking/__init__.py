"""The Reranker protocol and the engines that speak it.

An engine is one module here with

- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: RerankerSpec) -> Reranker``;

and one line in `ENGINES`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models.choosing import usable_module

ENGINES = {"sentence_transformers": "models.reranking.sentence_transformers"}


@dataclass(frozen=True, slots=True)
class RerankerSpec:
    """A re-ranker to load, as placement decided.

    Attributes:
        name: what people call it.
        source: the model's folder.
        devices: GPU indexes, most important first; empty is the CPU.
    """

    name: str
    source: str
    devices: tuple[int, ...] = ()


class Reranker(Protocol):
    """A loaded re-ranker, which reads question and text together. Safe from any thread."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0"."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, 0 to 1. Blocking.

        Raises:
            GenerationFailed: the engine broke off, or the re-ranker is closed.
        """

    def close(self) -> None:
        """Free memory. Idempotent; texts that wait are refused."""


async def load(engine: str, spec: RerankerSpec) -> Reranker:
    """Load `spec` with `engine`, behind the event loop's back.

    Raises:
        ModelNotFound, EngineUnavailable, ModelFileInvalid, ModelTooLarge: and nothing stays in
            memory.
    """
    model: Reranker = await usable_module(ENGINES, engine, "re-rankers").load(spec)
    return model
