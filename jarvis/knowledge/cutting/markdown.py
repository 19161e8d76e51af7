"""Markdown in blocks: paragraphs, lists, tables and code, each under its headings.

Read line by line and not by a Markdown library: those build a tree of the whole text, which of
50 MB takes gigabytes. What it takes for structure is CommonMark's, less what changes no cut.
"""

import re
from collections.abc import Iterator, Sequence

from jarvis.knowledge.cutting.block import Block, lines
from jarvis.knowledge.cutting.furniture import Furniture
from jarvis.knowledge.cutting.headings import LONGEST, Headings

HEADING = re.compile(r" {0,3}(#{1,6})(?=\s|$)")
CLOSING = re.compile(r"(?:^|\s)#+$")
UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t\r]*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s")
ROW = re.compile(r"\s*\|")
FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t\r]*(?:\n|\Z)")

PARAGRAPH, LIST, TABLE, CODE = "paragraph", "list", "table", "code"


class _Scanner:
    """One walk over the lines. `read` gives a block whenever a line has ended one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headings = Headings(text)
        self._kind = self._fence = ""
        self._start = self._end = self._lines = 0
        self._gap = False

    def read(self, start: int, end: int) -> Block | None:
        line = self._text[start:end]
        if self._fence:
            return self._fenced(line, end)
        if not line.strip():
            self._gap = True
            return None if self._kind in ("", LIST) else self.close()
        if match := HEADING.match(line):
            return self._heading(len(match[1]), line[match.end() :], start, end)
        if self._lines == 1 and self._kind == PARAGRAPH and (match := UNDERLINE.match(line)):
            self._underlined("=-".index(match[1][0]) + 1, end)
            return None
        return self._ordinary(line, start, end)

    def close(self) -> Block | None:
        """End the block that is open, if one is."""
        if not self._kind:
            return None
        header = _cells(self._text[self._start : self._end]) if self._kind == TABLE else ""
        block = self._headings.block(self._start, self._end, header)
        self._kind = ""
        return block

    def turn_page(self) -> Block | None:
        """End the block that is open, unless it is code, which only its fence ends."""
        return None if self._fence else self.close()

    def rest(self) -> Iterator[Block]:
        """What is left at the end: the open block, and headings that nothing follows."""
        yield from filter(None, (self.close(), self._headings.rest()))

    def _ordinary(self, line: str, start: int, end: int) -> Block | None:
        fence = FENCE.match(line)
        kind = CODE if fence else self._kind_of(line)
        done = None
        if kind != self._kind or kind == CODE:
            done = self.close()
            self._kind, self._start, self._lines = kind, start, 0
        self._end, self._gap = end, False
        self._lines += 1
        self._fence = fence[1] if fence else ""
        return done

    def _kind_of(self, line: str) -> str:
        if ROW.match(line):
            return TABLE
        if ITEM.match(line):
            return LIST
        # What is indented, or follows without a blank line, still belongs to the last item.
        belongs = self._kind == LIST and (not self._gap or line[0] in " \t")
        return LIST if belongs else PARAGRAPH

    def _fenced(self, line: str, end: int) -> Block | None:
        self._end = end
        bare = line.strip()
        if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
            self._fence = ""
            return self.close()
        return None

    def _heading(self, level: int, title: str, start: int, end: int) -> Block | None:
        done = self.close()
        self._headings.add(level, CLOSING.sub("", title[:LONGEST].strip()), start, end)
        return done

    def _underlined(self, level: int, end: int) -> None:
        self._kind = ""
        title = self._text[self._start : self._end]
        self._headings.add(level, title, self._start, end)


def blocks_of_markdown(
    text: str, furniture: Furniture, pages: Sequence[int] = ()
) -> Iterator[Block]:
    """Yield a Markdown text's blocks, in order; none goes on over a page's end.

    Args:
        pages: where each begins.
    """
    begins = frozenset(pages)
    scanner = _Scanner(text)
    front = FRONT_MATTER.match(text)
    if front:
        yield Block(0, len(front[0].rstrip()), body=0)
    for start, end in lines(text, front.end() if front else 0):
        if start in begins and (ended := scanner.turn_page()):
            yield ended
        block = scanner.read(start, start if start in furniture.starts else end)
        if block:
            yield block
    yield from scanner.rest()


def _cells(table: str) -> str:
    """A table's first row, without its bars at the ends."""
    return " ".join(table[: table.find("\n")].strip().strip("|").split())[:200]
