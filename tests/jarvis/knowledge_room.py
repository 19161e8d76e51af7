"""A knowledge room with the starter's embedder, and documents that are read in it."""

import asyncio
import io
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from jarvis.knowledge.companions import STARTER
from jarvis.knowledge.documents import Status
from jarvis.knowledge.knowledge import Knowledge
from jarvis.knowledge_settings import KnowledgeSettings
from models import embedding
from models.embedding import EmbedderSpec
from models.store import Store
from tests.waiting import until

LEASE = """# Lease

## Notice

The notice period is thirty days. It must be given in writing to the landlord.

## Deposit

The deposit amounts to two months' rent and is paid back within six weeks.
"""
RECIPE = """# Gazpacho

Tritura un kilo de tomates maduros con medio pepino, un pimiento verde y un diente de ajo.
Añade aceite de oliva, vinagre de Jerez y sal, y déjalo enfriar dos horas en la nevera.
"""


def starter():
    """The starter's embedder, in this process."""
    store = Store(Path("no-such-folder"), offline=True)
    spec = EmbedderSpec(STARTER, str(store.verified_path(store.find(STARTER))))
    loaded = []
    # A thread of its own: the caller may be inside an event loop.
    thread = Thread(target=lambda: loaded.append(asyncio.run(embedding.load("numpy_bert", spec))))
    thread.start()
    thread.join()
    return loaded[0]


@contextmanager
def knowledge_room(folder, **settings):
    room = Knowledge(folder, KnowledgeSettings(**settings))
    room.library.use(starter())
    room.library.start()
    try:
        yield room
    finally:
        room.close()


def hand_in(room, name, text, collection="documents"):
    content = text if isinstance(text, bytes) else text.encode()
    return room.library.add(io.BytesIO(content), name, collection).id


def read(room, *documents):
    """Until all are read; how they stand then."""

    def standing():
        return [room.library.document(one) for one in documents]

    until(lambda: all(one.status in (Status.READY, Status.FAILED) for one in standing()))
    return standing()
