"""What vLLM is told, tried without vLLM. With it: test_contract."""

from pathlib import Path
from typing import Any

import pytest

from models.chat import ChatModelSpec, vllm
from models.chat.vllm import Settings, SpeculativeConfig, engine_args
from models.chat.vllm_answer import sampling_values
from models.errors import EngineUnavailable, ModelFileInvalid
from models.types import ChatRequest, Message, Sampling

SPEC = ChatModelSpec("qwen", "/models/qwen", context_length=8192, max_sequences=4)
ON_TWO_GPUS = ChatModelSpec("qwen", "/models/qwen", context_length=8192, devices=(1, 0))
WITH_DRAFT = ChatModelSpec("qwen", "/models/qwen", context_length=8192, draft="/models/small")
HELLO = (Message("user", "Hello"),)


class TestEngineArgs:
    def test_follow_the_plan(self) -> None:
        args = engine_args(SPEC, Settings())
        assert args["model"] == "/models/qwen"
        assert args["served_model_name"] == "qwen"
        assert args["max_model_len"] == 8192
        assert args["max_num_seqs"] == 4
        assert args["tensor_parallel_size"] == 1

    def test_leave_to_vllm_what_nobody_set(self) -> None:
        unset = {
            "quantization",
            "device_ids",
            "max_num_batched_tokens",
            "gpu_memory_utilization",
            "cpu_offload_gb",
            "kv_offloading_size",
            "speculative_config",
        }
        assert not unset & set(engine_args(SPEC, Settings()))

    def test_run_no_code_from_the_folder(self) -> None:
        assert engine_args(SPEC, Settings())["trust_remote_code"] is False

    def test_share_the_layers_among_the_devices(self) -> None:
        args = engine_args(ON_TWO_GPUS, Settings())
        assert args["device_ids"] == [1, 0]
        assert args["tensor_parallel_size"] == 2

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("quantization", "fp8_per_tensor"),
            ("dtype", "bfloat16"),
            ("kv_cache_dtype", "fp8"),
            ("max_model_len", 2048),
            ("max_num_seqs", 64),
            ("max_num_batched_tokens", 4096),
            ("enable_chunked_prefill", False),
            ("enable_prefix_caching", False),
            ("gpu_memory_utilization", 0.5),
            ("tensor_parallel_size", 2),
            ("cpu_offload_gb", 4.0),
            ("kv_offloading_size", 8.0),
            ("enforce_eager", True),
            ("trust_remote_code", True),
        ],
    )
    def test_say_each_setting_by_its_name(self, setting: str, value: Any) -> None:
        assert engine_args(SPEC, Settings(**{setting: value}))[setting] == value

    @pytest.mark.parametrize(
        ("spec", "settings", "expected"),
        [
            (SPEC, SpeculativeConfig(), None),
            (SPEC, SpeculativeConfig(method="draft_model"), None),
            (
                WITH_DRAFT,
                SpeculativeConfig(num_speculative_tokens=3),
                {"method": "draft_model", "model": "/models/small", "num_speculative_tokens": 3},
            ),
            (
                WITH_DRAFT,
                SpeculativeConfig(model="/models/other"),
                {"method": "draft_model", "model": "/models/other", "num_speculative_tokens": 4},
            ),
            (
                WITH_DRAFT,
                SpeculativeConfig(method="ngram", prompt_lookup_max=5, prompt_lookup_min=3),
                {
                    "method": "ngram",
                    "num_speculative_tokens": 4,
                    "prompt_lookup_max": 5,
                    "prompt_lookup_min": 3,
                },
            ),
        ],
        ids=["nothing", "no draft", "the card's draft", "a draft of one's own", "n-gram"],
    )
    def test_speculate(
        self, spec: ChatModelSpec, settings: SpeculativeConfig, expected: dict[str, Any] | None
    ) -> None:
        args = engine_args(spec, Settings(speculative_config=settings))
        assert args.get("speculative_config") == expected

    @pytest.mark.vllm
    @pytest.mark.filterwarnings("default")
    def test_are_all_known_to_vllm(self) -> None:
        from dataclasses import fields

        arg_utils = pytest.importorskip("vllm.engine.arg_utils")
        everything = Settings(
            quantization="fp8",
            max_num_batched_tokens=4096,
            gpu_memory_utilization=0.5,
            cpu_offload_gb=1.0,
            kv_offloading_size=1.0,
            speculative_config=SpeculativeConfig(method="ngram"),
        )
        known = {field.name for field in fields(arg_utils.AsyncEngineArgs)}
        assert set(engine_args(ON_TWO_GPUS, everything)) <= known


class TestSampling:
    def test_says_only_what_was_asked(self) -> None:
        assert sampling_values(ChatRequest(HELLO), room=100) == {"max_tokens": 100}

    def test_says_all_that_was_asked(self) -> None:
        sampling = Sampling(0.0, 0.9, 40, 0.05, 0.1, 0.2, 64, ("END",), 0)
        request = ChatRequest(HELLO, sampling, logprobs=True)
        assert sampling_values(request, room=100) == {
            "temperature": 0.0,
            "top_p": 0.9,
            "top_k": 40,
            "min_p": 0.05,
            "presence_penalty": 0.1,
            "frequency_penalty": 0.2,
            "max_tokens": 64,
            "stop": ["END"],
            "seed": 0,
            "logprobs": 0,
        }

    def test_stays_within_the_context(self) -> None:
        request = ChatRequest(HELLO, Sampling(max_tokens=500))
        assert sampling_values(request, room=100)["max_tokens"] == 100


class TestSource:
    def test_must_be_a_model_folder(self, tmp_path: Path) -> None:
        spec = ChatModelSpec("qwen", str(tmp_path), context_length=8192)
        with pytest.raises(ModelFileInvalid, match=r"config\.json"):
            vllm.check_source(spec, Settings())
        (tmp_path / "config.json").touch()
        vllm.check_source(spec, Settings())

    @pytest.mark.parametrize(
        ("file", "quantization", "package"),
        [
            ("model.gguf", "", "vllm-gguf-plugin"),
            ("config.json", "bitsandbytes", "vllm-bnb-plugin"),
        ],
    )
    def test_that_needs_a_plugin_says_which(
        self, tmp_path: Path, file: str, quantization: str, package: str
    ) -> None:
        source = tmp_path / file
        source.touch()
        folder = source if file.endswith(".gguf") else tmp_path
        spec = ChatModelSpec("qwen", str(folder), context_length=8192)
        with pytest.raises(EngineUnavailable, match=package):
            vllm.check_source(spec, Settings(quantization=quantization))
