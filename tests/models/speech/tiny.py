"""A Piper voice that hums: a real ONNX graph with Piper's inputs and output, written byte by byte.

Each phoneme is a hum of its own pitch. It lasts as long as the length scale says, so that words
have their lengths and no two texts sound the same.
"""

import json
import struct
from pathlib import Path
from typing import Any

from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

RATE = 22_050
PHONEME_SAMPLES = 700

FLOAT, INT64 = 1, 7
"""Of ONNX's TensorProto.DataType."""


def voice(folder: Path, *, language: str = "en-us", speakers: int = 1, **changed: Any) -> Path:
    """Write a voice; `changed` replaces parts of its configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx = folder / f"{language}-hum.onnx"
    onnx.write_bytes(model(speakers))
    Path(f"{onnx}.json").write_text(json.dumps(config(language, speakers) | changed))
    return onnx


def config(language: str, speakers: int = 1) -> dict[str, Any]:
    """As the JSON beside a voice says."""
    return {
        "audio": {"sample_rate": RATE, "quality": "medium"},
        "espeak": {"voice": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": speakers,
        "speaker_id_map": {str(number): number for number in range(speakers)}
        if speakers > 1
        else {},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }


def model(speakers: int = 1) -> bytes:
    """The graph: sin(0.002 · (8 + id) · t), for t up to the phoneme's length, one after another."""
    nodes = [
        _node("Gather", ["scales", "one"], "scale"),
        _node("Mul", ["scale", "samples"], "length"),
        _node("Range", ["zero", "length", "step"], "times"),
        _node("Cast", ["input"], "ids", to=FLOAT),
        _node("Add", ["ids", "eight"], "pitches"),
        _node("Unsqueeze", ["pitches", "last"], "columns"),
        _node("Mul", ["columns", "times"], "turns"),
        _node("Mul", ["turns", "rate"], "angles"),
        _node("Sin", ["angles"], "waves"),
        _node("Mul", ["waves", "level"], "sound"),
        _node("Reshape", ["sound", "shape"], "output"),
    ]
    numbers = [
        _tensor("one", INT64, "<q", 1),
        _tensor("samples", FLOAT, "<f", PHONEME_SAMPLES),
        _tensor("zero", FLOAT, "<f", 0),
        _tensor("step", FLOAT, "<f", 1),
        _tensor("eight", FLOAT, "<f", 8),
        _tensor("last", INT64, "<q", 2, dims=[1]),
        _tensor("rate", FLOAT, "<f", 0.002),
        _tensor("level", FLOAT, "<f", 0.3),
        _tensor("shape", INT64, "<4q", 1, 1, 1, -1, dims=[4]),
    ]
    inputs = [
        _value("input", INT64, ["batch", "phonemes"]),
        _value("input_lengths", INT64, ["batch"]),
        _value("scales", FLOAT, [3]),
        *([_value("sid", INT64, ["batch"])] if speakers > 1 else []),
    ]
    output = _value("output", FLOAT, ["batch", 1, 1, "time"])
    graph = b"".join(
        [
            *(_field(1, node) for node in nodes),
            _field(2, b"hum"),
            *(_field(5, number) for number in numbers),
            *(_field(11, value) for value in inputs),
            _field(12, output),
        ]
    )
    opset = _field(1, b"") + _field(2, 15)
    return _field(1, 8) + _field(7, graph) + _field(8, opset)


def _field(number: int, value: int | bytes) -> bytes:
    """A field in protobuf's wire format: a varint, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _node(kind: str, inputs: list[str], output: str, **integers: int) -> bytes:
    return b"".join(
        [
            *(_field(1, name.encode()) for name in inputs),
            _field(2, output.encode()),
            _field(4, kind.encode()),
            *(
                _field(5, _field(1, name.encode()) + _field(3, value) + _field(20, 2))
                for name, value in integers.items()
            ),
        ]
    )


def _tensor(
    name: str, kind: int, layout: str, *values: float, dims: list[int] | None = None
) -> bytes:
    sizes = b"".join(_field(1, size) for size in dims or [])
    return (
        sizes + _field(2, kind) + _field(8, name.encode()) + _field(9, struct.pack(layout, *values))
    )


def _value(name: str, kind: int, dims: list[int | str]) -> bytes:
    sizes = (
        _field(1, size) if isinstance(size, int) else _field(2, size.encode()) for size in dims
    )
    shape = b"".join(_field(1, size) for size in sizes)
    tensor = _field(1, kind) + _field(2, shape)
    return _field(1, name.encode()) + _field(2, _field(1, tensor))
