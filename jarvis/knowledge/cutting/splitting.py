"""A block too long for a passage, in parts: at blank lines, or else sentences, clauses, words."""

from collections.abc import Iterator
from math import ceil

from jarvis.knowledge.cutting.block import Block, trimmed

MOST = 1.1
"""What a passage may have, against the length that is aimed at, rather than leave a crumb."""

WINDOW = 20
"""Passages that are split at once, so that a line of 50 MB takes no more memory than others."""

EVEN = 1.15
"""Room that each of several even parts is given, for sentences don't end where we like."""


def split(text: str, block: Block, characters: int) -> Iterator[Block]:
    """Yield the block, or its parts in order if it is too long for one passage.

    Headings stay with what follows them; parts of a table after the first name its head.
    """
    if block.end - block.start <= MOST * characters:
        yield block
        return
    lead = block.body - block.start
    start, room = block.start, characters
    if 0 < lead <= characters // 2:
        start, room = block.body, characters - lead
    for part_start, part_end in _parts(text, start, block.end, room):
        if part_start == start:
            yield block._replace(start=block.start, end=part_end)
            continue
        path = (*block.path, block.header) if block.header else block.path
        yield Block(part_start, part_end, path, part_start)


def even(length: int, characters: int) -> int:
    """How long parts may be so that the last of them isn't much shorter than the others."""
    if length <= characters:
        return characters
    return min(characters, ceil(length / ceil(length / characters) * EVEN))


def _parts(text: str, start: int, end: int, characters: int) -> Iterator[tuple[int, int]]:
    while start < end:
        cut = _window(text, start, end, characters * WINDOW)
        yield from _chunks(text, *trimmed(text, start, cut), characters)
        start = cut


def _window(text: str, start: int, end: int, most: int) -> int:
    """Where to stop looking ahead: behind the last line, else the last blank, else anywhere."""
    if end - start <= most:
        return end
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, start + most // 2, start + most)
        if found >= 0:
            return found + len(mark)
    return start + most


def _chunks(text: str, start: int, end: int, characters: int) -> Iterator[tuple[int, int]]:
    if start == end:
        return
    from semchunk import chunk

    size = even(end - start, characters)
    _, offsets = chunk(text[start:end], size, len, memoize=False, offsets=True)
    for chunk_start, chunk_end in offsets:
        yield trimmed(text, start + chunk_start, start + chunk_end)
