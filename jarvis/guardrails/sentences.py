"""Where a growing text may be cut, so that what stands before can be checked and shown.

It knows the look of sentences, lines and clauses, and of what must stay in one piece: a number in
groups, an address, a label and its value, a private key. What is found in the pieces is others'
business. Each decision rests on the text up to the next visible character and on nothing else, so
that a text is cut in the same places however it arrives.
"""

import re

from jarvis.guardrails.value_labels import ABBREVIATIONS, AWAITING, LABEL, STREETS

FIRST_CLAUSE = 24
"""Characters from which on the very first piece may end with a clause: first words come early."""

LATER_CLAUSE = 160
"""The same of later pieces, which have the time to become whole sentences."""

LONG = 400
"""Characters after which a piece ends between any two words."""

LONGEST = 2000
"""Characters after which it ends anywhere, best after a separator."""

KEY_BLOCK = 8192
"""Characters that a private key may have, and is waited for; one of 8,192 bits has 6,400."""

BLANK = 200
"""Empty lines join the piece after them, up to so many characters."""

LONGEST_BOUNDARY = 16
ENDS = ("\n", ".", "!", "?", "…", "。", "！", "？", "-----")
QUOTES = ('"', "“", "”", "«", "»")
CLOSERS = "\"'”’»)\\]*_`"
BOUNDARY = re.compile(
    r"\n"
    rf"|[.!?…]{{1,8}}[{CLOSERS}]{{0,4}}(?=[^\S\n])"
    r"|[。！？][」』”’）]{0,3}(?=[^\n。！？」』”’）])"
    rf"|[,;:–—][{CLOSERS}]{{0,4}}(?=[^\S\n])"
    r"|[^\S\n](?=\S)"
    r"|-----BEGIN"
)
HEADER = re.compile(r"[A-Z0-9 ]{0,32}PRIVATE KEY")
HEADER_LENGTH = 48
KEY_END = re.compile(r"-----END [A-Z0-9 ]{0,44}-----")
SEPARATORS = re.compile(r"[,;|>})\]]\s?|\s")
AHEAD = re.compile(r"[^\S\n]{0,64}")


class Cutter:
    """Cuts a text that comes in chunks into pieces.

    Args:
        early: the first piece may end with a clause.
    """

    def __init__(self, *, early: bool = True) -> None:
        self._text = ""
        self._since = 0  # boundaries before it have been decided
        self._first = early

    def add(self, text: str, *, final: bool = False) -> list[str]:
        """The pieces that are whole now; with `final`, all that is left. Linear in all."""
        self._text += text
        pieces, start = [], 0
        while start < len(self._text):
            cut, since = _look(self._text, start, self._since, first=self._first, final=final)
            self._since = since
            if not cut:
                break
            pieces.append(self._text[start:cut])
            start, self._first = cut, False
        self._text = self._text[start:]
        self._since = max(0, self._since - start)
        return pieces


def next_cut(text: str, *, first: bool, final: bool) -> int:
    """Where the first piece of `text` ends; 0 if that can't be said yet.

    Args:
        first: nothing stands before it; it may end with a clause early.
        final: nothing comes after `text`.
    """
    return _look(text, 0, 0, first=first, final=final)[0]


def sentences(text: str) -> list[str]:
    """A whole text in pieces: its sentences and lines."""
    return Cutter(early=False).add(text, final=True)


def unfinished(piece: str) -> bool:
    """Whether a piece ends within a sentence, so that what comes after it may change its sense."""
    return not piece.rstrip(CLOSERS + "」』").endswith(ENDS)


def _look(text: str, start: int, since: int, *, first: bool, final: bool) -> tuple[int, int]:
    """The end of the piece that begins at `start` (0: not yet), and where to look on from."""
    at, limit = max(start, since), start + LONGEST
    far = limit + 2 * LONGEST_BOUNDARY
    while (match := BOUNDARY.search(text, at, far)) and match.start() < limit:
        if match[0] == "-----BEGIN":
            cut = _key_end(text, match.end(), final=final)
        else:
            cut = _cut_at(text, start, match, first=first, final=final)
        if cut is None:
            return 0, match.start()
        if cut:
            return cut, cut
        at = match.end()
    if len(text) >= limit + (0 if final else LONGEST_BOUNDARY):
        cut = _forced(text, limit)
        return cut, cut
    if final:
        return len(text), len(text)
    return 0, max(at, start, len(text) - LONGEST_BOUNDARY)


