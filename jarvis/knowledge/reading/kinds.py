"""What a file is: by what is in it first, by its name where that leaves it open."""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from jarvis.knowledge.reading import decoding
from jarvis.knowledge.reading.containers import compound_format, zip_format
from jarvis.knowledge.reading.refusals import Refused

PARSED = {
    "pdf": "pdf",
    "word": "docx docm dotx dotm",
    "slides": "pptx pptm ppsx",
    "workbook": "xlsx xlsm xltx",
    "old_workbook": "xls",
    "page": "html htm xhtml",
    "book": "epub",
    "outlook": "msg",
    "mail": "eml",
    "drawing": "svg",
    "picture": "png jpg jpeg webp tif tiff gif bmp",
    "notebook": "ipynb",
}
"""Format → the endings of the files that have to be taken apart."""

MARKED_UP = frozenset({"page", "mail", "drawing", "notebook"})
"""Formats whose files are text themselves: only the name tells them from plain text."""

PLAIN = {
    "markdown": "md markdown mdx",
    "text": "txt text log rst tex org adoc srt vtt ics vcf",
    "table": "csv tsv",
}
"""Form → endings."""

CODE = {
    "python": "py pyi pyw",
    "javascript": "js mjs cjs jsx",
    "typescript": "ts mts cts",
    "tsx": "tsx",
    "java": "java",
    "c": "c h",
    "cpp": "cc cpp cxx hh hpp hxx",
    "c_sharp": "cs",
    "go": "go",
    "rust": "rs",
    "ruby": "rb",
    "php": "php",
    "bash": "sh bash zsh",
    "json": "json jsonl",
    "yaml": "yaml yml",
    "toml": "toml",
    "ini": "ini cfg conf properties",
    "xml": "xml xsd xsl",
    "css": "css scss less",
    "sql": "sql",
    "kotlin": "kt kts",
    "swift": "swift",
    "scala": "scala",
    "lua": "lua",
    "perl": "pl pm",
    "r": "r",
    "julia": "jl",
    "haskell": "hs",
    "dart": "dart",
    "powershell": "ps1",
    "batch": "bat cmd",
    "vue": "vue",
    "proto": "proto",
    "graphql": "graphql",
    "terraform": "tf",
}
"""Language → endings."""

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")

REFUSED = (
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"fLaC", "media"),
    (b"RIFF", "media"),
    (b"\x1aE\xdf\xa3", "media"),
)
"""How binary files begin that nothing here reads, and why."""

Form = Literal["markdown", "text", "code", "table"]


def _by_ending(table: dict[str, str]) -> dict[str, str]:
    return {f".{ending}": key for key, endings in table.items() for ending in endings.split()}


FORMAT_OF, FORM_OF, LANGUAGE_OF = _by_ending(PARSED), _by_ending(PLAIN), _by_ending(CODE)


def supported() -> tuple[str, ...]:
    """The endings of file names that can be read, with their dots."""
    return (*FORMAT_OF, *FORM_OF, *LANGUAGE_OF)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is.

    Attributes:
        format: a key of `PARSED`, or "text".
        promised: what its name says; "" where it says nothing.
    """

    format: str
    promised: str = ""

    @property
    def surprising(self) -> bool:
        """Whether the name says something else."""
        return bool(self.promised) and self.promised != self.format


def promised(name: str) -> str:
    """What a file's name says it is: a key of `PARSED`, "text", or ""."""
    ending = PurePath(name).suffix.lower()
    if ending in FORM_OF or ending in LANGUAGE_OF:
        return "text"
    return FORMAT_OF.get(ending, "")


def recognise(path: Path, name: str) -> Found:
    """What the file is.

    Raises:
        Refused: nothing here reads it.
    """
    with path.open("rb") as file:
        sample = file.read(decoding.SAMPLE)
    said = promised(name)
    return Found(_packed(path, name, sample, said) or _plain(name, sample, said), said)


def _packed(path: Path, name: str, sample: bytes, said: str) -> str:
    """The format, if the beginning gives it away; else ""."""
    if b"%PDF-" in sample[:1024]:
        return "pdf"
    if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_format(path, name, said)
    if sample.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return compound_format(path, name, said)
    if sample.startswith(b"{\\rtf"):
        raise Refused("unsupported", name, format="rich_text")
    return ""


def _plain(name: str, sample: bytes, said: str) -> str:
    if not decoding.is_binary(sample):
        return _text(sample, said)
    if sample.startswith(PICTURES) or sample[8:12] == b"WEBP":
        return "picture"
    if (reason := _refusal(sample)) == "binary" and said not in {"", "text"}:
        raise Refused("damaged", name, format=said)
    raise Refused(reason, name)


def _text(sample: bytes, said: str) -> str:
    if said in MARKED_UP:
        return said
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    is_page = said != "text" and start.startswith((b"<!doctype html", b"<html"))
    return "page" if is_page else "text"


def _refusal(sample: bytes) -> str:
    if sample[4:8] == b"ftyp":
        return "media"
    return next((kind for start, kind in REFUSED if sample.startswith(start)), "binary")


def form_of(name: str) -> tuple[Form, str]:
    """The form of a text file's own text, and of code the language, by its name."""
    ending = PurePath(name).suffix.lower()
    if ending in LANGUAGE_OF:
        return "code", LANGUAGE_OF[ending]
    forms: dict[str, Form] = {"markdown": "markdown", "table": "table"}
    return forms.get(FORM_OF.get(ending, ""), "text"), ""
