"""What pdfium says of a PDF: its pages, and the lines of print on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jarvis.knowledge.reading import layout
from jarvis.knowledge.reading.layout import Line
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.tidying import tidy

FEW_LETTERS = 16
"""A page with a picture and fewer letters is a scan, with a stamp or a number on it."""
PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of pdfium's fpdfview.h."""


@contextmanager
def opened(path: Path, name: str) -> Iterator[Any]:
    """The document as pdfium has it, its form fields filled in as they are shown.

    Raises:
        Refused: it is protected with a password, or no PDF.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise Refused("protected", name) from error
        raise Refused("damaged", name, format="pdf") from error
    try:
        if document.get_formtype():
            document.init_forms()
        if not len(document):
            raise Refused("damaged", name, format="pdf")
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Any]:
    """A page; what is written into its form fields is part of it."""
    page = document[number]
    try:
        if page.formenv:
            page.flatten()
            page.close()
            page = document[number]
        yield page
    finally:
        page.close()


def lines_of(page: Any) -> list[Line]:
    """The page's lines, in the order in which they were written into the file."""
    textpage = page.get_textpage()
    try:
        lines, at = [], 0
        for written in textpage.get_text_range().split("\r\n"):
            if words := " ".join(layout.mended(written).split()):
                first = at + len(written) - len(written.lstrip())
                bottom, top = _edges(textpage, first)
                last, _ = _edges(textpage, at + len(written.rstrip()) - 1)
                lines.append(Line(tidy(words), bottom, top - bottom, last))
            at += len(written) + 2
        return lines
    finally:
        textpage.close()


def _edges(textpage: Any, index: int) -> tuple[float, float]:
    """The bottom and top of a letter's font, at this place in the page's text."""
    import pypdfium2.raw as raw

    letter = raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    _, bottom, _, top = textpage.get_charbox(max(0, letter), loose=True)
    return bottom, top


def is_scan(page: Any, lines: list[Line]) -> bool:
    """Whether the page is a picture of print, or print drawn as shapes."""
    import pypdfium2.raw as raw

    letters = sum(character.isalnum() for line in lines for character in line.text)
    if letters >= FEW_LETTERS:
        return False
    kinds = {item.type for item in page.get_objects(max_depth=3)}
    return raw.FPDF_PAGEOBJ_IMAGE in kinds or (not letters and bool(kinds))
