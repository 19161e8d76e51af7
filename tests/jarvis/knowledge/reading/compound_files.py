"""Microsoft's compound files (MS-CFB), as older Office, Outlook and encrypted Office write them.

Streams are padded to the size from which they need no mini stream; folders aren't needed here.
"""

import struct
from collections.abc import Mapping

SECTOR = 512
LEAST = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of up to seven streams."""
    contents = {name: content.ljust(LEAST, b"\0") for name, content in streams.items()}
    table, sectors, entries = [FAT], [b""], []
    for name, content in contents.items():
        entries.append(_entry(name, 2, _place(table, sectors, content), len(content)))
    root = _entry("Root Entry", 5, END, 0, child=1 if entries else FREE)
    siblings = [_linked(entry, n + 2, len(entries)) for n, entry in enumerate(entries)]
    directory = b"".join([root, *siblings])
    start = _place(table, sectors, directory)
    sectors[0] = struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))
    return _header(start) + b"".join(sectors)


def _place(table: list[int], sectors: list[bytes], content: bytes) -> int:
    """Put content into sectors, chain them, and tell the first."""
    start = len(sectors)
    pieces = [content[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(content), SECTOR)]
    sectors += pieces
    table += [*range(start + 1, start + len(pieces)), END]
    return start


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return (
        head + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
    )


def _linked(entry: bytes, following: int, total: int) -> bytes:
    """Each entry's right sibling is the one after it."""
    right = struct.pack("<I", following if following <= total else FREE)
    return entry[:72] + right + entry[76:]


def _header(directory: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, LEAST, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108)


def old_workbook(rows: list[list[str | float]], *, encrypted: bool = False) -> bytes:
    """An .xls of Excel 5 (BIFF5): one sheet called Gastos."""
    title = b"Gastos"
    start = _record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    if encrypted:
        start += _record(0x2F, b"\x12\x34\x56\x78")
    end = _record(0x0A, b"")
    sheet_at = len(start) + 4 + 7 + len(title) + len(end)
    listed = _record(0x85, struct.pack("<IHB", sheet_at, 0, len(title)) + title)
    cells = b"".join(_cell(y, x, v) for y, row in enumerate(rows) for x, v in enumerate(row))
    sheet = _record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + cells + end
    return compound({"Book": start + listed + end + sheet})


def _cell(y: int, x: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", y, x, 0)
    if isinstance(value, str):
        raw = value.encode("cp1252")
        return _record(0x204, place + struct.pack("<H", len(raw)) + raw)
    return _record(0x203, place + struct.pack("<d", value))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def message(sender: str, to: str, subject: str, body: str) -> bytes:
    """An Outlook message."""
    texts = {"0C1F": sender, "0E04": to, "0037": subject, "1000": body}
    streams = {f"__substg1.0_{k}001F": v.encode("utf-16-le") for k, v in texts.items()}
    blanks = " ".encode("utf-16-le") * LEAST
    padded = {name: raw + blanks for name, raw in streams.items()}
    return compound({"__properties_version1.0": b"", "__recip_version1.0_#00000000": b"", **padded})
