"""llama.cpp in this process, through xllamacpp: GGUF on the CPU or, where its build can, a GPU.

The library runs its own threads and batches the running answers together. Each stream here has
one thread, which waits in the library's call and hands its chunks to the event loop.
"""

import asyncio
import os
import secrets
import threading
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

from models.background import in_daemon_thread
from models.chat import ChatModelSpec, device_name, wire
from models.errors import EngineUnavailable, GenerationFailed, ModelFileInvalid
from models.gguf import read_header
from models.types import ChatDelta, ChatRequest, Message

ALL_LAYERS = 999
"""More layers than any model has: offload them all."""

SPINS = "4000"
"""How often GNU OpenMP looks before a thread sleeps; it takes 300,000 if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`[engines.llama_cpp]`, in llama.cpp's own names.

    Attributes:
        n_threads: for generation; 0 is one a physical core.
        n_batch: prompt tokens computed at once. A stop is heard between two batches.
        n_gpu_layers: layers on the GPU where the build has one; -1 is all of them.
        cache_ram_mib: memory for prompts that may come again, MiB.
        use_draft: let the card's draft model, if it is here, guess tokens ahead. It takes memory
            that the plan doesn't count.
    """

    n_threads: int = 0
    n_batch: int = 512
    n_gpu_layers: int = -1
    cache_ram_mib: int = 256
    use_draft: bool = False


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("xllamacpp"):
        return None
    return EngineUnavailable("llama.cpp isn't installed.", "Run ./scripts/serve again.")


def gpu_build() -> bool:
    """Whether the installed build of llama.cpp can use a GPU of this machine."""
    xllamacpp = _library()
    cpu = xllamacpp.ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_CPU
    return any(device["type"] != cpu for device in xllamacpp.get_device_info())


async def load(spec: ChatModelSpec, settings: Settings) -> "LlamaCppModel":
    """Load a GGUF file.

    Raises:
        ModelFileInvalid: it isn't there, is cut short, or is no model that llama.cpp knows.
    """
    api_key = secrets.token_urlsafe(32)
    server = await in_daemon_thread(lambda: _start(spec, settings, api_key), "llama_cpp")
    return LlamaCppModel(spec, server, api_key)


def _library() -> Any:
    """xllamacpp, imported so that its threads soon sleep while they wait for each other.

    OpenMP has them spin. Where other programs want the cores, spinning takes the core from the
    very thread that is waited for. Tokens/s of the starter on two cores, with OpenMP's own count,
    with ours, and with sleeping at once: 114, 117 and 45 on idle cores; 6 to 24, 52 and about 30
    beside two busy programs. OpenMP reads the variable once, when it is loaded.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
    return import_module("xllamacpp")


def _start(spec: ChatModelSpec, settings: Settings, api_key: str) -> Any:
    xllamacpp = _library()
    params = xllamacpp.CommonParams()
    params.model.path = spec.source
    params.model_alias = {spec.name}
    params.n_ctx = spec.context_length * spec.max_sequences
    params.n_parallel = spec.max_sequences
    params.n_batch = params.n_ubatch = settings.n_batch
    params.cache_ram_mib = settings.cache_ram_mib
    if settings.n_threads:
        params.cpuparams.n_threads = settings.n_threads
    params.n_gpu_layers = _gpu_layers(spec, settings)
    if spec.devices:
        params.main_gpu = spec.devices[0]
    if spec.draft and settings.use_draft:
        simple = xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_DRAFT_SIMPLE
        params.speculative.draft.mparams.path = spec.draft
        params.speculative.types = [simple]
    params.verbosity = 0
    params.warmup = False
    # The library listens on a loopback port of its own, where we count tokens. Nobody else may:
    # it is behind a random key and has no page.
    params.api_keys = [api_key]
    params.ui = False
    params.endpoint_slots = False
    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:  # it says that something is wrong, but not what
        read_header(Path(spec.source))
        raise ModelFileInvalid(
            f"llama.cpp can't load {Path(spec.source).name}: its architecture is unknown to this "
            "version, or the memory that is free doesn't hold it.",
            "Choose a smaller model, or a newer llama.cpp.",
        ) from error


def _gpu_layers(spec: ChatModelSpec, settings: Settings) -> int:
    if not spec.devices:
        return 0
    return ALL_LAYERS if settings.n_gpu_layers < 0 else settings.n_gpu_layers


class LlamaCppModel:
    """A GGUF model in this process."""

    engine = "llama_cpp"

    def __init__(self, spec: ChatModelSpec, server: Any, api_key: str) -> None:
        self.name = spec.name
        self.device = device_name(spec.devices)
        self.context_length = spec.context_length
        self.max_sequences = spec.max_sequences
        self.sampling = spec.sampling
        self._server = server
        self._running: set[_Stream] = set()
        self._http = httpx.AsyncClient(
            base_url=server.listening_address,
            headers={"Authorization": f"Bearer {api_key}"},
            timeout=60,
            trust_env=False,
        )

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """See `ChatModel`."""
        if self._server is None:
            raise GenerationFailed(f"{self.name} is unloaded.", "Choose a model on the Models tab.")
        body = wire.request_body(request, self.name) | {"return_progress": True}
        stream = _Stream(self._server, body)
        self._running.add(stream)
        ending = wire.Ending()
        try:
            with _translated(self.context_length):
                async for chunk in stream.chunks():
                    if (delta := ending.hold(wire.delta(_checked(chunk)))) is not None:
                        yield delta
            yield ending.last()
        finally:
            stream.cancel()
            self._running.discard(stream)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """See `ChatModel`. Exact: llama.cpp's own template and tokenizer."""
        if self._server is None:
            raise GenerationFailed(f"{self.name} is unloaded.", "Choose a model on the Models tab.")
        body = {"messages": wire.messages(messages)}
        try:
            response = await self._http.post("/v1/chat/completions/input_tokens", json=body)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise GenerationFailed("llama.cpp could not count the tokens.", str(error)) from error
        return int(response.json()["input_tokens"])

    async def close(self) -> None:
        """See `ChatModel`."""
        server, self._server = self._server, None
        if server is None:
            return
        running = list(self._running)
        for stream in running:
            stream.cancel()
        await self._http.aclose()
        await asyncio.to_thread(_end, running)
        # The library unloads when the last reference goes, and takes a moment over it.
        holder = [server]
        del server
        await asyncio.to_thread(holder.clear)


