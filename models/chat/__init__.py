"""The ChatModel protocol and the engines that speak it.

An engine is one module here with

- ``Settings``: a frozen dataclass, its section ``[engines.<name>]`` of config.toml;
- ``unavailable() -> EngineUnavailable | None``: can it run here? Probes, and imports nothing heavy;
- ``async load(spec: ChatModelSpec, settings: Settings) -> ChatModel``;

and one line in `ENGINES`. tests/models/chat/test_contract.py holds every engine to the protocol.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from models import choosing
from models.errors import EngineUnavailable
from models.types import ChatDelta, ChatRequest, Message, Sampling

ENGINES = {
    "llama_cpp": "models.chat.llama_cpp",
    "vllm": "models.chat.vllm",
    "openai_api": "models.chat.openai_api",
    "scripted": "models.chat.scripted",
}


@dataclass(frozen=True, slots=True)
class ChatModelSpec:
    """A model to load, as placement decided.

    Attributes:
        name: what people and the API call it.
        source: a GGUF file, a model folder, or the base URL of a server; empty for `scripted`.
        context_length: tokens that one sequence may hold, prompt and answer together.
        max_sequences: answers generated at the same time.
        devices: GPU indexes, most important first; empty is the CPU.
        quantization: as the card names it, e.g. "q4_k_m", "awq"; None lets the engine look.
        draft: a smaller model of the same family for speculative decoding; None is none.
        sampling: what its makers advise.
    """

    name: str
    source: str
    context_length: int
    max_sequences: int = 1
    devices: tuple[int, ...] = ()
    quantization: str | None = None
    draft: str | None = None
    sampling: Sampling = field(default_factory=Sampling)


class ChatModel(Protocol):
    """A loaded language model. It is shared; what belongs to one turn lives in the stream."""

    @property
    def name(self) -> str:
        """What people and the API call it."""

    @property
    def engine(self) -> str:
        """The engine's name, a key of `ENGINES`."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0,1"; "server" where another program runs it."""

    @property
    def context_length(self) -> int:
        """Tokens that one sequence may hold, prompt and answer together."""

    @property
    def max_sequences(self) -> int:
        """Answers that it generates at the same time without making one wait."""

    @property
    def sampling(self) -> Sampling:
        """What its makers advise. A caller lays its own wishes over it; engines don't."""

    def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Answer `request`, piece by piece.

        Closing the generator (``aclose()``, or cancelling the task) stops generation at once
        and frees the engine's slot.

        Raises:
            ContextTooLong: the prompt doesn't fit; nothing has been generated.
            GenerationFailed: the engine broke off.
        """

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Tokens of `messages` in the model's own chat template, answer prefix included."""

    async def close(self) -> None:
        """Free memory and end child processes. Streams still running break off."""


def device_name(devices: Sequence[int]) -> str:
    """GPU indexes as people write them: "cuda:0,1"; "cpu" for none."""
    return f"cuda:{','.join(map(str, devices))}" if devices else "cpu"


def engine_module(name: str) -> Any:
    """The engine's module. Cheap: engines import their library only in `load`.

    Raises:
        ModelNotFound: there is no such engine.
    """
    return choosing.engine_module(ENGINES, name)


def unavailable(name: str) -> EngineUnavailable | None:
    """Why engine `name` can't run here, or None if it can."""
    reason: EngineUnavailable | None = engine_module(name).unavailable()
    return reason


async def load(engine: str, spec: ChatModelSpec, settings: Any) -> ChatModel:
    """Load `spec` with `engine`.

    Raises:
        EngineUnavailable, ModelFileInvalid, ModelTooLarge: and nothing stays in memory.
    """
    model: ChatModel = await choosing.usable_module(ENGINES, engine).load(spec, settings)
    return model
