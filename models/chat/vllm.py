"""vLLM inside this process: quantized models on one or more GPUs, many answers at a time.

The engine's core runs in child processes of its own; here are the tokenizer, the chat template
and the streams. It knows a model folder in the Hugging Face layout, and nothing of where the
folder came from.

Tools go through the model's own chat template, and nothing more: a call comes back as text, in
whatever form the model was trained to write it. Reasoning stays in the text as well.
"""

import asyncio
import os
import uuid
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.chat import ChatModelSpec, device_name, vllm_startup, wire
from models.chat.vllm_answer import Answer, sampling_values, structured_outputs
from models.chat.vllm_settings import Settings, SpeculativeConfig, engine_args
from models.errors import (
    ContextTooLong,
    EngineUnavailable,
    GenerationFailed,
    ModelFileInvalid,
)
from models.types import ChatDelta, ChatRequest, Message

__all__ = ["Settings", "SpeculativeConfig", "engine_args", "load", "unavailable"]

ENVIRONMENT = {
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_DO_NOT_TRACK": "1",
    "VLLM_WORKER_MULTIPROC_METHOD": "spawn",
    "VLLM_LOGGING_LEVEL": "WARNING",
    # NVML, which the plan counts GPUs by, numbers them in this order; CUDA else wouldn't.
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
}
"""Set before vLLM is imported, unless the person has set them."""

PLUGINS = {"gguf": "vllm-gguf-plugin", "bitsandbytes": "vllm-bnb-plugin"}
"""Weights that vLLM reads only with a package beside it."""


def unavailable() -> EngineUnavailable | None:
    """Whether vLLM is missing. Whether it can use this machine, only `load` finds out."""
    if find_spec("vllm") is not None:
        return None
    return EngineUnavailable(
        "vLLM isn't installed.", "On a machine with an NVIDIA GPU, ./scripts/serve installs it."
    )


async def load(spec: ChatModelSpec, settings: Settings) -> "VllmModel":
    """Start the engine on a model folder. It takes from half a minute to several.

    Raises:
        ModelFileInvalid: the folder isn't a model that vLLM reads, or not with these settings.
        EngineUnavailable: the engine didn't start; most often memory ran out.
    """
    check_source(spec, settings)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    engine = await vllm_startup.start(engine_args(spec, settings))
    model = VllmModel(spec, settings, engine)
    try:
        await model.count_tokens((Message("user", "?"),))
    except GenerationFailed as exc:
        await model.close()
        raise ModelFileInvalid(exc.message, "Chat needs an instruct model.") from exc
    return model


def check_source(spec: ChatModelSpec, settings: Settings) -> None:
    """Refuse what vLLM would only refuse half a minute later, in a child process.

    Raises:
        ModelFileInvalid, EngineUnavailable
    """
    source = Path(spec.source)
    is_gguf = source.suffix == ".gguf"
    _check_plugin("gguf" if is_gguf else settings.quantization or spec.quantization or "")
    if not source.is_file() if is_gguf else not (source / "config.json").is_file():
        raise ModelFileInvalid(
            f"There is no model at {source}.",
            "vLLM reads a folder with config.json, tokenizer.json and *.safetensors.",
        )


def _check_plugin(quantization: str) -> None:
    package = PLUGINS.get(quantization)
    if package is None:
        return
    try:
        version(package)
    except PackageNotFoundError as exc:
        raise EngineUnavailable(
            f"vLLM reads {quantization} weights only with the package {package}.",
            f"Install it with: pip install {package}. GGUF files also run on llama_cpp.",
        ) from exc


