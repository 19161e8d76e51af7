"""Passwords that a text gives away: ``password = …``, "my password is …", ``contraseña: …``."""

import re
from collections.abc import Iterator

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.assigning import Assignment, assignment
from jarvis.guardrails.secret.beside import (
    adjacent,
    as_an_option,
    in_quotes_beside,
    told_before,
)
from jarvis.guardrails.secret.naming import (
    COUNTED,
    HINT_OF_A_FORM,
    HINTS,
    SHORT,
    USER_BEFORE,
    WORD,
    is_a_word,
)
from jarvis.guardrails.secret.values import (
    is_a_word_of_forms,
    is_expression,
    is_mixed,
    is_placeholder,
    is_strong,
)
from jarvis.guardrails.spans import at_places

PHRASES = ("passphrase", "frase de paso")
PHRASE = re.compile(r"[a-zà-ÿ]{2,14}(?:[ -][a-zà-ÿ]{2,14}){3,9}(?=[ \t]*(?:\n|\Z|[.,;)\"']))")
PIN = re.compile(r"\d{4,8}\Z")
DIGITS = re.compile(r"\d{4,16}\Z")
SOMEBODYS = re.compile(r"\b(?:my|our|his|her|their|your|mi|nuestra|tu|su)\b[\w ]{0,24}\Z", re.I)
WHOSE = re.compile(
    r"[-*> ]{0,4}(?:the |my )?(?:wi-?fi|router|nas|vpn|admin|root|guest|laptop|e-?mail|bank|zip|pdf"
    r"|new|old|current|temporary) ",
    re.IGNORECASE,
)
"""The rest of its line, before a password's name."""

REASON = "a password is given"


def passwords(text: str, small: str) -> Iterator[Finding]:
    """Values of passwords, passphrases and PINs; the finding spans the value only."""
    for word in at_places(WORD, small, HINTS):
        if word[0] in SHORT and not is_a_word(text, word):
            continue
        ways = (_assigned, _as_a_phrase, as_an_option, adjacent, in_quotes_beside, told_before)
        span = next((span for way in ways if (span := way(text, word))), None)
        if span is not None:
            yield Finding(Check.SECRET, "password", *span, 0.85, REASON)


def _assigned(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    given = assignment(text, *word.span())
    return (given.start, given.end) if given and _is_password(text, word, given) else None


def _is_password(text: str, word: re.Match[str], given: Assignment) -> bool:
    value = given.value
    if len(value) < 3 or is_placeholder(value):
        return False
    if word[0].startswith("pin"):
        return bool(PIN.match(value)) and not COUNTED.match(text, given.end)
    if given.moved or word[0] == "contra":  # which mean much else
        return is_strong(value)
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
    if text[word.start() : word.end()].isupper() and given.close:
        return True
    return value.islower() and len(value) >= 5 and (given.alone or _in_a_form(text, word))


def _in_a_form(text: str, word: re.Match[str]) -> bool:
    """After a user's name, or with nothing but its owner before it in the line."""
    user = USER_BEFORE.search(text[max(0, word.start() - 96) : word.start()])
    line = text[max(0, word.start() - 32) : word.start()].rpartition("\n")[2]
    return bool((user and user["sign"]) or WHOSE.fullmatch(line))


def _as_a_phrase(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """Passphrase: four small words or more, and nothing else."""
    given = assignment(text, *word.span()) if word[0] in PHRASES else None
    phrase = PHRASE.match(text, given.start) if given and not given.told else None
    return phrase.span() if phrase and not HINT_OF_A_FORM.search(phrase[0]) else None
