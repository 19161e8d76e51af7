"""Code in definitions, each under the classes and modules that it is in."""

from collections.abc import Iterable, Iterator

from jarvis.knowledge.cutting.block import Block, trimmed
from jarvis.knowledge.cutting.furniture import Furniture
from jarvis.knowledge.cutting.grammars import GRAMMARS
from jarvis.knowledge.cutting.outlining import Part
from jarvis.knowledge.cutting.parsing import PARSER
from jarvis.knowledge.cutting.plain import paragraphs

LONGEST = 400_000
"""Characters of code that are parsed: brackets in brackets take seven seconds a million."""


def blocks_of_code(text: str, language: str, characters: int) -> Iterator[Block]:
    """Yield definitions and what stands between them, in order.

    Where there is no grammar, and where the code crashes it, paragraphs.

    Args:
        characters: what is longer than half a passage is looked into, so that it can be packed.
    """
    if language not in GRAMMARS or not characters < len(text) <= LONGEST:
        return _paragraphs(text)
    code = text.encode("utf-8", "replace")
    parts = PARSER.parts(code, language, characters // 2)
    return _between(text, code, parts) if parts else _paragraphs(text)


def _paragraphs(text: str) -> Iterator[Block]:
    nothing = Furniture(frozenset())
    return (Block(start, end, (), start) for start, end in paragraphs(text, nothing))


def _between(text: str, code: bytes, parts: Iterable[Part]) -> Iterator[Block]:
    """The stretches from each beginning to the next; together they are all of the text."""
    last: Part | None = None
    start = 0
    for part in parts:
        if last and part.at <= last.at:
            continue
        if last:
            end = start + len(code[last.at : part.at].decode("utf-8", "replace"))
            yield from _block(text, start, end, last)
            start = end
        last = part if last else part._replace(at=0)
    if last:
        yield from _block(text, start, len(text), last)


def _block(text: str, start: int, end: int, part: Part) -> Iterator[Block]:
    reach = start + part.end - part.at  # a letter may be several bytes: far enough
    start, end = trimmed(text, start, end)
    if start < end:
        yield Block(
            start, end, part.path, start, opens=part.opens, reach=reach if part.opens else 0
        )
