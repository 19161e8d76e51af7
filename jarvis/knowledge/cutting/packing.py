"""Short blocks that follow each other, in one passage."""

from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from jarvis.knowledge.cutting.block import Block, Path
from jarvis.knowledge.cutting.splitting import MOST, even

SEPARATOR = " › "
CRUMB = 0.25
"""The share of a passage under which a block is too short to stand alone."""


class Rule(NamedTuple):
    """When a new section begins a new passage.

    Attributes:
        settled: the share of a passage that has been filled by then.
        akin: whether any heading in common is enough for sections to share a passage. If not,
            they are siblings, or one is part of the other.
    """

    settled: float
    akin: bool


PROSE = Rule(0.25, akin=True)
CODE = Rule(0.5, akin=False)

Packed = tuple[int, int, str]
"""Start, end and heading of a passage."""


class _Passage:
    """The passage that is being filled."""

    def __init__(self, block: Block, page: int | None, characters: int) -> None:
        self.start, self.end, self.path, self.page = block.start, block.end, block.path, page
        self._characters = characters
        self._whole = block.opens  # and not the end of something longer
        self._room = even(max(block.end, block.reach) - block.start, characters)

    def takes(self, block: Block, following: Block | None, rule: Rule) -> bool:
        """Whether the block, on the same page, still belongs to this passage."""
        if block.opens or block.path[: len(self.path)] != self.path:
            return self._joins(block, rule)
        whole = block.end - self.start
        last = following is None or following.opens or following.path != block.path
        short = min(self.end - self.start, block.end - block.start if last else whole)
        crumb = short < CRUMB * self._characters
        return whole <= self._room or (crumb and whole <= MOST * self._characters)

    def _joins(self, block: Block, rule: Rule) -> bool:
        """Whether another section begins in this passage: a short one behind a short one."""
        shared = len(common(self.path, block.path))
        longer = max(len(self.path), len(block.path))
        return (
            max(block.end, block.reach) - self.start <= self._characters
            and self.end - self.start < rule.settled * self._characters
            and (self._whole or shared == len(self.path))
            and shared >= (1 if rule.akin else longer - 1)
        )

    def add(self, block: Block) -> None:
        self.end = block.end
        self.path = common(self.path, block.path)

    def packed(self) -> Packed:
        return self.start, self.end, SEPARATOR.join(self.path)


def pack(
    blocks: Iterator[Block], characters: int, rule: Rule, page: Callable[[int], int | None]
) -> Iterator[Packed]:
    """Yield passages of neighbouring blocks, none across pages."""
    passage: _Passage | None = None
    for block, following in pairwise(chain(blocks, (None,))):
        assert block is not None
        where = page(block.start)
        if passage and passage.page == where and passage.takes(block, following, rule):
            passage.add(block)
            continue
        if passage:
            yield passage.packed()
        passage = _Passage(block, where, characters)
    if passage:
        yield passage.packed()


def common(one: Path, other: Path) -> Path:
    """The headings that two paths begin with both."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one[:shared]
