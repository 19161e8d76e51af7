"""A page of a PDF as a picture, the passage that somebody looks at marked in it."""

from pathlib import Path

from jarvis.knowledge.reading.answers import checked, understood
from jarvis.knowledge.reading.files import look
from jarvis.knowledge.reading.process import Worker

MEMORY_MIB = 768
SECONDS = 30
FILE_MAX_MIB = 1 << 20
"""Whatever was read may be looked at."""
PNG_MAX = 64 << 20
"""Bytes of the picture."""


def page_picture(
    path: Path, page: int, highlight: str = "", width: int = 900, *, name: str = ""
) -> bytes:
    """The page as PNG, made in a worker of its own. Blocking; a third of a second, usually.

    Args:
        page: counted from 1.
        highlight: the passage to mark; what of it isn't on the page is passed over.
        width: in pixels, 100 to 2,400; a very long page gets a narrower picture.
        name: what the person calls the file; "" is what it is called on the disk.

    Raises:
        Refused: the file can't be read, there is no such page, or drawing it takes too long.
    """
    name = name or path.name
    look(path, name, FILE_MAX_MIB)
    request = {"path": str(path.absolute()), "name": name, "seconds": SECONDS}
    request |= {"page": page, "passage": highlight, "width": width}
    worker = Worker(MEMORY_MIB)
    try:
        with understood(name, SECONDS):
            answer, png = worker.ask(request, PNG_MAX, lambda: False, lambda _: None)
            checked(answer)
    finally:
        worker.end()
    return png
