"""What a line begins with: a heading, an item, a fence, a row, a rule, or nothing of the kind."""

import re
from typing import Literal, NamedTuple

from jarvis.voice.splitting.inline import FAR, run_length

Kind = Literal["text", "blank", "quote", "item", "heading", "rule", "fence", "row", "skipped"]

INDENT = re.compile(r"[ \t\r]*")
NUMBER = re.compile(r"(\d{1,3})[.)](?=[ \t])")
NUMBER_BEGUN = re.compile(r"\d{1,3}[.)]?\Z")
DEFINITION = re.compile(r"\[\^?[^\]\n]{1,80}\]:(?=[ \t])")
DEFINITION_BEGUN = re.compile(r"\[(?:\^?[^\]\n]{0,80}(?:\]:?)?)?\Z")
FENCES, RULES, BULLETS = "`~", "-*_=", "-*+•–—▪◦‣"
LONGEST_FENCE_LINE = 200


class LineStart(NamedTuple):
    """What a line begins with.

    Attributes:
        length: characters that belong to it and aren't read as text.
        said: what is said of them ("3," for the number of an item).
        name: a fence's language; `mark`: the signs that make it.
    """

    kind: Kind
    length: int
    said: str = ""
    name: str = ""
    mark: str = ""


def line_start(text: str, at: int, *, final: bool) -> LineStart | None:
    """What the line at `at` begins with; None where the next characters decide.

    Behind a quotation's mark and an item's, the line may begin once more.
    """
    indent = INDENT.match(text, at)
    assert indent
    first = indent.end()
    begun = first - at
    if first == len(text):
        return LineStart("blank", begun) if final else None
    sign = text[first]
    if sign == "\n":
        return LineStart("blank", begun)
    if sign == ">":
        return LineStart("quote", begun + 1)
    found = _marked(text, first, sign, final=final)
    return found and found._replace(length=found.length + begun)


def _marked(text: str, at: int, sign: str, *, final: bool) -> LineStart | None:
    if sign == "|":
        return LineStart("row", 0)
    if sign == "#":
        return _heading(text, at, final=final)
    if sign in FENCES:
        return _fence(text, at, sign, final=final)
    if sign in RULES or sign in BULLETS:
        return _bullet_or_rule(text, at, sign, final=final)
    if sign == "[":
        if found := DEFINITION.match(text, at):
            return LineStart("skipped", len(found[0]))
        waits = not final and DEFINITION_BEGUN.match(text, at)
        return None if waits else LineStart("text", 0)
    if sign.isdecimal():
        if found := NUMBER.match(text, at):
            return LineStart("item", len(found[0]), said=f"{found[1]}, ")
        waits = not final and NUMBER_BEGUN.match(text, at)
        return None if waits else LineStart("text", 0)
    return LineStart("text", 0)


def _heading(text: str, at: int, *, final: bool) -> LineStart | None:
    length = run_length(text, at)
    if at + length == len(text) and not final and length <= 6:
        return None
    heading = length <= 6 and (at + length == len(text) or text[at + length].isspace())
    return LineStart("heading", length) if heading else LineStart("text", 0)


def _fence(text: str, at: int, sign: str, *, final: bool) -> LineStart | None:
    length = run_length(text, at)
    if length < 3:
        waits = at + length == len(text) and not final
        return None if waits else LineStart("text", 0)
    line_end = text.find("\n", at, at + LONGEST_FENCE_LINE)
    if line_end < 0:
        if len(text) - at >= LONGEST_FENCE_LINE:
            return LineStart("text", 0)
        if not final:
            return None
        line_end = len(text)
    info = text[at + length : line_end]
    if sign in info:
        return LineStart("text", 0)
    name = (info.split() or [""])[0].strip("{}.").lower()
    return LineStart("fence", length + len(info), name=name, mark=sign * length)


def _bullet_or_rule(text: str, at: int, sign: str, *, final: bool) -> LineStart | None:
    length = run_length(text, at)
    if length >= FAR:
        return LineStart("item", length)
    behind = INDENT.match(text, at + length)
    assert behind
    undecided = behind.end() == len(text) and not final
    if undecided and (length > 1 or behind.end() == at + 1):
        return None
    if sign in RULES and length > 1 and (behind.end() == len(text) or text[behind.end()] == "\n"):
        return LineStart("rule", length)
    if length == 1 and sign in BULLETS and behind.end() > at + 1:
        return LineStart("item", 1)
    return LineStart("text", 0)
