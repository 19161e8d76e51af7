"""The worker: reads one file after the other, in a process of its own, as it is told on stdin.

`python -m jarvis.knowledge.reading.worker`. Formats' libraries are imported when a file needs one.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import IO

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading import wire
from jarvis.knowledge.reading.files import translated
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.kinds import Found, recognise
from jarvis.knowledge.reading.limits import allow_seconds, confine
from jarvis.knowledge.reading.refusals import FORMATS, Refused, shown

READERS = {
    "pdf": "pdf:pdf",
    "word": "converting:word",
    "slides": "converting:slides",
    "workbook": "sheets:workbook",
    "old_workbook": "sheets:old_workbook",
    "page": "converting:page",
    "book": "converting:book",
    "outlook": "converting:outlook",
    "mail": "mail:mail",
    "drawing": "drawing:drawing",
    "picture": "ocr:picture",
    "notebook": "converting:notebook",
    "text": "plain:text",
}
"""Format → the module here, and its function, that reads it."""

EVERY_SECONDS = 0.1
"""How often progress is told at most."""


def main() -> None:
    """Answer requests until there are no more."""
    replies = _private_stdout()
    requests = sys.stdin.buffer
    memory_mib = int(sys.argv[1])
    confine(memory_mib)
    while (received := wire.receive(requests, 0)) is not None:
        request, _ = received
        allow_seconds(request["seconds"])
        try:
            _answer(request, replies)
        except Refused as refusal:
            wire.send(replies, {"refused": refusal.kind, "values": refusal.values})
        except MemoryError:
            values = {"name": request["name"], "limit": memory_mib}
            wire.send(replies, {"refused": "memory", "values": values})


def _private_stdout() -> IO[bytes]:
    """Our stdout, which from now on nobody else can write to: libraries print now and then."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _answer(request: wire.Message, replies: IO[bytes]) -> None:
    path, name = Path(request["path"]), str(request["name"])
    with translated(name):
        if "page" in request:
            wire.send(replies, {"done": True}, _picture(request, path, name))
            return
        extract = read(_job(request, path, name, replies))
    about: wire.Message = {"form": extract.form, "code": extract.code, "title": extract.title}
    about |= {"pages": extract.pages, "note": extract.note}
    wire.send(replies, {"done": about}, extract.text.encode())


def _job(request: wire.Message, path: Path, name: str, replies: IO[bytes]) -> Job:
    return Job(
        path=path,
        name=name,
        pages_max=request["pages_max"],
        characters_max=request["characters_max"],
        seconds=request["seconds"],
        ocr=request["ocr"],
        progress=_teller(replies),
    )


def _teller(replies: IO[bytes]) -> Callable[[float], None]:
    last = monotonic()

    def tell(share: float) -> None:
        nonlocal last
        if monotonic() - last >= EVERY_SECONDS:
            last = monotonic()
            wire.send(replies, {"progress": share})

    return tell


def read(job: Job) -> Extract:
    """The file's text.

    Raises:
        Refused: it is of a kind that nothing here reads, damaged, without words, or too long.
    """
    found = recognise(job.path, job.name)
    extract = _read_as(found.format, job)
    if len(extract.text) > job.characters_max:
        raise Refused("too_long", job.name, limit=job.characters_max)
    if not any(map(str.isalnum, extract.text)):
        raise Refused("no_words", job.name)
    notes = (_surprise(found, job.name) if found.surprising else "", extract.note)
    return replace(extract, note=" ".join(filter(None, notes)))


def _read_as(format_: str, job: Job) -> Extract:
    module, _, function = READERS[format_].partition(":")
    reader = getattr(import_module(f"jarvis.knowledge.reading.{module}"), function)
    try:
        extract: Extract = reader(job)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # What a library makes of a hostile file can be anything.
        raise Refused("damaged", job.name, format=format_) from error
    return extract


def _surprise(found: Found, name: str) -> str:
    said, is_ = FORMATS[found.promised], FORMATS[found.format]
    return f"“{shown(name)}” is {is_}, though its name says {said}; it was read as what it is."


def _picture(request: wire.Message, path: Path, name: str) -> bytes:
    from jarvis.knowledge.reading.highlighting import page_as_png

    try:
        return page_as_png(path, name, request["page"], request["passage"], request["width"])
    except (Refused, MemoryError, OSError):
        raise
    except Exception as error:
        raise Refused("damaged", name, format="pdf") from error


if __name__ == "__main__":
    main()
