"""A model hub on loopback, and a card of a model on it."""

from collections.abc import Iterator

import huggingface_hub
import pytest

from models.catalogue import Card, CardFile, KVCache
from tests.models import hub_server


@pytest.fixture
def hub() -> Iterator[hub_server.Hub]:
    """A hub with one repository: a large file, and a small one in a folder."""
    weights = bytes(range(256)) * 8192  # 2 MiB
    files = {"weights.bin": weights, "extra/config.json": b'{"size": "small"}'}
    with hub_server.serve(hub_server.Hub(files={hub_server.REPO: files})) as server:
        yield server
    huggingface_hub.close_session()


@pytest.fixture
def card(hub: hub_server.Hub) -> Card:
    """What the catalogue would say of that repository."""
    files = hub.files[hub_server.REPO]
    return Card(
        name="some-model",
        title="Some model",
        summary="For tests.",
        task="chat",
        engine="llama_cpp",
        repo=hub_server.REPO,
        files=tuple(CardFile(path, len(content)) for path, content in files.items()),
        context_length=4096,
        kv_cache=KVCache(2, 1, 64),
    )
