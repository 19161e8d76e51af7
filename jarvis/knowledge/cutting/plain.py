"""Plain text in paragraphs, under the titles that stand on lines of their own."""

import re
from collections.abc import Iterator

from jarvis.knowledge.cutting.block import Block, lines, trimmed
from jarvis.knowledge.cutting.furniture import Furniture
from jarvis.knowledge.cutting.headings import Headings

LONGEST_TITLE = 90

NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+[^\W\d_].*[^\s.,;:!?]$")
NAMED = re.compile(
    r"(?:(part|book|title|annex|appendix|parte|libro|título|titulo|anexo)"
    r"|(chapter|capítulo|capitulo)|(section|sección|seccion)"
    r"|(article|clause|artículo|articulo|cláusula|clausula))"
    r"\s+(?:\d{1,4}|[IVXLC]{1,7}|[A-Z])\b[^\n]*(?<![\s,;])$",
    re.IGNORECASE,
)


def blocks_of_text(text: str, furniture: Furniture) -> Iterator[Block]:
    """Yield a plain text's paragraphs, in order."""
    headings = Headings(text)
    for start, end in paragraphs(text, furniture):
        level = title_level(text[start:end]) if end - start <= LONGEST_TITLE else 0
        if level:
            headings.add(level, text[start:end], start, end)
        else:
            yield headings.block(start, end)
    if rest := headings.rest():
        yield rest


def title_level(paragraph: str) -> int:
    """How deep a title stands, from 1: "Article 5", "2.1 Scope". 0 if the paragraph is none."""
    line = paragraph.strip()
    if "\n" in line:
        return 0
    if match := NAMED.match(line):
        return match.lastindex or 0
    match = NUMBERED.match(line)
    return 5 + match[1].count(".") if match else 0


def paragraphs(text: str, furniture: Furniture) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and ends: lines without a blank one between them."""
    opened: int | None = None
    last = 0
    for start, end in lines(text):
        blank = start in furniture.starts or not text[start:end].strip()
        if blank and opened is not None:
            yield trimmed(text, opened, last)
            opened = None
        elif not blank:
            opened, last = (start if opened is None else opened), end
    if opened is not None:
        yield trimmed(text, opened, last)
