"""Where a text without markup may be cut, so that what stands before can be said.

Each decision rests on the text up to the next visible character and on nothing else, so that a text
is cut in the same places however it arrives.
"""

import re
from typing import NamedTuple

from jarvis.voice.reading_out.abbreviations import ends_nothing
from jarvis.voice.splitting.atoms import HARD

FIRST_CLAUSE, FIRST_CLAUSE_WORDS = 12, 3
"""Characters and words from which on the first piece may end with a clause: sound comes early."""

FIRST_WORDS, FIRST_WORDS_MOST = 12, 20
"""Words after which it ends between two of them: behind a long one, or behind any."""

LATER_CLAUSE = 160
"""Characters from which on later pieces may, which have the time to become whole sentences."""

LATER_WORDS, LATER_WORDS_MOST = 280, 400
"""Characters after which those end between two words: behind a long one, or behind any."""

LONGEST = 1_200
"""Characters after which a piece ends anywhere."""

LONGEST_MARK = 16
"""Characters of a mark that may go on; from so far back it is looked at again."""

SHORT_WORD = 3
"""Letters of a word that leans on the next one ("of", "the", "de") and isn't parted from it."""

LONGEST_GROUP = 2
"""Digits of a number that a full stop and more figures may go on from."""

CLOSERS = "\"'”’»)\\]"
BOUNDARY = re.compile(
    r"\n{1,2}"
    rf"|[.!?…]{{1,8}}[{CLOSERS}]{{0,4}}(?=\s)"
    r"|[。！？][」』”’）]{0,3}(?=.)"
    rf"|[,;:)\]][{CLOSERS}]{{0,4}}(?=\s)"
    r"|\s[–—-]{1,3}(?=\s)|[–—](?=[^\W\d])"
    r"| "
)
VISIBLE = re.compile(r"\S")
WORDS = re.compile(r"\S*\w\S*")


class Cut(NamedTuple):
    """Where a piece ends, and whether a sentence does; `at` 0: not yet, look on from `since`."""

    at: int
    sentence: bool = True
    since: int = 0


def next_cut(text: str, since: int, ahead: str, *, first: bool) -> Cut:
    """The end of the first piece in `text`.

    Args:
        since: where a look before this one has left off.
        ahead: the next visible character behind `text`, if known.
        first: no piece was given yet.
    """
    for found in BOUNDARY.finditer(text, since):
        following = _following(text, found.end(), ahead)
        if following is None and found[0] != HARD:
            return Cut(0, since=found.start())
        if found.start() and (cut := _decided(text, found, following or "", first=first)):
            return cut
        since = found.end()
    if len(text) >= LONGEST:
        return Cut(LONGEST, sentence=False)
    return Cut(0, since=max(since, len(text) - LONGEST_MARK))


def _following(text: str, at: int, ahead: str) -> str | None:
    """The next visible character; a line's end if a paragraph ends before it; None: unknown."""
    found = VISIBLE.search(text, at)
    if HARD in text[at : found.start() if found else len(text)]:
        return "\n"
    return text[found.start()] if found else ahead or None


def _decided(text: str, found: re.Match[str], following: str, *, first: bool) -> Cut | None:
    """The cut at a boundary, if there's one."""
    mark, at = found[0].strip(" ")[:1], found.end()
    if mark == "\n":
        goes_on = found[0] != HARD and (following.islower() or text[found.start() - 1] in ",(")
        return None if goes_on else Cut(at)
    if mark in tuple("。！？"):
        return Cut(at)
    if mark in tuple(".!?…"):
        if _sentence_ends(text, found, following):
            return Cut(at)
        mark = "," if mark == "…" else " "
    if following == "\n":
        return None  # the line's end decides
    if not mark or mark == " ":
        return Cut(at, sentence=False) if _words_end(text, at, following, first=first) else None
    return Cut(at, sentence=False) if _clause_ends(text, at, following, first=first) else None


def _sentence_ends(text: str, found: re.Match[str], following: str) -> bool:
    before = text[: found.start()]
    last = before.rsplit(None, 1)[-1] if before.strip() and not before[-1].isspace() else ""
    stops = found[0].rstrip("\"'”’»)]")
    if following == "\n":
        return True
    if not last or (last.isdecimal() and (last == before.strip() or _in_groups(last, following))):
        return False
    if stops != ".":
        return not following.islower()
    if ends_nothing(f"{last}.", following):
        return False
    return not following.islower() or len(last) > SHORT_WORD


def _in_groups(last: str, following: str) -> bool:
    """Whether a full stop behind a short number may belong to the figures behind it ("5. 6.")."""
    return len(last) <= LONGEST_GROUP and following.isdecimal()


def _clause_ends(text: str, at: int, following: str, *, first: bool) -> bool:
    """Whether a clause may be said by itself. Numbers on both sides may be one: "May 5, 2026"."""
    if following.isdecimal() and any(map(str.isdecimal, text[max(0, at - 4) : at])):
        return False
    if first:
        return at >= FIRST_CLAUSE and _count(text, at) >= FIRST_CLAUSE_WORDS
    return at >= LATER_CLAUSE


def _words_end(text: str, at: int, following: str, *, first: bool) -> bool:
    """Whether a piece ends between two words, for want of anything better."""
    size = _count(text, at) if first else at
    least, most = (FIRST_WORDS, FIRST_WORDS_MOST) if first else (LATER_WORDS, LATER_WORDS_MOST)
    if size < least:
        return False
    last = text[:at].split()[-1]
    parted = len(last) > SHORT_WORD and last.isalpha() and following.isalpha()
    return parted or (size >= most and following.isalnum())


def _count(text: str, at: int) -> int:
    return sum(1 for _ in WORDS.finditer(text, 0, at))
