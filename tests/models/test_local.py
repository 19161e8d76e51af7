"""Files and folders that a person names: what they say of themselves, or what is wrong."""

import json
import os
import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.catalogue import KVCache, catalogue
from models.errors import ModelFileInvalid
from models.gguf import read_header
from models.local import describe
from models.store import Store


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's GGUF file, under a name of our own."""
    card = next(c for c in catalogue() if c.task == "chat" and c.package)
    path = Store(tmp_path_factory.mktemp("empty")).verified_path(card)
    copy = tmp_path_factory.mktemp("gguf") / "My Model.gguf"
    shutil.copy(path, copy)
    return copy


def test_a_gguf_file_tells_what_its_card_would(starter: Path) -> None:
    card = next(c for c in catalogue() if c.task == "chat" and c.package)
    found = Store(starter.parent).find(str(starter))
    for fact in ("engine", "quantization", "parameters", "context_length", "kv_cache"):
        assert getattr(found, fact) == getattr(card, fact), fact
    assert found.weights_bytes == card.weights_bytes
    assert Store(starter.parent).verified_path(found) == starter


def test_its_file_is_never_removed(starter: Path) -> None:
    store = Store(starter.parent)
    assert store.remove(store.find(str(starter))) == 0
    assert starter.exists()


@pytest.mark.parametrize("missing", [1, 1000, 50_000_000, 98_000_000, 98_362_400])
def test_a_truncated_gguf_says_so_and_what_to_do(
    starter: Path, tmp_path: Path, missing: int
) -> None:
    cut = tmp_path / "cut.gguf"
    shutil.copy(starter, cut)
    os.truncate(cut, starter.stat().st_size - missing)
    with pytest.raises(ModelFileInvalid, match="truncated") as raised:
        Store(tmp_path).find(str(cut))
    assert str(cut) in raised.value.hint


def test_a_missing_gguf_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelFileInvalid, match="no file"):
        Store(tmp_path).find(str(tmp_path / "nothing.gguf"))


def test_a_file_that_is_no_gguf_is_said(tmp_path: Path) -> None:
    (tmp_path / "picture.gguf").write_bytes(b"\x89PNG and so on")
    with pytest.raises(ModelFileInvalid, match="isn't a GGUF"):
        describe(tmp_path / "picture.gguf")


def test_an_old_version_is_said(tmp_path: Path) -> None:
    (tmp_path / "old.gguf").write_bytes(b"GGUF" + struct.pack("<I", 1) + bytes(64))
    with pytest.raises(ModelFileInvalid, match="version 1"):
        describe(tmp_path / "old.gguf")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_noise_is_refused_and_never_crashes(tmp_path: Path, noise: bytes) -> None:
    path = tmp_path / "noise.gguf"
    path.write_bytes(b"GGUF\x03\x00\x00\x00" + noise)
    try:
        header = read_header(path)
    except ModelFileInvalid:
        return
    assert header.expected_size <= path.stat().st_size


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(4, 2500), value=st.integers(0, 255))
def test_a_header_with_a_wrong_byte_never_crashes(
    starter: Path, tmp_path: Path, place: int, value: int
) -> None:
    with starter.open("rb") as file:
        head = bytearray(file.read(1 << 21))
    head[place] = value
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(head)
    with pytest.raises(ModelFileInvalid):  # it is cut short in any case
        describe(damaged)


def safetensors(path: Path, tensor: bytes = bytes(64)) -> None:
    header = json.dumps({"w": {"dtype": "F16", "shape": [32], "data_offsets": [0, 64]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + tensor)


CONFIG = {
    "num_hidden_layers": 24,
    "num_attention_heads": 14,
    "num_key_value_heads": 2,
    "hidden_size": 896,
    "max_position_embeddings": 32768,
    "quantization_config": {"quant_method": "awq"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    safetensors(tmp_path / "model.safetensors")
    return tmp_path


def test_a_model_folder_tells_what_it_is(folder: Path) -> None:
    card = Store(folder / "models").find(str(folder))
    assert (card.engine, card.quantization, card.context_length) == ("vllm", "awq", 32768)
    assert card.kv_cache == KVCache(24, 2, 64)
    assert Store(folder / "models").path(card) == folder


def test_a_multimodal_config_is_read_where_its_text_model_is(folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps({"text_config": CONFIG}))
    assert describe(folder).kv_cache == KVCache(24, 2, 64)


def test_a_truncated_shard_is_said(folder: Path) -> None:
    safetensors(folder / "model.safetensors", bytes(63))
    with pytest.raises(ModelFileInvalid, match=r"model\.safetensors is truncated"):
        describe(folder)


def test_a_shard_that_the_index_names_must_be_there(folder: Path) -> None:
    index = {"weight_map": {"w": "model.safetensors", "v": "model-2.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelFileInvalid, match=r"model-2\.safetensors is missing"):
        describe(folder)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "config.json").unlink(), "no config.json"),
        (lambda f: (f / "config.json").write_text("{"), "can't be read"),
        (lambda f: (f / "config.json").write_text("[]"), "JSON object"),
        (lambda f: (f / "model.safetensors").unlink(), "no safetensors"),
        (lambda f: (f / "model.safetensors").write_bytes(b"\x02" + bytes(7) + b"[]"), "header"),
    ],
)
def test_a_folder_that_is_no_model_says_why(folder: Path, spoil: object, said: str) -> None:
    spoil(folder)  # type: ignore[operator]
    with pytest.raises(ModelFileInvalid, match=said):
        describe(folder)
