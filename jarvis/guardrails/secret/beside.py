"""Passwords that stand beside their name without a sign: "and password S3cret!", --password x."""

import re

from jarvis.guardrails.secret.naming import COUNTED, HINT_OF_A_FORM, SHORT, USER_BEFORE
from jarvis.guardrails.secret.values import (
    is_a_word_of_forms,
    is_expression,
    is_placeholder,
    is_strong,
)

WITH = re.compile(
    r"(?:(?:\b(?:with|con|and|y|e|use|usa|using|usando|the|la|el|my|mi|su|de|as|como"
    r"|temp|temporary|new|initial|default|current|root|admin|guest|wi-?fi)|[,;:/|]) "
    r"(?:the |la |el )?|\n|\A)\Z",
    re.IGNORECASE,
)
SETTING_BEFORE = re.compile(
    r"\b(?:set|put|changed?|uses?|using|with|type|enter|puesto|pon(?:go|er|ed)?|usa|uso|con"
    r"|cambi\w{1,4})\b[\w ]{0,12}\Z",
    re.IGNORECASE,
)
ADJECTIVE = r"(?:\s(?:tempor\w{2,4}|provisional|inicial|actual|maestra))?"
ADJACENT = re.compile(rf"""{ADJECTIVE}\s["'«]?(?P<value>[^\s"',;«»(\[{{<][^\s"',;«»]{{4,63}})""")
ADJACENT_PIN = re.compile(r"\s(?P<value>\d{4,6})\b(?![.,:/-]\d)")
ADJACENT_QUOTED = re.compile(rf"""{ADJECTIVE}\s["'«](?P<value>[^"'«»\n]{{4,64}})["'»]""")
OPTION = re.compile(r"""[ =](?P<quote>["']?)(?P<value>[^\s"']{3,128})(?P=quote)""")
IS_MY = re.compile(
    r"(?P<value>[^\s\"',;]{6,64})[\"']? (?:is|es|as|como) "
    r"(?:my|mi|our|the|la|his|her|their|su) [\w ]{0,16}\Z"
)
ACRONYM = re.compile(r"[A-Z]{2,8}-?\d{1,6}\Z")


def as_an_option(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """--password hunter2."""
    if text[max(0, word.start() - 2) : word.start()] != "--":
        return None
    option = OPTION.match(text, word.end())
    if option is None or is_placeholder(option["value"]) or is_expression(option["value"]):
        return None
    return option.span("value")


def adjacent(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """User admin and password S3cret!"""
    before = text[max(0, word.start() - 96) : word.start()]
    if not (WITH.search(before) or USER_BEFORE.search(before)):
        return None
    if word[0].startswith("pin"):
        pin = ADJACENT_PIN.match(text, word.end())
        return pin.span("value") if pin and not COUNTED.match(text, pin.end()) else None
    match = ADJACENT.match(text, word.end())
    return _mixed_value(match) if match else None


def in_quotes_beside(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """I set the password "blue mandarin"."""
    match = ADJACENT_QUOTED.match(text, word.end())
    if match is None or word[0] in SHORT or is_placeholder(match["value"]):
        return None
    told = SETTING_BEFORE.search(text[max(0, word.start() - 32) : word.start()])
    of_a_form = is_a_word_of_forms(match["value"]) or HINT_OF_A_FORM.search(match["value"])
    return match.span("value") if told and not of_a_form else None


def told_before(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """Hunter22! is my password."""
    match = IS_MY.search(text, max(0, word.start() - 96), word.start())
    return _mixed_value(match) if match else None


def _mixed_value(match: re.Match[str]) -> tuple[int, int] | None:
    value = match["value"].rstrip(".:?)")
    if not is_strong(value) or ACRONYM.match(value):
        return None
    return match.start("value"), match.start("value") + len(value)
