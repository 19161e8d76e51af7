"""Weights that lie on this machine: where a card's files are, and what a file or folder that a
person names says of itself. Reads; never fetches, and never loads a model.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from models.catalogue import Card, CardFile, KVCache
from models.errors import ModelFileInvalid
from models.gguf import read_header

_SINGLE_FILE = (".gguf", ".onnx")  # formats whose engines want the file, not its folder


def package_folder(package: str) -> Path | None:
    """Where the installed `package` lies; None if it isn't here. Imports nothing."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def matching(pattern: str, paths: Iterable[str]) -> list[str]:
    """The `paths` that a card's file path stands for; ``*`` doesn't cross folders."""
    depth = pattern.count("/")
    return sorted(p for p in paths if p.count("/") == depth and fnmatchcase(p, pattern))


def missing(card: Card, folder: Path) -> list[str]:
    """Those of `card`'s file paths that nothing in `folder` answers to."""
    return [file.path for file in card.files if not any(folder.glob(file.path))]


def entry(card: Card, folder: Path) -> Path:
    """What an engine is handed: the GGUF or ONNX file, or the folder that holds all files."""
    for file in card.files:
        if PurePosixPath(file.path).suffix in _SINGLE_FILE:
            return folder / file.path
    return folder / _common_folder(card)


def _common_folder(card: Card) -> PurePosixPath:
    parents = [PurePosixPath(file.path).parent for file in card.files]
    common = parents[0]
    while not all(parent.is_relative_to(common) for parent in parents):
        common = common.parent
    return common


def describe(path: Path) -> Card:
    """A card for the GGUF file or model folder at `path`, from what it says of itself.

    Raises:
        ModelFileInvalid: it isn't a model, is truncated, or can't be read.
    """
    path = path.expanduser().resolve()
    if path.is_dir():
        return _describe_folder(path)
    return _describe_gguf(path)


def _describe_gguf(path: Path) -> Card:
    header = read_header(path)
    return Card(
        name=path.stem.lower(),
        title=header.name or path.stem,
        summary="A GGUF file of your own.",
        task="chat",
        engine="llama_cpp",
        files=(CardFile(path.name, path.stat().st_size),),
        quantization=header.quantization,
        parameters=header.parameters,
        context_length=header.context_length,
        kv_cache=KVCache(header.layers, header.kv_heads, header.head_dim),
        sizes_exact=True,
        location=str(path),
    )


def _describe_folder(path: Path) -> Card:
    config = _text_config(_config(path))
    weights = _weight_files(path)
    quantization = config.get("quantization_config") or {}
    return Card(
        name=path.name.lower(),
        title=path.name,
        summary="A model folder of your own.",
        task="chat",
        engine="vllm",
        files=tuple(CardFile(file.name, file.stat().st_size) for file in weights),
        quantization=str(quantization.get("quant_method", "")),
        context_length=int(config.get("max_position_embeddings", 0)),
        kv_cache=_kv_cache(config),
        sizes_exact=True,
        location=str(path),
    )


def _config(folder: Path) -> Mapping[str, Any]:
    try:
        data = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise _not_a_model(folder, "it has no config.json") from exc
    except (OSError, ValueError) as exc:
        raise _not_a_model(folder, f"its config.json can't be read: {exc}") from exc
    if not isinstance(data, dict):
        raise _not_a_model(folder, "its config.json isn't a JSON object")
    return data


def _text_config(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """A multimodal model keeps its language model's figures in a section of their own."""
    nested = config.get("text_config")
    return {**config, **nested} if isinstance(nested, dict) else config


def _kv_cache(config: Mapping[str, Any]) -> KVCache | None:
    heads = int(config.get("num_attention_heads") or 0)
    layers = int(config.get("num_hidden_layers") or 0)
    if not heads or not layers:
        return None
    return KVCache(
        layers=layers,
        kv_heads=int(config.get("num_key_value_heads") or heads),
        head_dim=int(config.get("head_dim") or int(config.get("hidden_size") or 0) // heads),
    )


def _weight_files(folder: Path) -> list[Path]:
    """The folder's safetensors files, each whole, and every shard that its index names."""
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise _not_a_model(folder, "it has no safetensors files")
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        shards = set(json.loads(index.read_text(encoding="utf-8")).get("weight_map", {}).values())
        if absent := sorted(shards - {file.name for file in files}):
            raise _not_a_model(folder, f"{absent[0]} is missing")
    for file in files:
        _check_safetensors(file)
    return files


def _check_safetensors(path: Path) -> None:
    """A safetensors file is an 8-byte header length, a JSON header, and the tensors it counts."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else size
        if 8 + length > size:
            raise _truncated(path)
        try:
            header = json.loads(file.read(length))
            ends = [value["data_offsets"][1] for key, value in header.items() if key[:2] != "__"]
        except (ValueError, TypeError, KeyError, AttributeError) as exc:
            raise _not_a_model(path, "its header isn't that of a safetensors file") from exc
    if size < 8 + length + max(ends, default=0):
        raise _truncated(path)


def _truncated(path: Path) -> ModelFileInvalid:
    return ModelFileInvalid(f"{path} is truncated.", "Delete it and download it again.")


def _not_a_model(path: Path, reason: str) -> ModelFileInvalid:
    return ModelFileInvalid(
        f"{path} isn't a model that Jarvis can run: {reason}.",
        "Name a GGUF file, or a folder with config.json and safetensors files.",
    )
