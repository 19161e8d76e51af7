"""A hundred thousand passages: how long a search takes, and what a passage takes to keep."""

import os
import time
from pathlib import Path

import numpy as np
import psutil

from jarvis.knowledge.documents import Piece, Scope
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder, Vectors
from scripts.benchmarks.figures import Aim, Figure, percentile, repeated
from scripts.benchmarks.knowledge.embedder import starter
from scripts.benchmarks.knowledge.generated import Prose
from scripts.benchmarks.served import MIB

PASSAGES, QUICK_PASSAGES = 100_000, 10_000
IN_A_DOCUMENT = 200
TOPICS = 500
NEAR = 0.6
"""How far a passage's vector is from its topic's: texts cluster, and an index must cope."""


def fill(folder: Path, passages: int) -> None:
    """Make a database of so many passages, and its index. Texts are made up, and so are their
    vectors: embedding a hundred thousand passages would take an hour.
    """
    if (folder / "filled").exists():
        return
    model = starter()
    knowledge = Knowledge(folder, KnowledgeSettings())
    prose, random = Prose(), np.random.default_rng(1)
    topics = random.normal(size=(TOPICS, model.dimensions))
    for number in range(0, passages, IN_A_DOCUMENT):
        document, _ = knowledge.store.add("documents", f"{number}.md", 1, f"{number:064x}")
        knowledge.store.reading(document.id, pages=0, pieces=IN_A_DOCUMENT)
        knowledge.store.add_passages(
            document.id, 0, _pieces(prose), _vectors(random, topics), model.name
        )
        knowledge.store.ready(document.id)
    knowledge.store.switch_model(model.name)
    knowledge.open()
    knowledge.close()
    model.close()
    (folder / "filled").touch()


def _pieces(prose: Prose) -> list[Piece]:
    pieces, at = [], 0
    for _ in range(IN_A_DOCUMENT):
        text = prose.passage()
        pieces.append(Piece(text, at, at + len(text)))
        at += len(text) + 2
    return pieces


def _vectors(random: np.random.Generator, topics: np.ndarray) -> Vectors:
    chosen = topics[random.integers(0, len(topics), IN_A_DOCUMENT)]
    vectors = chosen + NEAR * random.normal(size=chosen.shape)
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def measure(runs: int, seconds: float, *, folder: Path, passages: int) -> list[Figure]:
    """Search, with the starter's embedder, over HTTP's head: as the retriever answers."""
    process = psutil.Process()
    model = starter()
    before = process.memory_info().rss
    knowledge = Knowledge(folder, KnowledgeSettings())
    knowledge.library.use(model)
    knowledge.open()
    try:
        took = _searches(knowledge, model, runs, seconds)
        memory = process.memory_info().rss - before
    finally:
        knowledge.close()
    return [
        Figure(
            f"search in {passages:,} passages, 95th percentile",
            "ms",
            (percentile(took, 95),),
            aim=Aim("value", "≤", 60),
        ),
        Figure("search, all of them", "ms", tuple(took)),
        Figure("disk a passage, SQLite", "bytes", (_size(folder, chroma=False) / passages,)),
        Figure("disk a passage, Chroma", "bytes", (_size(folder, chroma=True) / passages,)),
        Figure("memory a passage", "bytes", (memory / passages,)),
        Figure("memory, all of it", "MiB", (memory / MIB,)),
    ]


def _searches(knowledge: Knowledge, model: Embedder, runs: int, seconds: float) -> list[float]:
    prose = Prose(seed=2)
    model.embed_query("a first one")

    def search(_: int) -> float:
        asked = prose.question()
        began = time.perf_counter()
        knowledge.retriever.search(asked, Scope())
        return (time.perf_counter() - began) * 1000

    repeated(search, 5, 5)  # uncounted: it brings the index into memory
    return repeated(search, max(2, runs), seconds)


def _size(folder: Path, *, chroma: bool) -> int:
    """Bytes of what lies under `folder`: Chroma's files, or the others."""
    total = 0
    for here, _, names in os.walk(folder):
        inside = "chroma" in Path(here).relative_to(folder).parts
        if inside == chroma:
            total += sum((Path(here) / name).stat().st_size for name in names)
    return total
