"""The starter's embedder, as Jarvis loads it."""

import asyncio
import tempfile
from pathlib import Path

from jarvis.knowledge.companions import STARTER
from models.embedding import Embedder, EmbedderSpec
from models.embedding.two_speed import open_embedder
from models.store import Store


def starter() -> Embedder:
    """Loaded, on the processor."""
    with tempfile.TemporaryDirectory() as folder:  # its weights lie in a package
        store = Store(Path(folder), offline=True)
        source = store.verified_path(store.find(STARTER))
        return asyncio.run(open_embedder(EmbedderSpec(STARTER, str(source))))
