"""The headings that what follows stands under, while a text is read from top to bottom."""

import re

from jarvis.knowledge.cutting.block import Block, Path, trimmed

LONGEST = 500
"""Characters of a heading that are read."""

LONGEST_TITLE = 120
"""Characters of it that are kept."""

LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,400}\)")
MARKUP = re.compile(r"[*`]+|^#+\s*|<[^<>]{1,80}>")


class Headings:
    """The open headings, and where those begin that wait for their text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[int, str]] = []
        self._waiting: tuple[int, int] | None = None

    def add(self, level: int, title: str, start: int, end: int) -> None:
        """Take a heading. It closes those of its own level and of deeper ones."""
        self._open = [one for one in self._open if one[0] < level]
        self._open.append((level, plain(title)))
        self._waiting = (self._waiting[0] if self._waiting else start, end)

    def block(self, start: int, end: int, header: str = "") -> Block:
        """A block under the open headings, with those that have waited for it."""
        first = self._waiting[0] if self._waiting else start
        opens, self._waiting = self._waiting is not None, None
        first, end = trimmed(self._text, first, end)
        body = trimmed(self._text, start, end)[0]
        return Block(first, end, self._path(), body, header, opens)

    def rest(self) -> Block | None:
        """The headings that nothing followed."""
        return self.block(*self._waiting) if self._waiting else None

    def _path(self) -> Path:
        return tuple(title for _, title in self._open if title)


def plain(title: str) -> str:
    """A heading without its markup, on one line."""
    bare = MARKUP.sub("", LINK.sub(r"\1", title[:LONGEST]))
    return " ".join(bare.split())[:LONGEST_TITLE]
