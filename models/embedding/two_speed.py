"""The embedder that Jarvis uses: questions answered here and at once, passages by the full library
in a child of the lowest priority, which comes with the first of them and goes after the last.
"""

from collections.abc import Sequence

from models.background import in_daemon_thread
from models.embedding import Embedder, EmbedderSpec, Vector, Vectors, numpy_bert
from models.embedding import sentence_transformers as library
from models.embedding.numpy_bert import NumpyBertEmbedder, open_bert
from models.embedding.sentence_transformers import ChildEmbedder, Facts, keeper_for
from models.errors import ModelFileInvalid

FEW = 12
"""Passages that NumPy embeds sooner than a child starts: half a second's work."""

LINGER = 60.0
"""Seconds without work after which the child goes, and its memory with it."""


async def open_embedder(spec: EmbedderSpec, *, linger: float = LINGER) -> Embedder:
    """Load `spec`: in half a second where it is a plain BERT for the processor; else it takes as
    long as the library does.

    Raises:
        EngineUnavailable, ModelFileInvalid, ModelTooLarge, GenerationFailed: and nothing stays in
            memory.
    """
    here = await _in_numpy(spec)
    missing = library.unavailable()
    if here is None:
        if missing is not None:
            raise missing
        return await library.load(spec)
    if missing is not None:
        return here
    keeper = keeper_for(spec, numpy_first=True, linger=linger)
    return TwoSpeedEmbedder(
        here, ChildEmbedder(spec, Facts(here.dimensions, here.max_tokens), keeper)
    )


async def _in_numpy(spec: EmbedderSpec) -> NumpyBertEmbedder | None:
    """`spec` in this process; None where only the library can tell what is wrong, or reads it."""
    if spec.devices or numpy_bert.unavailable():
        return None
    try:
        bert = await in_daemon_thread(lambda: open_bert(spec), "embedder")
    except ModelFileInvalid:
        return None
    return NumpyBertEmbedder(spec, bert)


class TwoSpeedEmbedder:
    """One model twice: `here` for what is short, `bulk` for what is long."""

    def __init__(self, here: NumpyBertEmbedder, bulk: ChildEmbedder) -> None:
        self.name = here.name
        self.device = here.device
        self.dimensions = here.dimensions
        self.max_tokens = here.max_tokens
        self._here = here
        self._bulk = bulk

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        return self._here.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        few = len(texts) <= FEW and not self._bulk.running
        return (self._here if few else self._bulk).embed_passages(texts)

    def count_tokens(self, texts: Sequence[str]) -> int:
        """See `Embedder`."""
        return self._here.count_tokens(texts)

    def pause(self) -> None:
        """See `Embedder`."""
        self._here.pause()
        self._bulk.pause()

    def resume(self) -> None:
        """See `Embedder`."""
        self._bulk.resume()
        self._here.resume()

    def close(self) -> None:
        """See `Embedder`."""
        self._here.close()
        self._bulk.close()
