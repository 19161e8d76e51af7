"""The outer form of DuckDB's write-ahead log: how much of one is whole. Knows nothing of what its
entries say.

DuckDB takes a log that ends too early for one that a stop has torn, and drops the rest without a
word; one flipped bit in an entry's length, or in the log's first bytes, looks the same to it. So
what it would drop is looked at first.

Source: DuckDB's `src/storage/wal_replay.cpp`, log version 2. After a header come the entries: size
and checksum, each an unsigned 64-bit integer in little endian, then `size` bytes. The last entry of
a transaction is the commit mark, which is the same everywhere.
"""

import struct

HEADER = b"d\x00be\x00\x02\xff\xff"
FRAME = struct.Struct("<QQ")
COMMIT = bytes.fromhex("0500000000000000 e7fe7d722fed3d5e 640064ffff")
"""The whole entry: its size, its checksum, and its five bytes."""


def mended(log: bytes, damaged_at: int | None = None) -> bytes | None:
    """The part of a damaged log that DuckDB can replay; None where a log is not damaged, which
    one that a stop has torn isn't: what it lost was never committed.

    Args:
        damaged_at: where DuckDB found an entry with a wrong checksum: its first byte after size
            and checksum. What lies behind may build upon it, and is left out.
    """
    end = _whole(log) if damaged_at is None else damaged_at - FRAME.size
    good_header = log.startswith(HEADER) or len(log) < len(HEADER)
    if damaged_at is None and good_header and COMMIT not in log[end:]:
        return None
    return HEADER + log[len(HEADER) : end]


def _whole(log: bytes) -> int:
    """Bytes up to the end of the last entry that is there in full, by the entries' sizes."""
    at = len(HEADER)
    while at + FRAME.size <= len(log):
        size, _ = FRAME.unpack_from(log, at)
        if at + FRAME.size + size > len(log):
            break
        at += FRAME.size + size
    return at
