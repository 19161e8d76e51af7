"""How citations look in an answer, and where what looks like one is something else.

Models write `[1]`, `[1, 2]`, `[1-3]`, `[Source 2]`, `【1】` or `(source 2)`. In code, formulas and
links the same characters mean something else, and after a short word they are an index: `a[1]`.

Each decision about a character rests on what stands before it and on the few that come next, so
that what was read stays what it was when more text comes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 80
"""Characters of a citation, at most; a bracket that is longer is none."""

BLANK = r"[^\S\n]"
NAMES = r"(?:sources?|documents?|docs?|passages?|refs?\.?|fuentes?|documentos?|pasajes?)"
NUMBER = rf"(?:{NAMES}{BLANK}?:?{BLANK}?)?\#?\d{{1,3}}(?!\d)"
AND = rf"{BLANK}?(?:[,;&–-]|(?:,{BLANK}?)?(?:and|y)\b){BLANK}?"
LIST = rf"{NUMBER}(?:{AND}{NUMBER}){{0,9}}"

TOKEN = re.compile(
    rf"""
    ^[ ]{{0,3}}\[\d{{1,3}}\]:[ ]?<?\w{{2,12}}://[^\n]*    # a definition: [1]: https://…
    |(?P<mark>{BLANK}{{0,8}}
        (?P<bracket>(?:(?<![\w\\$=∈])(?<![=∈][ ])|(?<=[^\W\d_]{{4}}))
        (?:\[{BLANK}?(?P<square>{LIST}){BLANK}?\]
        |【{BLANK}?(?P<heavy>{LIST}){BLANK}?(?:†[^】\n]{{0,40}})?】
        |\({BLANK}?(?P<round>(?=source|fuente){LIST}){BLANK}?\))(?!\()))
    |<think>.*?(?:</think>|\Z)
    |^[ \t>]*(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?(?P<fence>`{{3,}}+|~{{3,}}+)
        .*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
    |(?P<ticks>`++)[^\n]*?(?:(?<!`)(?P=ticks)(?!`)|$)
    |\$\$.*?(?:\$\$|\n[ \t]*\n|\Z)
    |\\\[.*?(?:\\\]|\n[ \t]*\n|\Z)
    |\\\([^\n]*?(?:\\\)|$)
    |\$(?![\s\d$])[^$\n]*(?:\$|$)                       # prices have a digit there
    |\\[^\n]
    |!?\[[^\[\]\n.!?…。！？]*\]\([^\s)]*\)?             # a link
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""A citation, or what none can stand in. What isn't closed goes on to the end of its line, of its
paragraph, or of the text."""

UNDECIDED = re.compile(
    rf"{BLANK}{{0,8}}(?:\[[\w\s.,:;#&–-]{{0,{LONGEST}}}\]?|【[^】\n]{{0,{LONGEST}}}】?"
    rf"|\(\s?(?:[sf][\w\s.,:;#&–-]{{0,{LONGEST}}})?\)?)?\Z",
    re.IGNORECASE,
)
"""What may become a citation, or the blank before one, at the end of a text that grows."""

OPENING = re.compile(r"<think>|\$\$?|\\[\[(]", re.IGNORECASE)
OPENERS = "]`~$\\"
"""Before these nothing is a citation: without it they could begin code, or end another bracket."""

RANGE = re.compile(r"(\d+)(?:\s?[–-]\s?\D{0,12}(\d+))?")
PLAIN = re.compile(r"\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation as a model wrote it.

    Attributes:
        start: with the blank before it.
        bracket: where the blank ends.
        numbers: in the order in which they are written.
        joined: it stands directly behind a word, where it may be an index after all.
        parts: what stands around it would become something else if it touched.
    """

    start: int
    bracket: int
    end: int
    numbers: tuple[int, ...]
    joined: bool
    parts: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a stretch of text.

    Attributes:
        opaque: from where to where no citation can stand, and what opened it.
        limit: up to where that is certain.
    """

    marks: tuple[Mark, ...]
    opaque: tuple[tuple[int, int, str], ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One `[number]` of an answer that a `Citer` has seen: `text[start:end]`."""

    number: int
    start: int
    end: int


def citations(text: str, sources: int) -> tuple[Citation, ...]:
    """The citations of a whole answer, in order. `Citer.doubted` counts them, from 0.

    Args:
        sources: how many there are; a higher number is an index or something else.
    """
    return tuple(
        Citation(mark.numbers[0], mark.bracket, mark.end)
        for mark in read(text, final=True).marks
        if PLAIN.fullmatch(text, mark.bracket, mark.end) and 1 <= mark.numbers[0] <= sources
    )


def read(text: str, start: int = 0, *, final: bool) -> Reading:
    """Read on from `start`, which is in no code, formula or link.

    Args:
        final: nothing comes after `text`.
    """
    limit = len(text) if final else _certain(text, start)
    found: list[Mark] = []
    opaque: list[tuple[int, int, str]] = []
    for token in TOKEN.finditer(text, start):
        if token["mark"] is None:
            opaque.append((*token.span(), _opener(token)))
        elif token.end() <= limit and (mark := _mark(text, token, found)):
            found.append(mark)
    if opaque and opaque[-1][1] == len(text):
        limit = len(text)
    return Reading(tuple(found), tuple(opaque), limit)


def _opener(token: re.Match[str]) -> str:
    """What code or a formula begins with; "" of what is short."""
    if token["fence"]:
        return f"{token['fence']}\n"
    return token["ticks"] or (opening[0] if (opening := OPENING.match(token[0])) else "")


def _certain(text: str, start: int) -> int:
    """Up to where a text can be read that goes on."""
    undecided = UNDECIDED.search(text, max(start, len(text) - LONGEST - 12))
    assert undecided, "it matches at the end, if nowhere else"
    return undecided.start()


def _mark(text: str, token: re.Match[str], before: Sequence[Mark]) -> Mark | None:
    """A citation, unless what is around it says that it is none."""
    start, bracket, end = token.start(), token.start("bracket"), token.end()
    behind, ahead = text[start - 1 : start] if start else "", text[end : end + 1]
    follows = bool(before) and before[-1].end == start
    if end - start > LONGEST or behind == "[" or (ahead and ahead in OPENERS):
        return None
    if behind in ("]", "】") and start == bracket and not follows:
        return None  # a[0][1], and [text][1], which is a link
    numbers = tuple(_numbers(token["square"] or token["heavy"] or token["round"]))
    if len(numbers) > 1 and 0 in numbers:
        return None  # an interval
    joined = start == bracket and behind.isalnum()
    parts = ahead.isalnum() or (behind != "" and behind in OPENERS)
    return Mark(start, bracket, end, numbers, joined, parts)


def _numbers(written: str) -> Iterator[int]:
    for first, last in RANGE.findall(written):
        yield from range(int(first), int(last or first) + 1)
