"""A page of a PDF as a picture, with a passage marked as with a pen.

The passage is looked for letter by letter, without blanks, hyphens and accents, so that it doesn't
matter how the page breaks its lines; where all of it isn't on the page, line by line.
"""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from jarvis.knowledge.reading.pdf_pages import opened, page_of
from jarvis.knowledge.reading.refusals import Refused

WIDTHS = (100, 2400)
PIXELS_MAX = 8_000_000
PEN = (255, 226, 92)
MARGIN = 1
"""Pixels around the letters."""
LEAST_LETTERS = 12
"""A shorter line by itself could stand anywhere."""

Box = tuple[int, int, int, int]


def page_as_png(path: Path, name: str, number: int, passage: str, width: int) -> bytes:
    """The picture.

    Args:
        number: the page's, from 1.
        width: in pixels; a page that would be too large a picture gets a narrower one.

    Raises:
        Refused: it is protected or damaged, or there is no such page.
    """
    with opened(path, name) as document:
        if not 1 <= number <= len(document):
            raise Refused("no_page", name, page=number, pages=len(document))
        with page_of(document, number - 1) as page:
            image = page.render(scale=_scale(page.get_size(), width)).to_pil().convert("RGB")
            marked = _marked(image, list(boxes(page, passage, image.size)))
    png = BytesIO()
    marked.save(png, "PNG")
    return png.getvalue()


def _scale(size: tuple[float, float], width: int) -> float:
    across, down = size
    wanted = min(max(width, WIDTHS[0]), WIDTHS[1]) / across
    return float(min(wanted, (PIXELS_MAX / (across * down)) ** 0.5))


def _marked(image: Any, marks: list[Box]) -> Any:
    from PIL import Image, ImageChops, ImageDraw

    pen = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(pen)
    for left, top, right, bottom in marks:
        draw.rectangle((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN), fill=PEN)
    return ImageChops.multiply(image, pen)


def boxes(page: Any, passage: str, size: tuple[int, int]) -> Iterator[Box]:
    """Where the passage stands in a picture of the page of `size`: left, top, right, bottom."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        for first, end in found(textpage.get_text_range(), passage):
            start = raw.FPDFText_GetCharIndexFromTextIndex(textpage, first)
            for number in range(textpage.count_rects(start, end - first)):
                left, bottom, right, top = textpage.get_rect(number)
                yield (*_on_picture(page, size, left, top), *_on_picture(page, size, right, bottom))
    finally:
        textpage.close()


def _on_picture(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    from ctypes import byref, c_int

    import pypdfium2.raw as raw

    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
    return across.value, down.value


def found(text: str, passage: str) -> list[tuple[int, int]]:
    """Where the passage, or those of its lines that are here, stand in `text`: starts and ends."""
    letters, places = _letters(text)
    whole = _spans([passage], letters, places)
    return whole or _spans(passage.splitlines(), letters, places)


def _spans(parts: list[str], letters: str, places: list[int]) -> list[tuple[int, int]]:
    spans, after = [], 0
    for part in parts:
        wanted, _ = _letters(part)
        at = letters.find(wanted, after) if len(wanted) >= LEAST_LETTERS else -1
        if at >= 0:
            after = at + len(wanted)
            spans.append((places[at], places[after - 1] + 1))
    return spans


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and figures only, small and without accents, and where each of them came from."""
    pairs = [
        (letter, place)
        for place, character in enumerate(text)
        for letter in unicodedata.normalize("NFKD", character).casefold()
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]