class VllmModel:
    """A model on vLLM. Speaks the ChatModel protocol."""

    engine = "vllm"

    def __init__(self, spec: ChatModelSpec, settings: Settings, engine: Any) -> None:
        self.name = spec.name
        self.device = device_name(spec.devices)
        self.context_length = settings.max_model_len or spec.context_length
        self.max_sequences = settings.max_num_seqs or spec.max_sequences
        self.sampling = spec.sampling
        self._engine = engine
        self._defaults = engine.model_config.get_diff_sampling_param()
        self._tokenizer = engine.get_tokenizer()
        self._tokenizing = asyncio.Lock()
        self._running: set[str] = set()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """See `ChatModel.stream`."""
        prompt = await self._prompt(request)
        params = self._sampling_params(request, room=self.context_length - len(prompt))
        answer = Answer(input_tokens=len(prompt))
        async with aclosing(self._outputs(prompt, params)) as outputs:
            async for output in outputs:
                if (delta := answer.take(output)) is not None:
                    yield delta
        yield answer.last()

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """See `ChatModel.count_tokens`. Exact."""
        return len(await self._tokenize(messages))

    async def close(self) -> None:
        """Break running answers off and end the engine's processes."""
        engine, self._engine = self._engine, None
        if engine is None:
            return
        with suppress(GenerationFailed), self._border():
            await engine.abort(tuple(self._running))
        await asyncio.to_thread(vllm_startup.stop, engine)

    async def _prompt(self, request: ChatRequest) -> list[int]:
        tools = [] if request.tool_choice == "none" else [dict(tool) for tool in request.tools]
        prompt = await self._tokenize(request.messages, tools)
        if len(prompt) >= self.context_length:
            raise ContextTooLong(
                f"The prompt has {len(prompt)} tokens; "
                f"the model's context holds {self.context_length}.",
                "Shorten the message, or start a new chat.",
                tokens=len(prompt),
                limit=self.context_length,
            )
        return prompt

    async def _tokenize(
        self, messages: Sequence[Message], tools: Sequence[Mapping[str, Any]] = ()
    ) -> list[int]:
        """The chat template's tokens, answer prefix included.

        In a thread, since a long conversation takes a while; one at a time, since a fast tokenizer
        refuses a second borrower.
        """
        self._loaded()
        async with self._tokenizing:
            with _template_errors():
                return await asyncio.to_thread(
                    self._tokenizer.apply_chat_template,
                    wire.messages(messages),
                    tools=list(tools) or None,
                    add_generation_prompt=True,
                    return_dict=False,
                )

    def _sampling_params(self, request: ChatRequest, room: int) -> Any:
        from vllm import SamplingParams
        from vllm.sampling_params import RequestOutputKind

        values = self._defaults | sampling_values(request, room)
        if (schema := request.json_schema) is not None:
            values["structured_outputs"] = structured_outputs(schema)
        with self._border():
            return SamplingParams(**values, output_kind=RequestOutputKind.DELTA)

    async def _outputs(self, prompt: list[int], params: Any) -> AsyncGenerator[Any, None]:
        request_id = uuid.uuid4().hex
        self._running.add(request_id)
        try:
            with self._border():
                tokens = {"type": "token", "prompt_token_ids": prompt}
                outputs = self._loaded().generate(tokens, params, request_id)
                # Closing vLLM's generator aborts the request: the slot is free at once.
                async with aclosing(outputs):
                    async for output in outputs:
                        yield output
        finally:
            self._running.discard(request_id)

    def _loaded(self) -> Any:
        if self._engine is None:
            raise GenerationFailed(f"The model {self.name} was unloaded.", "Load it again.")
        return self._engine

    @contextmanager
    def _border(self) -> Iterator[None]:
        from vllm.exceptions import VLLMClientError, VLLMError
        from vllm.v1.engine.exceptions import EngineDeadError

        try:
            yield
        except EngineDeadError as exc:
            raise GenerationFailed(
                f"vLLM's engine for {self.name} has stopped.",
                "Load the model again. If its memory ran out, the log says so.",
            ) from exc
        except (VLLMClientError, ValueError) as exc:
            raise GenerationFailed(f"vLLM refused the request: {exc}", "Change it.") from exc
        except VLLMError as exc:
            raise GenerationFailed(f"vLLM broke off: {exc}", "Ask again.") from exc


@contextmanager
def _template_errors() -> Iterator[None]:
    from jinja2 import TemplateError

    try:
        yield
    except (TemplateError, ValueError, TypeError) as exc:
        raise GenerationFailed(
            f"The model's chat template doesn't take this conversation: {exc}",
            "Some models know no system message or no tools. Try another model.",
        ) from exc
