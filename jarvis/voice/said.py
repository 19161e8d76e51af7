"""What of an answer was said aloud: where to cut what wasn't. Pure."""

import re
from collections.abc import Callable, Sequence

from jarvis.voice.pieces import Piece

WORD_END = re.compile(r"\S(?=\s|$)")


def characters_said(pieces: Sequence[Piece], played: int, share: float) -> int:
    """How many characters of the answer were said.

    Args:
        pieces: in their order.
        played: how many of them were heard wholly.
        share: of the next one, 0 to 1.
    """
    before = pieces[min(played, len(pieces)) - 1].end if played and pieces else 0
    if played >= len(pieces):
        return before
    return before + int((pieces[played].end - before) * min(max(share, 0.0), 1.0))


def cut_to(stored: str, characters: int, restored: Callable[[str], str] = str) -> str:
    """The beginning of an answer that was said, up to the end of a word.

    Args:
        stored: the answer as it is kept, with placeholders for what the guardrails hide.
        characters: of the answer as its person reads it.
        restored: makes of the one the other.
    """
    if len(restored(stored)) <= characters:
        return stored
    ends = [found.end() for found in WORD_END.finditer(stored)]
    low, high = 0, len(ends)
    while low < high:  # the longest beginning that isn't too long
        middle = (low + high + 1) // 2
        if len(restored(stored[: ends[middle - 1]])) <= characters:
            low = middle
        else:
            high = middle - 1
    return stored[: ends[low - 1]] if low else ""