def _key_end(text: str, header: int, *, final: bool) -> int | None:
    """Where a private key ends whose header goes on at `header`; 0 if it is none."""
    if len(text) - header < HEADER_LENGTH and not final:
        return None
    if not HEADER.match(text, header):
        return 0
    if end := KEY_END.search(text, header, header + KEY_BLOCK):
        return end.end()
    if len(text) < header + KEY_BLOCK:
        return len(text) if final else None
    return header + KEY_BLOCK


def _cut_at(text: str, start: int, match: re.Match[str], *, first: bool, final: bool) -> int | None:
    """The boundary's end if a piece may end there, 0 if it may not, None if it is too early."""
    at, mark = match.end(), match[0][0]
    if at - start <= BLANK and text[start:at].isspace():
        return 0
    if mark == "\n":
        return 0 if _line_goes_on(text, start, at) else at
    if mark in "。！？":
        return at
    if mark not in ".!?…" and at - start < _shortest(mark, first=first):
        return 0
    ahead = AHEAD.match(text, at)
    visible = ahead.end() if ahead else at
    if visible == len(text):
        return 0 if final else None
    following = text[visible]
    if following == "\n":
        return 0  # the line's end decides
    if mark in ".!?…":
        ends = not _quoted(text, start, match) and _sentence_ends(text, start, at, mark, following)
    else:
        ends = _nothing_open(text, start, at, following)
    return at if ends else 0


def _shortest(mark: str, *, first: bool) -> int:
    """Characters that a piece has at least before it ends with this mark."""
    if mark.isspace():
        return LONG
    return FIRST_CLAUSE if first else LATER_CLAUSE


def _line_goes_on(text: str, start: int, at: int) -> bool:
    """Whether the next line may hold the rest of something: a label's value, an address."""
    tail = text[max(start, at - 96) : at]
    if AWAITING.search(tail):
        return True
    line = tail.rstrip("\n").rpartition("\n")[2]
    return len(line) < 64 and any(map(str.isdecimal, line)) and bool(STREETS.search(line))


def _quoted(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends within quotation marks: who says it, and how, may come after them."""
    if match.end() - start > LONG:
        return False
    before = text[start : match.end()]
    odd = before.count('"') % 2 == 1
    opened = odd or before.count("“") > before.count("”") or before.count("«") > before.count("»")
    return opened or any(quote in match[0] for quote in QUOTES)


def _sentence_ends(text: str, start: int, at: int, mark: str, following: str) -> bool:
    """Whether a full stop, or another mark, ends a sentence."""
    before = text[max(start, at - 72) : at].rstrip(".!?…\"'”’»)]*_`")
    number = following.isdecimal() or following in ("(", "+")
    if number and (before[-1:].isdecimal() or LABEL.search(before[-64:])):
        return False
    if mark != ".":
        return True
    line = before.rpartition("\n")[2].lstrip(" \t>*-#(")
    if line.isdecimal() and len(line) <= 3:
        return False  # the number of a list's item
    word = re.split(r"[\s.(\[\"'“«/]", before)[-1]
    if (len(word) == 1 and word.isalpha()) or word.lower() in ABBREVIATIONS:
        return False
    return len(word) > (3 if following.islower() else 4 if following.isdecimal() else 0)


def _nothing_open(text: str, start: int, at: int, following: str) -> bool:
    """Whether no number, address or label's value can reach over a place within a sentence."""
    if following.isdecimal() or following in ("(", "+", "#", "@"):
        return False
    if any(quote in text[start:at] for quote in QUOTES):
        return False
    tail = text[max(start, at - 64) : at]
    if any(map(str.isdecimal, tail[-24:])) or "@" in tail[-24:]:
        return False
    return not LABEL.search(tail)


def _forced(text: str, limit: int) -> int:
    """A cut where nothing allows one."""
    ends = [match.end() for match in SEPARATORS.finditer(text, limit - LONGEST // 4, limit)]
    return ends[-1] if ends else limit
