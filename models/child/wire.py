"""Messages over a pipe: a header of JSON, and an array as raw bytes behind it.

Nothing that comes over the wire is ever run, as a pickle would be.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct("<QQ")

Message = tuple[dict[str, Any], bytes]


def send(file: BinaryIO, header: Mapping[str, Any], payload: bytes = b"") -> None:
    """Write one message.

    Raises:
        OSError: nobody reads at the other end any more.
    """
    # Half characters travel, too; escaped, two of them would come out as one whole.
    head = json.dumps(header, ensure_ascii=False).encode(errors="surrogatepass")
    file.write(_LENGTHS.pack(len(head), len(payload)))
    file.write(head)
    file.write(payload)
    file.flush()


def receive(file: BinaryIO) -> Message | None:
    """The next message; None where the other end closed, in the middle of one or between two."""
    lengths = file.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, payload_length = _LENGTHS.unpack(lengths)
    head, payload = file.read(head_length), file.read(payload_length)
    if len(head) < head_length or len(payload) < payload_length:
        return None
    return json.loads(head.decode(errors="surrogatepass")), payload


def send_value(file: BinaryIO, header: Mapping[str, Any], value: Any) -> None:
    """Write a message that carries a result: JSON, bytes, or an array of 32-bit floats."""
    if isinstance(value, bytes):
        send(file, {**header, "bytes": True}, value)
        return
    if not hasattr(value, "dtype"):
        send(file, {**header, "value": value})
        return
    import numpy as np

    array = np.ascontiguousarray(value, "<f4")
    send(file, {**header, "shape": array.shape}, array.tobytes())


def value_of(message: Message) -> Any:
    """The result in a message that `send_value` wrote; arrays may be written to."""
    header, payload = message
    if header.get("bytes"):
        return payload
    if "shape" not in header:
        return header.get("value")
    import numpy as np

    return np.frombuffer(bytearray(payload), "<f4").reshape(header["shape"])
