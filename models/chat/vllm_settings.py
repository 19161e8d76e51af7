"""vLLM's settings under its own names, and the engine arguments that follow from them.

Pure: it works, and is tested, where vLLM isn't installed.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from models.chat import ChatModelSpec

MAX_LOGPROBS = 1


@dataclass(frozen=True, slots=True)
class SpeculativeConfig:
    """`[engines.vllm.speculative_config]`: guess tokens ahead, and let the model confirm them.

    Attributes:
        method: "ngram" guesses from the prompt's own words, "draft_model" asks a smaller model;
            "" is draft_model where the card names a draft, and nothing where it doesn't.
        model: the draft model's folder; "" is the card's draft.
        num_speculative_tokens: guessed at a time.
        prompt_lookup_max: most words of context that ngram looks up, in tokens.
        prompt_lookup_min: fewest.
    """

    method: Literal["", "ngram", "draft_model"] = ""
    model: str = ""
    num_speculative_tokens: int = 4
    prompt_lookup_max: int = 4
    prompt_lookup_min: int = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """`[engines.vllm]`. 0, "" and "auto" leave a value to vLLM or to the plan.

    Attributes:
        quantization: quantize the weights while they load ("fp8_per_tensor", "fp8_per_block",
            "int8_per_channel_weight_only"), or overrule what the folder says. AWQ, GPTQ and FP8
            folders say what they are, and vLLM finds the fastest kernel if nobody overrules it.
        dtype: of activations and of weights that aren't quantized: "bfloat16", "float16", …
        kv_cache_dtype: "fp8" halves the cache's memory.
        max_model_len: tokens a sequence may hold; 0 is the plan's context length.
        max_num_seqs: sequences computed together; 0 is the plan's.
        max_num_batched_tokens: tokens computed in one step over all sequences.
        enable_chunked_prefill: cut long prompts, so that running answers don't wait for them.
        enable_prefix_caching: compute a beginning that several prompts share only once.
        gpu_memory_utilization: part of each GPU's memory, 0 to 1, for weights and cache together;
            0 is the plan's.
        tensor_parallel_size: GPUs that share each layer; 0 is all that the plan gives.
        cpu_offload_gb: GiB of the weights, on each GPU, that are kept in RAM.
        kv_offloading_size: GiB of RAM for prefixes that the GPU has no room for.
        enforce_eager: don't capture CUDA graphs: starts sooner, answers slower.
        trust_remote_code: run Python code that lies in the model's folder.
        speculative_config: guess tokens ahead.
    """

    quantization: str = ""
    dtype: str = "auto"
    kv_cache_dtype: str = "auto"
    max_model_len: int = 0
    max_num_seqs: int = 0
    max_num_batched_tokens: int = 0
    enable_chunked_prefill: bool = True
    enable_prefix_caching: bool = True
    gpu_memory_utilization: float = 0.0
    tensor_parallel_size: int = 0
    cpu_offload_gb: float = 0.0
    kv_offloading_size: float = 0.0
    enforce_eager: bool = False
    trust_remote_code: bool = False
    speculative_config: SpeculativeConfig = field(default_factory=SpeculativeConfig)


def engine_args(spec: ChatModelSpec, settings: Settings) -> dict[str, Any]:
    """What vLLM's ``AsyncEngineArgs`` takes for `spec`. Says nothing where vLLM should decide."""
    always = {
        "model": spec.source,
        "served_model_name": spec.name,
        "dtype": settings.dtype,
        "kv_cache_dtype": settings.kv_cache_dtype,
        "max_model_len": settings.max_model_len or spec.context_length,
        "max_num_seqs": settings.max_num_seqs or spec.max_sequences,
        "max_logprobs": MAX_LOGPROBS,
        "enable_chunked_prefill": settings.enable_chunked_prefill,
        "enable_prefix_caching": settings.enable_prefix_caching,
        "tensor_parallel_size": settings.tensor_parallel_size or len(spec.devices) or 1,
        "enforce_eager": settings.enforce_eager,
        "trust_remote_code": settings.trust_remote_code,
        "disable_log_stats": False,  # or it counts nothing for Prometheus
    }
    where_set = {
        "quantization": settings.quantization,
        "device_ids": list(spec.devices),
        "max_num_batched_tokens": settings.max_num_batched_tokens,
        "gpu_memory_utilization": settings.gpu_memory_utilization,
        "cpu_offload_gb": settings.cpu_offload_gb,
        "kv_offloading_size": settings.kv_offloading_size,
        "speculative_config": speculative_config(spec, settings.speculative_config),
    }
    return always | {name: value for name, value in where_set.items() if value}


def speculative_config(spec: ChatModelSpec, settings: SpeculativeConfig) -> dict[str, Any] | None:
    """What vLLM takes under that name; None is no speculation."""
    draft = settings.model or spec.draft
    method = settings.method or ("draft_model" if draft else "")
    if method == "ngram":
        return {
            "method": "ngram",
            "num_speculative_tokens": settings.num_speculative_tokens,
            "prompt_lookup_max": settings.prompt_lookup_max,
            "prompt_lookup_min": settings.prompt_lookup_min,
        }
    if method == "draft_model" and draft:
        return {
            "method": "draft_model",
            "model": draft,
            "num_speculative_tokens": settings.num_speculative_tokens,
        }
    return None
