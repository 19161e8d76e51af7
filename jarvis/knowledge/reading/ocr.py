"""Words in pictures, read by the `tesseract` program where one is installed.

It is asked for English and Spanish, whichever of the two it has; a picture goes in as PNG.
"""

import shutil
import subprocess
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.tidying import tidy

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = ("eng", "spa")
ASKING_SECONDS = 10.0
"""For the list of its languages."""
SIDE_MAX = 5000
"""Pixels; a larger picture is made smaller, which loses no words that a person could read."""


class OutOfTime(Exception):
    """Pictures have taken the time that there was for them."""


def available() -> bool:
    """Whether there is a Tesseract."""
    return shutil.which("tesseract") is not None


def picture(job: Job) -> Extract:
    """The words in a picture file; a TIFF's pages one after the other.

    Raises:
        Refused: nothing here reads pictures, or not in time.
    """
    if not available() or not job.ocr:
        raise Refused("picture" if job.ocr else "picture_ocr_off", job.name)
    from PIL import Image, ImageOps, ImageSequence

    pages: list[str] = []
    with Image.open(job.path) as image:
        total = getattr(image, "n_frames", 1)
        if total > job.pages_max:
            raise Refused("too_many_pages", job.name, pages=total, limit=job.pages_max)
        with suppress(OutOfTime):
            for frame in ImageSequence.Iterator(image):
                pages.append(words(ImageOps.exif_transpose(frame), job.seconds_left()))
                job.progress(len(pages) / total)
    note = unread(job, total - len(pages), any(pages))
    return Extract("\n\n".join(pages).strip(), "text", note=note)


def words(image: "Image", seconds: float) -> str:
    """The words in a picture, line by line; "" where Tesseract finds none.

    Raises:
        OutOfTime: it would take longer.
    """
    small = image.convert("L")
    small.thumbnail((SIDE_MAX, SIDE_MAX))
    png = BytesIO()
    small.save(png, "PNG", compress_level=1)
    return tidy(
        _run("stdin", "stdout", "-l", "+".join(_languages()), given=png.getvalue(), seconds=seconds)
    )


def unread(job: Job, pages: int, anything: bool) -> str:
    """The note about pages that there was no time for.

    Args:
        anything: whether others have words.

    Raises:
        Refused: there is nothing else to keep.
    """
    if not pages:
        return ""
    if not anything:
        raise Refused("too_slow", job.name, limit=int(job.seconds))
    which = "The last page was" if pages == 1 else f"The last {pages} pages were"
    return f"{which} left out: time was up (read_seconds under [knowledge] in config.toml)."


@cache
def _languages() -> tuple[str, ...]:
    there = _run("--list-langs").split()
    return tuple(language for language in LANGUAGES if language in there) or LANGUAGES[:1]


def _run(*arguments: str, given: bytes = b"", seconds: float = ASKING_SECONDS) -> str:
    program = shutil.which("tesseract")
    assert program, "asked for words without a Tesseract"
    if seconds <= 0:
        raise OutOfTime
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word of the file among the arguments
            [program, *arguments], input=given, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfTime from error
    return done.stdout.decode("utf-8", "replace")
