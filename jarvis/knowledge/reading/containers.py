"""Files that hold files: ZIP (Office, EPUB) and Microsoft's compound files (older Office, Outlook).

What is in one is told from its table of contents, and a bomb from the sizes in it, before
anything is unpacked. What lies inside twice, an archive in an archive, is never unpacked.
"""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO

from jarvis.knowledge.reading.refusals import Refused

MIB = 1 << 20

ENTRIES_MAX = 20_000
UNPACKED_MAX = 2048 * MIB
SMALL = 64 * MIB
"""What unpacks to less is no bomb, whatever the ratio."""
RATIO_MAX = 200
"""Office files of real people unpack to 5 to 60 times their size; deflate can do 1,032."""

ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

ZIP_FORMATS = (
    ("word/", "word"),
    ("ppt/", "slides"),
    ("xl/workbook.bin", "binary_workbook"),
    ("xl/", "workbook"),
    ("META-INF/container.xml", "book"),
    ("META-INF/manifest.xml", "opendocument"),
)
"""How the name of an entry begins that only this format has."""

COMPOUND_FORMATS = (
    ("EncryptedPackage", "protected"),
    ("Workbook", "old_workbook"),
    ("Book", "old_workbook"),
    ("WordDocument", "old_office"),
    ("PowerPoint Document", "old_office"),
    ("__properties_version1.0", "outlook"),
)
"""A stream that only this format has."""


def zip_format(path: Path, name: str, said: str) -> str:
    """What a ZIP file is; `said` is what its name promises.

    Raises:
        Refused: an archive, a bomb, encrypted, damaged, or of a format that nothing here reads.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _sorted(archive, name, path.stat().st_size)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if said in {"", "text"}:
            raise Refused("archive", name) from error
        raise Refused("damaged", name, format=said) from error


def _sorted(archive: zipfile.ZipFile, name: str, size: int) -> str:
    entries = archive.infolist()
    format_ = _of_entries([entry.filename for entry in entries])
    if not format_:
        raise Refused("archive", name)
    _check_sizes(entries, name, size)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("protected", name)
    if format_ in {"binary_workbook", "opendocument"}:
        raise Refused("unsupported", name, format=format_)
    if format_ == "book" and _is_locked(archive):
        raise Refused("locked", name)
    return format_


def _of_entries(names: list[str]) -> str:
    return next(
        (format_ for start, format_ in ZIP_FORMATS if any(n.startswith(start) for n in names)), ""
    )


def _check_sizes(entries: list[zipfile.ZipInfo], name: str, size: int) -> None:
    """Python's zipfile never unpacks more of an entry than the size that it is listed with."""
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked // max(1, size)
    too_much = unpacked > UNPACKED_MAX or (unpacked > SMALL and ratio > RATIO_MAX)
    if too_much or len(entries) > ENTRIES_MAX:
        raise Refused("bomb", name, size=unpacked // MIB, ratio=ratio)


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an EPUB's text is encrypted; fonts that are merely scrambled don't count."""
    names = set(archive.namelist())
    if "META-INF/rights.xml" in names:
        return True
    listed = "META-INF/encryption.xml"
    return listed in names and b"xmlenc#aes" in archive.read(listed)


def compound_format(path: Path, name: str, said: str) -> str:
    """What a compound file is.

    Raises:
        Refused: encrypted, damaged, or of a format that nothing here reads.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            streams = {entry[0] for entry in file.listdir()}
    except Exception as error:
        raise Refused("damaged", name, format=said or "old_workbook") from error
    found = next((found for stream, found in COMPOUND_FORMATS if stream in streams), "binary")
    if found in {"protected", "old_office", "binary"}:
        raise Refused(found, name)
    return found


def without_media(path: Path) -> IO[bytes]:
    """An Office file without its pictures and what is embedded in it: only words are read.

    Pictures would otherwise be unpacked, and written out as text, several times over.

    Raises:
        ValueError: a part defines XML entities, which Office never does, and attackers do.
    """
    slim = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(slim, "w") as target:
        for entry in source.infolist():
            content = b"" if _is_media(entry.filename) else source.read(entry)
            if any(mark in content for mark in ENTITIES):
                raise ValueError(f"{entry.filename} defines entities")
            target.writestr(entry.filename, content)
    slim.seek(0)
    return slim


def _is_media(filename: str) -> bool:
    return any(folder in filename for folder in ("/media/", "/embeddings/", "/fonts/"))
