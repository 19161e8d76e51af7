"""Marks within a line: emphasis, links, code, formulas, tags, citations. What they leave to say.

Each reader looks at a text from one mark on and gives what was read and what is to be said of it,
or None where that rests on characters which haven't come yet. None looks further than `FAR`, so
that a mark without its counterpart is waited for no longer than that.
"""

import html
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from jarvis.voice.splitting.atoms import FORMULA, HARD

FAR = 2_000
"""Characters within which a formula or an address ends, if it does."""

NEAR = 300
"""The same of code in a line, and of tags."""


class Read(NamedTuple):
    """How many characters were read, and what is to be said of them."""

    length: int
    text: str = ""


Reader = Callable[[str, int, bool], Read | None]

CITATION = re.compile(r"\[(?:\^[^\]\s\[]{1,40}|\d[\d,;\s–-]{0,20}|[ xX])\]")
CITATION_BEGUN = re.compile(r"\[(?:\^[^\]\s\[]{0,40}|\d[\d,;\s–-]{0,20}|[ xX])?\Z")
BACKTICKS = re.compile("`+")
TARGET = re.compile(r"\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
LONGEST_LABEL = 100
REFERENCE = re.compile(rf"\[[^\]\n]{{0,{LONGEST_LABEL - 3}}}\]")
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>])[^<>\n]{0,300}>")
ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^\s<>]{1,300}[.@/][^\s<>]{1,300})>")
ENDS_TAG = re.compile(r"[<>\n]")
BLOCK_TAG_NAMES = "br p div li ul ol tr h1 h2 h3 h4 h5 h6 hr table blockquote"
BLOCK_TAGS = frozenset(BLOCK_TAG_NAMES.split())
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
ENTITY_BEGUN = re.compile(r"&[#A-Za-z0-9]{0,32}\Z")
SHORT_FORMULA = re.compile(r"[\w\s+\-=*/^().,<>!%]{1,24}")
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def run_length(text: str, at: int) -> int:
    """How often the sign at `at` stands there, one behind the other."""
    end = at
    while end < len(text) and text[end] == text[at] and end - at < FAR:
        end += 1
    return end - at


def emphasis(text: str, at: int, final: bool) -> Read | None:
    """Stars, underscores and tildes: nothing, unless they are signs of their own ("3 * 4")."""
    length = run_length(text, at)
    end, mark = at + length, text[at]
    if end == len(text) and not final and length < FAR:
        return None
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return Read(length, mark if length == 1 and _is_sign(mark, before, after) else "")


def _is_sign(mark: str, before: str, after: str) -> bool:
    if mark == "_":
        return before.isalnum() and after.isalnum()
    if mark == "~":
        return after.isdecimal()
    blank = before.isspace() and after.isspace()
    return blank or (before.isdecimal() and after.isdecimal())


def code(text: str, at: int, final: bool) -> Read | None:
    """Code in a line: its words."""
    start = at + run_length(text, at)
    if start == len(text) and not final:
        return None
    paragraph = text.find("\n\n", start, start + NEAR)
    far = paragraph if paragraph >= 0 else start + NEAR
    for found in BACKTICKS.finditer(text, start, far):
        if found[0] == text[at:start] and (found.end() < len(text) or final):
            return Read(found.end() - at, " ".join(text[start : found.start()].split()))
    waits = len(text) <= far and not final
    return None if waits else Read(start - at)


def bracket(text: str, at: int, final: bool) -> Read | None:
    """A bracket that opens: a citation, footnote or box is left out; else only the bracket is."""
    found = CITATION.match(text, at)
    if not found:
        return None if not final and CITATION_BEGUN.match(text, at) else Read(1)
    if found.end() == len(text) and not final:
        return None
    if not text.startswith("(", found.end()):
        return Read(len(found[0]))
    tail = bracket_end(text, found.end() - 1, final)
    return Read(len(found[0]) - 1 + tail.length) if tail else None


