"""The vectors of pieces: what of them is embedded, and what happens when an engine breaks off."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
from tenacity import (
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_after_attempt,
    stop_when_event_set,
    wait_exponential,
)

from jarvis.knowledge.documents import Passage, Piece
from models.embedding import Embedder, Vectors
from models.errors import GenerationFailed

ATTEMPTS = 3

GONE = ("There is no embedding model any more.", "Choose one on the Models tab.")


class Vectorizer:
    """Embeds, and tries again where that fails.

    Args:
        closing: once it is set, nothing is tried again.
    """

    def __init__(self, closing: threading.Event) -> None:
        self._attempts = Retrying(
            retry=retry_if_exception_type(GenerationFailed),
            stop=stop_after_attempt(ATTEMPTS) | stop_when_event_set(closing),
            wait=wait_exponential(multiplier=0.25, max=2),
            sleep=sleep_using_event(closing),
            reraise=True,
        )

    def vectors(
        self, pieces: Sequence[Piece | Passage], embedder: Callable[[], Embedder | None]
    ) -> tuple[Vectors, str]:
        """A vector a piece, and the name of the model that made them.

        Args:
            embedder: asked anew before each attempt.

        Raises:
            GenerationFailed: each time.
        """
        texts = [embedded_text(piece) for piece in pieces]
        return self._attempts.copy()(_embed, texts, embedder)


def embedded_text(piece: Piece | Passage) -> str:
    """What of a piece is embedded: it, under what it stands under."""
    return f"{piece.heading}\n{piece.text}" if piece.heading else piece.text


def _embed(texts: Sequence[str], choose: Callable[[], Embedder | None]) -> tuple[Vectors, str]:
    if (embedder := choose()) is None:
        raise GenerationFailed(*GONE)
    if not texts:
        return np.zeros((0, embedder.dimensions), np.float32), embedder.name
    return embedder.embed_passages(texts), embedder.name
