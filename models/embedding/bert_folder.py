"""Reads a sentence-transformers folder whose model is a plain BERT: its shape, weights, tokenizer.

Everything is checked here, so that `numpy_bert` can compute without a doubt. What isn't such a
folder (another architecture, other modules, weights in 16-bit brain floats) is refused with the
reason; another engine may well read it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, TypeAdapter

from models.embedding.arithmetic import Array

Count = Annotated[int, Field(gt=0)]
MODULES = {"Transformer", "Pooling", "Normalize"}
READABLE = {"F16", "F32", "F64"}
FIRST_TOKEN: list[list[str]] = [["cls"], ["cls_token"]]
POOLINGS: list[list[str]] = [[], ["mean"], ["mean_tokens"], *FIRST_TOKEN]


@dataclass(frozen=True, slots=True)
class BertConfig:
    """What we need of config.json, in its own names."""

    model_type: Literal["bert"]
    hidden_size: Count
    num_hidden_layers: Count
    num_attention_heads: Count
    intermediate_size: Count
    vocab_size: Count
    max_position_embeddings: Count
    type_vocab_size: Count = 2
    hidden_act: Literal["gelu", "gelu_new", "gelu_pytorch_tanh"] = "gelu"
    layer_norm_eps: float = 1e-12
    position_embedding_type: Literal["absolute"] = "absolute"
    is_decoder: Literal[False] = False


@dataclass(frozen=True, slots=True)
class BertFolder:
    """A BERT, ready to compute with.

    Attributes:
        weights: by their names in the file, without "bert." before them.
        tokenizer: of the library `tokenizers`, cutting texts off after `max_tokens`.
        lower: whether texts are put into lower case before the tokenizer sees them.
        first_token: pool by taking the first token's vector; else by the mean of all.
    """

    config: BertConfig
    weights: dict[str, Array]
    tokenizer: Any
    max_tokens: int
    lower: bool
    first_token: bool


def read(folder: Path) -> BertFolder:
    """The BERT in `folder`.

    Raises:
        OSError, ValueError, KeyError, TypeError, ImportError: it can't be read; whatever the
            reason, `broken.loading` tells it.
    """
    config = TypeAdapter(BertConfig).validate_python(_json(folder / "config.json"))
    if config.hidden_size % config.num_attention_heads:
        raise ValueError("its attention heads don't share its width evenly")
    transformer, pooling = _modules(folder)
    max_tokens, lower = _limits(folder / transformer, config)
    return BertFolder(
        config=config,
        weights=_weights(folder / transformer / "model.safetensors", config),
        tokenizer=_tokenizer(folder / transformer, config, max_tokens),
        max_tokens=max_tokens,
        lower=lower,
        first_token=_takes_first_token(_json(folder / pooling / "config.json")),
    )


def _modules(folder: Path) -> tuple[str, str]:
    """The folders of the transformer and of the pooling, inside `folder`."""
    paths = {
        str(module["type"]).rpartition(".")[2]: str(module["path"])
        for module in _json(folder / "modules.json")
    }
    if other := sorted(paths.keys() - MODULES):
        raise ValueError(f"it has a module of another kind, {other[0]}")
    return paths["Transformer"], paths["Pooling"]


def _takes_first_token(pooling: Any) -> bool:
    """Whether the first token stands for the text; if not, the mean of all does.

    Both spellings of the library: a flag for each mode, or the mode's name.
    """
    flags = [key.removeprefix("pooling_mode_") for key, on in pooling.items() if on is True]
    modes = [pooling["pooling_mode"]] if "pooling_mode" in pooling else flags
    modes = [mode for mode in modes if mode != "include_prompt"]
    if modes not in POOLINGS or pooling.get("include_prompt") is False:
        raise ValueError("it pools in a way of its own")
    return modes in FIRST_TOKEN


def _limits(folder: Path, config: BertConfig) -> tuple[int, bool]:
    """The most tokens of a text, and whether it is put into lower case first."""
    path = folder / "sentence_bert_config.json"
    settings = _json(path) if path.is_file() else {}
    longest = settings.get("max_seq_length") or config.max_position_embeddings
    return min(int(longest), config.max_position_embeddings), settings.get("do_lower_case") is True


def _tokenizer(folder: Path, config: BertConfig, max_tokens: int) -> Any:
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    if not 0.9 * config.vocab_size <= tokenizer.get_vocab_size() <= config.vocab_size:
        raise ValueError("its tokenizer is another model's")
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    if not tokenizer.encode("").ids:
        raise ValueError("its tokenizer marks neither beginning nor end of a text")
    return tokenizer


def _weights(path: Path, config: BertConfig) -> dict[str, Array]:
    """The tensors that we compute with, each of the shape that the config promises."""
    from safetensors import safe_open

    weights = {}
    with safe_open(path, framework="np") as file:
        names = {name.removeprefix("bert."): name for name in file.keys()}  # noqa: SIM118 - no dict
        for name, shape in _shapes(config):
            kind = file.get_slice(names[name]).get_dtype()
            if kind not in READABLE:
                raise ValueError(f"its weights are {kind} numbers, which NumPy doesn't know")
            tensor = file.get_tensor(names[name]).astype(np.float32, copy=False)
            if tensor.shape != shape:
                raise ValueError(f"{name} has the shape {tensor.shape}, not {shape}")
            if not np.isfinite(tensor).all():
                raise ValueError("its weights are no numbers")
            weights[name] = tensor
    return weights


def _shapes(config: BertConfig) -> Iterator[tuple[str, tuple[int, ...]]]:
    width, inner = config.hidden_size, config.intermediate_size
    yield "embeddings.word_embeddings.weight", (config.vocab_size, width)
    yield "embeddings.position_embeddings.weight", (config.max_position_embeddings, width)
    yield "embeddings.token_type_embeddings.weight", (config.type_vocab_size, width)
    yield from _pair("embeddings.LayerNorm", (width,))
    for layer in range(config.num_hidden_layers):
        prefix = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            yield from _pair(f"{prefix}attention.self.{part}", (width, width))
        yield from _pair(f"{prefix}attention.output.dense", (width, width))
        yield from _pair(f"{prefix}attention.output.LayerNorm", (width,))
        yield from _pair(f"{prefix}intermediate.dense", (inner, width))
        yield from _pair(f"{prefix}output.dense", (width, inner))
        yield from _pair(f"{prefix}output.LayerNorm", (width,))


def _pair(name: str, shape: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