def bracket_end(text: str, at: int, final: bool) -> Read | None:
    """A bracket that closes, with the address of the link whose words stood before it."""
    following = text[at + 1 : at + 2]
    if not following:
        return Read(1) if final else None
    pattern = {"(": TARGET, "[": REFERENCE}.get(following)
    if not pattern:
        return Read(1)
    window = text[at : at + FAR]
    if found := pattern.match(window, 1):
        numeric = following == "[" and CITATION.match(window, 1)
        return Read(1 if numeric else 1 + len(found[0]))
    far = FAR if following == "(" else LONGEST_LABEL
    waits = not final and len(window) < far and "\n" not in window
    return None if waits else Read(1)


def exclamation(text: str, at: int, final: bool) -> Read | None:
    """An exclamation mark, unless a picture's words follow it."""
    if at + 1 == len(text) and not final:
        return None
    return Read(1, "" if text.startswith("[", at + 1) else "!")


def tag(text: str, at: int, final: bool) -> Read | None:
    """A tag: nothing, or the break that it makes. An address in angles is itself."""
    if text.startswith("<!--", at):
        return _comment(text, at, final=final)
    window = text[at : at + NEAR]
    if found := ADDRESS.match(window):
        return Read(len(found[0]), found[1])
    if found := TAG.match(window):
        return Read(len(found[0]), HARD if found[1].lower() in BLOCK_TAGS else "")
    following = window[1:2]
    could_be = not following or following.isalpha() or following in "/!"
    waits = could_be and len(window) < NEAR and not ENDS_TAG.search(window, 1)
    return None if waits and not final else Read(1, "<")


def _comment(text: str, at: int, *, final: bool) -> Read | None:
    close = text.find("-->", at + 4, at + FAR)
    if close >= 0:
        return Read(close + 3 - at)
    return None if not final and len(text) - at <= FAR else Read(4)


def dollar(text: str, at: int, final: bool) -> Read | None:
    """A formula between dollar signs, or an amount of money."""
    following = text[at + 1 : at + 2]
    if not following and not final:
        return None
    if following == "$":
        return _formula(text, at, "$$", "$$", final=final) or (
            Read(2) if final or len(text) - at > FAR else None
        )
    if not following or following.isdecimal() or following.isspace():
        return Read(1, "$")
    line_end = text.find("\n", at, at + NEAR)
    close = text.find("$", at + 1, line_end if line_end >= 0 else at + NEAR)
    if close < 0:
        waits = line_end < 0 and not final and len(text) - at < NEAR
        return None if waits else Read(1, "$")
    return Read(1, "$") if text[close - 1].isspace() else _said(text[at + 1 : close], 2)


def backslash(text: str, at: int, final: bool) -> Read | None:
    """A formula in LaTeX's brackets, or a sign that is meant as such."""
    following = text[at + 1 : at + 2]
    if not following:
        return Read(1) if final else None
    if following in "([":
        close = "\\)" if following == "(" else "\\]"
        waits = not final and len(text) - at <= FAR
        formula = _formula(text, at, f"\\{following}", close, final=final)
        return formula or (None if waits else Read(2))
    if following in PUNCTUATION:
        return Read(2, following)
    return Read(1, "\\" if following.isalnum() else "")


def _formula(text: str, at: int, opening: str, closing: str, *, final: bool) -> Read | None:
    close = text.find(closing, at + len(opening), at + FAR)
    if close < 0:
        return None
    return _said(text[at + len(opening) : close], len(opening) + len(closing))


def _said(formula: str, marks: int) -> Read:
    """A short formula without LaTeX is read as it stands."""
    plain = SHORT_FORMULA.fullmatch(formula.strip())
    said = " ".join(formula.split()) if plain else FORMULA
    return Read(len(formula) + marks, said)


def entity(text: str, at: int, final: bool) -> Read | None:
    """A character by its name in HTML, or an ampersand."""
    if found := ENTITY.match(text, at):
        return Read(len(found[0]), html.unescape(found[0]))
    return None if not final and ENTITY_BEGUN.match(text, at) else Read(1, "&")


def bar(text: str, at: int, final: bool) -> Read | None:
    """A bar between words: a short pause."""
    return Read(1, ",")


READERS: Mapping[str, Reader] = {
    "*": emphasis,
    "_": emphasis,
    "~": emphasis,
    "`": code,
    "[": bracket,
    "]": bracket_end,
    "!": exclamation,
    "<": tag,
    "$": dollar,
    "\\": backslash,
    "&": entity,
    "|": bar,
}
"""By the sign that a mark begins with."""