def _end(running: Sequence["_Stream"]) -> None:
    for stream in running:
        stream.join()


class _Stream:
    """One call of the library, in a thread of its own."""

    def __init__(self, server: Any, body: Mapping[str, Any]) -> None:
        self._loop = asyncio.get_running_loop()
        self._chunks: asyncio.Queue[Mapping[str, Any] | Exception | None] = asyncio.Queue()
        self._cancelled = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(server, body), name="llama_cpp", daemon=True
        )
        self._thread.start()

    async def chunks(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """The library's chunks as they come; raises what its call raised."""
        while (chunk := await self._chunks.get()) is not None:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    def cancel(self) -> None:
        """The library stops at its next token, or between two batches of the prompt."""
        self._cancelled.set()
        self._put(GenerationFailed("The model was unloaded while it answered.", "Ask again."))

    def join(self) -> None:
        """Wait until the library has let go."""
        self._thread.join()

    def _run(self, server: Any, body: Mapping[str, Any]) -> None:
        try:
            server.handle_chat_completions(dict(body), self._take)
            self._put(None)
        except Exception as error:  # noqa: BLE001 - it crosses threads, and is raised again there
            self._put(error)

    def _take(self, chunk: Mapping[str, Any]) -> bool:
        self._put(chunk)
        return self._cancelled.is_set()

    def _put(self, chunk: Mapping[str, Any] | Exception | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._chunks.put_nowait, chunk)


def _checked(chunk: Mapping[str, Any]) -> Mapping[str, Any]:
    """`chunk`, if it isn't the library's way to say that it failed."""
    if error := chunk.get("error"):
        raise _LibraryError(error)
    return chunk


class _LibraryError(Exception):
    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(error.get("message", ""))
        self.error = error


@contextmanager
def _translated(context_length: int) -> Iterator[None]:
    try:
        yield
    except _LibraryError as error:
        if too_long := wire.context_too_long(error.error, context_length):
            raise too_long from error
        raise GenerationFailed(f"llama.cpp broke off: {error}.", "Ask again.") from error
    except (ValueError, TypeError, RuntimeError) as error:
        raise GenerationFailed(f"llama.cpp refused the request: {error}.", "Change it.") from error
