"""A loaded model of every engine, on the starter's weights."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from models.chat import ChatModel, ChatModelSpec, engine_module, load
from tests.models.chat import starter_folder

CONTEXT_LENGTH = 1024
SLOTS = 2

ENGINES: list[Any] = ["llama_cpp", "openai_api", "scripted"]
if find_spec("vllm"):
    # It is slow to start, and its imports warn of each other's deprecations.
    marks = [pytest.mark.vllm, pytest.mark.timeout(600), pytest.mark.filterwarnings("default")]
    ENGINES.append(pytest.param("vllm", marks=marks))
SOURCES = {"llama_cpp": "starter_gguf", "openai_api": "llama_server", "vllm": "converted_starter"}
SETTINGS: dict[str, dict[str, Any]] = {
    # Other tests have the other processor: at each layer one half would wait for it.
    "llama_cpp": {"n_threads": 1},
    "vllm": {"enforce_eager": True},
    "scripted": {"tokens_per_second": 100.0},
}


@dataclass(frozen=True)
class Engine:
    """An engine, where its weights are, and the settings that a test machine needs."""

    name: str
    source: str
    settings: Any

    async def load(self) -> ChatModel:
        """One more model. Whoever loads it closes it."""
        spec = ChatModelSpec("starter", self.source, CONTEXT_LENGTH, max_sequences=SLOTS)
        return await load(self.name, spec, self.settings)


@pytest.fixture(scope="session")
def starter_gguf() -> Path:
    """The starter's weights, as its package carries them."""
    return starter_folder.starter_gguf()


@pytest.fixture(scope="session")
def converted_starter() -> Path:
    """The starter's weights as vLLM reads them: scripts/test-vllm converts them once."""
    folder = Path(sys.prefix) / "starter"
    if not folder.is_dir():
        pytest.skip("the starter isn't converted: run scripts/test-vllm")
    return folder


@pytest.fixture(scope="session")
def llama_server(starter_gguf: Path) -> Iterator[str]:
    """A real llama.cpp server on a loopback port: its base URL."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(starter_gguf)
    parameters.n_ctx, parameters.n_parallel = CONTEXT_LENGTH * SLOTS, SLOTS
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    name: str = request.param
    source = request.getfixturevalue(SOURCES[name]) if name in SOURCES else ""
    return Engine(name, str(source), engine_module(name).Settings(**SETTINGS.get(name, {})))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def model(engine: Engine) -> AsyncIterator[ChatModel]:
    loaded = await engine.load()
    yield loaded
    await loaded.close()


@pytest.fixture
def model_with_weights(model: ChatModel) -> ChatModel:
    """A model that computes something, as the double doesn't."""
    if model.engine == "scripted":
        pytest.skip("the double has no weights")
    return model


@pytest.fixture
def load_another(engine: Engine) -> Callable[[], Awaitable[ChatModel]]:
    return engine.load
