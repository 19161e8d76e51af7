"""Passwords that a text gives away: ``password = …``, "my password is …", ``contraseña: …``."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.assigning import Assignment, assignment
from jarvis.guardrails.secret.values import (
    is_a_word_of_forms,
    is_expression,
    is_mixed,
    is_placeholder,
)
from jarvis.guardrails.spans import folded

HINTS = ("pass", "pwd", "psw", "contrase", "clave", "pin", "pw")
WORD = re.compile(
    r"pass(?:word|wd|phrase|code|wort)?|pwd|psw|pw|contrase(?:ñ|n)a|clave|pin(?: code)?"
)
SHORT = frozenset(("pass", "pwd", "psw", "pw", "pin", "pin code", "clave"))
"""They are parts of other words, too: compass, spinning, enclave."""

PIN = re.compile(r"\d{4,8}\Z")
DIGITS = re.compile(r"\d{4,16}\Z")
COUNTED = re.compile(
    r"\s?(?:bits?|bytes?|char|caracter|d[íi]g|letras|letters|words|palabras|veces|times)"
)
SOMEBODYS = re.compile(r"\b(?:my|our|his|her|their|your|mi|nuestra|tu|su)\b[\w ]{0,24}\Z", re.I)
HINT_OF_A_FORM = re.compile(
    r"\b(?:must|should|enter|your|debe|introduce|escribe|tu|su|the|el|la|is|es)\b", re.I
)
WITH = re.compile(
    r"(?:\b(?:with|con|and|y|use|usa|using|usando|the|la)|[,;/|]) (?:the |la )?\Z", re.I
)
ADJACENT = re.compile(r"""\s(?P<quote>["']?)(?P<value>[^\s"',;]{6,64})(?P=quote)""")
OPTION = re.compile(r"""[ =](?P<quote>["']?)(?P<value>[^\s"']{3,128})(?P=quote)""")
IS_MY = re.compile(
    r"(?P<value>[^\s\"',;]{6,64})[\"']? (?:is|es) (?:my|mi|our|the|la) [\w ]{0,16}\Z"
)
ACRONYM = re.compile(r"[A-Z]{2,8}-?\d{1,6}\Z")
REASON = "a password is given"


def passwords(text: str) -> Iterator[Finding]:
    """Values of passwords, passphrases and PINs; the finding spans the value only."""
    lowered = folded(text)
    if not any(hint in lowered for hint in HINTS):
        return
    for word in WORD.finditer(lowered):
        if word[0] in SHORT and not _is_a_word(text, word):
            continue
        ways = (_assigned, _as_an_option, _adjacent, _told_before)
        span = next((span for way in ways if (span := way(text, word))), None)
        if span is not None:
            yield Finding(Check.SECRET, "password", *span, 0.85, REASON)


def _is_a_word(text: str, word: re.Match[str]) -> bool:
    """Of its own, or within a name in code: db_pwd, userPwd."""
    before = text[word.start() - 1 : word.start()]
    after = text[word.end() : word.end() + 1]
    camel = before.islower() and text[word.start()].isupper()
    return (camel or not before.isalnum()) and not after.isalpha()


def _assigned(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    given = assignment(text, *word.span())
    return (given.start, given.end) if given and _is_password(text, word, given) else None


def _is_password(text: str, word: re.Match[str], given: Assignment) -> bool:
    value = given.value
    if len(value) < 3 or is_placeholder(value):
        return False
    if word[0].startswith("pin"):
        return bool(PIN.match(value)) and not COUNTED.match(text, given.end)
    if given.quoted:
        return _is_password_in_quotes(word[0], given)
    if given.compared or is_expression(value):
        return False
    if DIGITS.match(value):
        return not COUNTED.match(text, given.end)
    if is_mixed(value):
        return not is_a_word_of_forms(value)
    return _is_plain_password(text, word, given)


def _is_password_in_quotes(word: str, given: Assignment) -> bool:
    """In quotes anything may be one, but the words of a form and its hints."""
    value = given.value
    if is_mixed(value) and " " not in value:
        return True
    if given.told and word == "clave":  # which also is what matters most
        return False
    speaks_of_itself = WORD.search(value.lower()) or HINT_OF_A_FORM.search(value)
    return not (is_a_word_of_forms(value) or speaks_of_itself)


def _is_plain_password(text: str, word: re.Match[str], given: Assignment) -> bool:
    """A plain word: alone with its name in the line, in a variable, or after "my password is"."""
    value = given.value
    if not value.isalpha() or is_a_word_of_forms(value):
        return False
    if given.told:
        before = text[max(0, word.start() - 32) : word.start()]
        told = word[0] != "clave" and given.ends_clause and SOMEBODYS.search(before)
        return bool(told) and len(value) >= 4
    variable = text[word.start() : word.end()].isupper() and given.close
    return variable or (given.alone and value.islower() and len(value) >= 5)


def _as_an_option(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """--password hunter2."""
    if text[max(0, word.start() - 2) : word.start()] != "--":
        return None
    option = OPTION.match(text, word.end())
    if option is None or is_placeholder(option["value"]) or is_expression(option["value"]):
        return None
    return option.span("value")


def _adjacent(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """User admin and password S3cret!"""
    match = ADJACENT.match(text, word.end())
    if match is None or not WITH.search(text[max(0, word.start() - 12) : word.start()]):
        return None
    return _mixed_value(match)


def _told_before(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """Hunter22! is my password."""
    match = IS_MY.search(text, max(0, word.start() - 96), word.start())
    return _mixed_value(match) if match else None


def _mixed_value(match: re.Match[str]) -> tuple[int, int] | None:
    value = match["value"].rstrip(".:?)")
    if not is_mixed(value) or ACRONYM.match(value) or is_placeholder(value):
        return None
    return match.start("value"), match.start("value") + len(value)
