"""Read what a GGUF file says of itself: its metadata, and whether all of its tensors are there.

It reads the header only (a tenth of a second for a large vocabulary) and knows nothing of engines
or cards. The layout is ggml's, docs/gguf.md, versions 2 and 3. The `gguf` package reads the same
header in seconds and can't tell a truncated file from a broken one.
"""

import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

from models.errors import ModelFileInvalid

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_DEFAULT_ALIGNMENT = 32
_MOST_ENTRIES = 1 << 24  # no real file comes near; beyond it, the counts are noise
_MOST_DIMENSIONS = 4  # GGML_MAX_DIMS
_KEPT_ENTRIES = 1024  # of an array; vocabularies are longer, and nobody here reads them

# metadata value types: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
_SCALARS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9

# ggml's tensor types as (elements a block, bytes a block)
_BLOCKS = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    9: (32, 40),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    15: (256, 292),
    16: (256, 66),
    17: (256, 74),
    18: (256, 98),
    19: (256, 50),
    20: (32, 18),
    21: (256, 110),
    22: (256, 82),
    23: (256, 136),
    24: (1, 1),
    25: (1, 2),
    26: (1, 4),
    27: (1, 8),
    28: (1, 8),
    29: (256, 56),
    30: (1, 2),
    34: (256, 54),
    35: (256, 66),
    39: (32, 17),
}

# llama.cpp's `general.file_type`
_QUANTIZATIONS = {
    0: "f32",
    1: "f16",
    2: "q4_0",
    3: "q4_1",
    7: "q8_0",
    8: "q5_0",
    9: "q5_1",
    10: "q2_k",
    11: "q3_k_s",
    12: "q3_k_m",
    13: "q3_k_l",
    14: "q4_k_s",
    15: "q4_k_m",
    16: "q5_k_s",
    17: "q5_k_m",
    18: "q6_k",
    19: "iq2_xxs",
    20: "iq2_xs",
    21: "q2_k_s",
    22: "iq3_xs",
    23: "iq3_xxs",
    24: "iq1_s",
    25: "iq4_nl",
    26: "iq3_s",
    27: "iq3_m",
    28: "iq2_s",
    29: "iq2_m",
    30: "iq4_xs",
    31: "iq1_m",
    32: "bf16",
    36: "tq1_0",
    37: "tq2_0",
    38: "mxfp4",
}


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """A GGUF file's header.

    Attributes:
        metadata: key to value; of a long array (a vocabulary) only its length is kept.
        parameters: elements of all tensors together.
        expected_size: bytes that the file needs to hold every tensor.
    """

    metadata: Mapping[str, Any]
    parameters: int
    expected_size: int

    @property
    def architecture(self) -> str:
        """Such as "llama" or "qwen2"."""
        return str(self.metadata.get("general.architecture", ""))

    @property
    def name(self) -> str:
        """The model's name for people, or ""."""
        return str(self.metadata.get("general.name", ""))

    @property
    def quantization(self) -> str:
        """Such as "q4_k_m", or "" when the file doesn't say."""
        return _QUANTIZATIONS.get(self.metadata.get("general.file_type", -1), "")

    @property
    def context_length(self) -> int:
        """Tokens that the model was made for; 0 when the file doesn't say."""
        return self._number("context_length")

    @property
    def layers(self) -> int:
        """Transformer blocks."""
        return self._number("block_count")

    @property
    def kv_heads(self) -> int:
        """Key-value heads of a layer; the most, where layers differ."""
        return self._number("attention.head_count_kv") or self._number("attention.head_count")

    @property
    def head_dim(self) -> int:
        """Elements of one head's key."""
        heads = max(1, self._number("attention.head_count"))
        return self._number("attention.key_length") or self._number("embedding_length") // heads

    def _number(self, key: str) -> int:
        value = self.metadata.get(f"{self.architecture}.{key}", 0)
        values = value if isinstance(value, list) else [value]
        return max((v for v in values if isinstance(v, int)), default=0)


