"""The Embedder protocol and the engines that speak it.

An engine is one module here with

- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: EmbedderSpec) -> Embedder``;

and one line in `ENGINES`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.choosing import engine_module, usable_module
from models.errors import EngineUnavailable

ENGINES = {
    "sentence_transformers": "models.embedding.sentence_transformers",
    "numpy_bert": "models.embedding.numpy_bert",
}

Vector = NDArray[np.float32]
"""Shape (dimensions,), of length 1."""

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""


@dataclass(frozen=True, slots=True)
class EmbedderSpec:
    """An embedder to load, as placement decided.

    Attributes:
        name: what people call it; vectors of two names are never compared.
        source: the model's folder.
        devices: GPU indexes, most important first; empty is the CPU.
        query_prompt, passage_prompt: what its makers put before a text: "query: ", "passage: ".
    """

    name: str
    source: str
    devices: tuple[int, ...] = ()
    query_prompt: str = ""
    passage_prompt: str = ""


class Embedder(Protocol):
    """A loaded embedder. Blocking calls, safe from any thread."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0"."""

    @property
    def dimensions(self) -> int:
        """How long a vector is."""

    @property
    def max_tokens(self) -> int:
        """What is beyond them in a text isn't read."""

    def embed_query(self, text: str) -> Vector:
        """A question's vector; it doesn't wait for passages that are being embedded.

        Raises:
            GenerationFailed: the engine broke off, or the embedder is closed.
        """

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order; raises as `embed_query` does."""

    def count_tokens(self, texts: Sequence[str]) -> int:
        """Tokens of all texts together, as far as they are read: at most `max_tokens` of each."""

    def pause(self) -> None:
        """Hold passages up at once, where that can be done: somebody waits for an answer. Calls
        add up; questions go on.
        """

    def resume(self) -> None:
        """Undo one `pause`."""

    def close(self) -> None:
        """Free memory. Idempotent; texts that wait are refused."""


def unavailable(name: str) -> EngineUnavailable | None:
    """Why engine `name` can't run here, or None if it can.

    Raises:
        ModelNotFound: there is no such engine.
    """
    reason: EngineUnavailable | None = engine_module(ENGINES, name, "embedders").unavailable()
    return reason


async def load(engine: str, spec: EmbedderSpec) -> Embedder:
    """Load `spec` with `engine`, behind the event loop's back.

    Raises:
        ModelNotFound, EngineUnavailable, ModelFileInvalid, ModelTooLarge: and nothing stays in
            memory.
    """
    model: Embedder = await usable_module(ENGINES, engine, "embedders").load(spec)
    return model
