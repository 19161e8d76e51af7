"""PDF becomes Markdown, page by page, by pdfium. Pages that are pictures go to `ocr`."""

from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Any

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading import layout, ocr
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.layout import Line
from jarvis.knowledge.reading.pdf_pages import is_scan, lines_of, opened, page_of
from jarvis.knowledge.reading.refusals import Refused
from jarvis.knowledge.reading.tidying import tidy_title

BETWEEN = "\n\n"
SCAN_SCALE = 200 / 72
"""Dots a point at 200 dpi, which is what Tesseract reads well."""
SCAN_PIXELS = 3000


@dataclass(slots=True)
class _Pages:
    """What was found: lines of each page, and numbers, from 0, of those without."""

    lines: list[list[Line]] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    damaged: int = 0


def pdf(job: Job) -> Extract:
    """A PDF's text; `pages` says where each page begins.

    Raises:
        Refused: it is protected, has too many pages, or only pictures that nothing here reads.
    """
    with opened(job.path, job.name) as document:
        if len(document) > job.pages_max:
            raise Refused("too_many_pages", job.name, pages=len(document), limit=job.pages_max)
        found = _read(document, job)
        texts, note = _texts(found), ""
        if found.scans:
            note = _read_scans(document, job, found.scans, texts)
        title = document.get_metadata_dict().get("Title", "")
    starts = accumulate((len(text) + len(BETWEEN) for text in texts[:-1]), initial=0)
    notes = " ".join(filter(None, (note, _damage(found.damaged))))
    joined = BETWEEN.join(texts) if any(texts) else ""
    return Extract(joined, "markdown", title=tidy_title(title), pages=tuple(starts), note=notes)


def _read(document: Any, job: Job) -> _Pages:
    found, characters, total = _Pages(), 0, len(document)
    for number in range(total):
        found.lines.append(_lines(document, number, found))
        characters += sum(len(line.text) for line in found.lines[-1])
        if characters > job.characters_max:
            raise Refused("too_long", job.name, limit=job.characters_max)
        job.progress((number + 1 - len(found.scans)) / total)
    if found.damaged == total:
        raise Refused("damaged", job.name, format="pdf")
    return found


def _lines(document: Any, number: int, found: _Pages) -> list[Line]:
    """The lines of a page; what else it turns out to be goes into `found`."""
    from pypdfium2 import PdfiumError

    try:
        with page_of(document, number) as page:
            lines = lines_of(page)
            if is_scan(page, lines):
                found.scans.append(number)
    except PdfiumError:
        found.damaged += 1
        return []
    return lines


def _texts(found: _Pages) -> list[str]:
    body = layout.body_height(chain.from_iterable(found.lines))
    levels = layout.heading_heights(chain.from_iterable(found.lines), body)
    return [layout.as_markdown(lines, body, levels) for lines in found.lines]


def _read_scans(document: Any, job: Job, scans: list[int], texts: list[str]) -> str:
    """Put the words of scanned pages into `texts`; the note about those that have to be left out.

    Raises:
        Refused: there is nothing but scans, and nothing here reads them.
    """
    if not ocr.available() or not job.ocr:
        if len(scans) == len(texts):
            raise Refused("scanned" if job.ocr else "scanned_ocr_off", job.name)
        return _left_out(len(scans), len(texts))
    for done, number in enumerate(scans):
        with page_of(document, number) as page:
            scale = min(SCAN_SCALE, SCAN_PIXELS / max(page.get_size()))
            image = page.render(scale=scale).to_pil()
        try:
            texts[number] = ocr.words(image, job.seconds_left()) or texts[number]
        except ocr.OutOfTime:
            return ocr.unread(job, len(scans) - done, any(texts))
        job.progress(1 - (len(scans) - done - 1) / len(texts))
    return ""


def _left_out(scans: int, total: int) -> str:
    what = "1 page is a picture" if scans == 1 else f"{scans} pages are pictures"
    return f"Of {total} pages, {what} and could not be read; Tesseract, if installed, reads them."


def _damage(pages: int) -> str:
    if not pages:
        return ""
    return f"{'1 page is' if pages == 1 else f'{pages} pages are'} damaged and left out."
