"""Where a program's parts begin and end, by its syntax tree."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jarvis.knowledge.cutting.block import Path
from jarvis.knowledge.cutting.definitions import definition
from jarvis.knowledge.cutting.grammars import root_of

DEEPEST = 60
"""Levels of nesting that are looked into."""


class Part(NamedTuple):
    """A part of a program.

    Attributes:
        at, end: in bytes.
        path: the definitions that it is in, outermost first.
        opens: whether it is a definition itself.
    """

    at: int
    end: int
    path: Path
    opens: bool


class _Outline(NamedTuple):
    """A walk down a syntax tree, as far as its parts are long.

    Attributes:
        longest: bytes; what is longer is looked into.
    """

    code: bytes
    language: str
    longest: int

    def parts(self, node: Any, path: Path = (), depth: int = 0) -> Iterator[Part]:
        """The parts of a node, in the order in which they begin."""
        comments: list[int] = []
        last = node.start_byte
        for child in node.children:
            if "comment" not in child.type:
                yield from self._part(child, min(comments, default=child.start_byte), path, depth)
                comments, last = [], child.end_byte
            elif b"\n" in self.code[last : child.start_byte] or not last:
                comments.append(child.start_byte)  # it belongs to what follows
        if comments:
            yield Part(comments[0], node.end_byte, path, opens=False)

    def _part(self, child: Any, at: int, path: Path, depth: int) -> Iterator[Part]:
        name = definition(child, self.language)
        opens = bool(name) and name not in path[-1:]  # what a decorator wraps has its name
        inside = (*path, name) if opens else path
        yield Part(at, child.end_byte, inside, opens)
        if child.end_byte - at > self.longest and child.child_count and depth < DEEPEST:
            yield from self.parts(child, inside, depth + 1)


def outline(code: bytes, language: str, longest: int) -> list[Part]:
    """The parts of a program; none where there is no grammar for its language."""
    root = root_of(code, language)
    return [] if root is None else list(_Outline(code, language, longest).parts(root))