def read_header(path: Path) -> GgufHeader:
    """Read `path`'s header and check that the file is as long as its tensors need.

    Raises:
        ModelFileInvalid: the file is missing, isn't GGUF, or is truncated.
    """
    with _readable(path) as file:
        header = _Reader(file, path.stat().st_size, path).header()
    actual = path.stat().st_size
    if actual < header.expected_size:
        raise _truncated(path, actual, header.expected_size)
    return header


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as exc:
        raise ModelFileInvalid(
            f"There is no file {path}.",
            "Check the path. `jarvis models list` names the models that Jarvis knows.",
        ) from exc
    except OSError as exc:
        raise ModelFileInvalid(
            f"{path} can't be read: {exc.strerror}.", "Check the file's permissions."
        ) from exc


def _truncated(path: Path, actual: int, expected: int | None = None) -> ModelFileInvalid:
    needs = f"; its tensors need {expected:,}" if expected else " and ends inside its header"
    return ModelFileInvalid(
        f"{path.name} is truncated: it has {actual:,} bytes{needs}.",
        f"Delete {path} and download it again.",
    )


class _Reader:
    """Walks a header from front to back."""

    def __init__(self, file: BinaryIO, size: int, path: Path) -> None:
        self._file = file
        self._size = size
        self._path = path

    def header(self) -> GgufHeader:
        self._check_magic()
        tensors, entries = self._unpack("QQ")
        if tensors > _MOST_ENTRIES or entries > _MOST_ENTRIES:
            raise self._broken()
        metadata = {self._string(): self._value(self._scalar("I")) for _ in range(entries)}
        infos = [self._tensor() for _ in range(tensors)]
        alignment = metadata.get("general.alignment", _DEFAULT_ALIGNMENT)
        if not isinstance(alignment, int) or alignment < 1:
            raise self._broken()
        data_start = -(-self._file.tell() // alignment) * alignment
        return GgufHeader(
            metadata=metadata,
            parameters=sum(elements for elements, _ in infos),
            expected_size=data_start + max((end for _, end in infos), default=0),
        )

    def _check_magic(self) -> None:
        if self._file.read(4) != _MAGIC:
            raise ModelFileInvalid(
                f"{self._path.name} isn't a GGUF file.",
                "Jarvis runs GGUF files, and folders with config.json and safetensors files.",
            )
        version = self._scalar("I")
        if version not in _VERSIONS:
            raise ModelFileInvalid(
                f"{self._path.name} is GGUF version {version}; versions 2 and 3 are understood.",
                "Download a newer conversion of the model.",
            )

    def _tensor(self) -> tuple[int, int]:
        """Elements, and the byte after the last one, counted from the start of the data."""
        self._string()
        dimensions = self._scalar("I")
        if dimensions > _MOST_DIMENSIONS:
            raise self._broken()
        elements = prod(self._unpack("Q" * dimensions))
        kind, offset = self._unpack("IQ")
        per_block, block_bytes = _BLOCKS.get(kind, (1, 0))
        return elements, offset + elements // per_block * block_bytes

    def _value(self, kind: int) -> Any:
        if kind in _SCALARS:
            return self._scalar(_SCALARS[kind])
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            return self._array()
        raise self._broken()

    def _array(self) -> Any:
        kind, length = self._unpack("IQ")
        if length > _MOST_ENTRIES or kind == _ARRAY:  # no converter nests arrays
            raise self._broken()
        if kind in _SCALARS:
            values: list[Any] = list(self._unpack(f"{length}{_SCALARS[kind]}"))
        else:
            values = [self._value(kind) for _ in range(length)]
        return values if length <= _KEPT_ENTRIES else length

    def _string(self) -> str:
        return self._bytes(self._scalar("Q")).decode("utf-8", errors="replace")

    def _scalar(self, code: str) -> Any:
        return self._unpack(code)[0]

    def _unpack(self, codes: str) -> tuple[Any, ...]:
        layout = struct.Struct("<" + codes)
        return layout.unpack(self._bytes(layout.size))

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count) if count <= self._size else b""
        if len(data) < count:
            raise _truncated(self._path, self._size)
        return data

    def _broken(self) -> ModelFileInvalid:
        return ModelFileInvalid(
            f"{self._path.name} has a broken GGUF header.",
            f"Delete {self._path} and download it again.",
        )
