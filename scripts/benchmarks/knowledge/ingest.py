"""Taking documents in, beside the embedder alone, with the same passages."""

import io
import tempfile
import time
from pathlib import Path
from typing import cast

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Extract, Status
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder
from scripts.benchmarks.figures import Aim, Figure, repeated
from scripts.benchmarks.knowledge.embedder import starter
from scripts.benchmarks.knowledge.generated import Prose

DOCUMENT_BYTES = 100_000
TOTAL_BYTES, QUICK_BYTES = 1_000_000, 300_000
WARM = 64
"""Passages that have the embedder's library loaded before the clock runs."""


def measure(runs: int, seconds: float, *, size: int) -> list[Figure]:
    """Passages a second, both ways in turn."""
    model = starter()
    try:
        _warm(model)
        pairs = repeated(lambda run: _both(model, size, run), runs, seconds)
    finally:
        model.close()
    ours = tuple(mine for mine, _ in pairs)
    beside = tuple(other for _, other in pairs)
    aim = Aim("ratio", "≥", 0.85)
    return [Figure("taken in", "passages/s", ours, beside, "the embedder alone", aim)]


def _warm(model: Embedder) -> None:
    """Until the library is there: the first passages are embedded without it."""
    prose = Prose(seed=99)
    fastest = 0.0
    for _ in range(30):
        began = time.perf_counter()
        model.embed_passages([prose.passage() for _ in range(WARM)])
        rate = WARM / (time.perf_counter() - began)
        if fastest and rate < 1.1 * fastest and time.perf_counter() - began < 60:
            fastest = max(fastest, rate)
        else:
            fastest = max(fastest, rate)


def _both(model: Embedder, size: int, run: int) -> tuple[float, float]:
    documents = list(Prose(seed=run + 10).documents(size, DOCUMENT_BYTES))
    if run % 2:
        beside = _alone(model, documents)
        return _taken_in(model, documents), beside
    ours = _taken_in(model, documents)
    return ours, _alone(model, documents)


def _alone(model: Embedder, documents: list[str]) -> float:
    texts = [
        f"{piece.heading}\n{piece.text}"
        for document in documents
        for piece in cut(Extract(document, "markdown"))
    ]
    began = time.perf_counter()
    model.embed_passages(texts)
    return len(texts) / (time.perf_counter() - began)


def _taken_in(model: Embedder, documents: list[str]) -> float:
    with tempfile.TemporaryDirectory(prefix="jarvis-bench-") as folder:
        knowledge = Knowledge(Path(folder), KnowledgeSettings())
        knowledge.library.use(cast(Embedder, _Lent(model)))
        knowledge.library.start()
        try:
            began = time.perf_counter()
            for number, text in enumerate(documents):
                knowledge.library.add(io.BytesIO(text.encode()), f"{number}.md")
            while any(one.status is not Status.READY for one in knowledge.library.documents()):
                time.sleep(0.01)
            passages = sum(one.passages for one in knowledge.library.documents())
            return passages / (time.perf_counter() - began)
        finally:
            knowledge.close()


class _Lent:
    """An embedder that stays open when the library that used it closes."""

    def __init__(self, model: Embedder) -> None:
        self._model = model

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def close(self) -> None:
        """Keep it."""
