"""The TextClassifier protocol and the engines that speak it.

An engine is one module here with

- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: ClassifierSpec) -> TextClassifier``;

and one line in `ENGINES`. What a label means is for the card and the caller to know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.choosing import engine_module, usable_module
from models.errors import EngineUnavailable

ENGINES = {"transformers": "models.classification.transformers"}


@dataclass(frozen=True, slots=True)
class ClassifierSpec:
    """A classifier to load, as placement decided.

    Attributes:
        name: what people call it.
        source: the model's folder.
        devices: GPU indexes, most important first; empty is the CPU.
    """

    name: str
    source: str
    devices: tuple[int, ...] = ()


class TextClassifier(Protocol):
    """A loaded classifier. Safe from any thread; texts wait for each other."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0"."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What it tells apart, as its config.json spells it."""

    def classify(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """The probability of each label, 0 to 1, for each text. Blocking.

        A text that is longer than the model's window is read in windows that overlap; a label's
        probability is then the highest in any of them, so those of one text may sum to more than 1.

        Raises:
            GenerationFailed: the engine broke off, or the classifier is closed.
        """

    def close(self) -> None:
        """Free memory. Idempotent; texts that wait are refused."""


def unavailable(name: str) -> EngineUnavailable | None:
    """Why engine `name` can't run here, or None if it can.

    Raises:
        ModelNotFound: there is no such engine.
    """
    reason: EngineUnavailable | None = engine_module(ENGINES, name, "classifiers").unavailable()
    return reason


async def load(engine: str, spec: ClassifierSpec) -> TextClassifier:
    """Load `spec` with `engine`, behind the event loop's back.

    Raises:
        ModelNotFound, EngineUnavailable, ModelFileInvalid, ModelTooLarge: and nothing stays in
            memory.
    """
    model: TextClassifier = await usable_module(ENGINES, engine, "classifiers").load(spec)
    return model
