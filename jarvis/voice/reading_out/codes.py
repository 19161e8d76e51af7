"""What is made of digits and letters and isn't a number: versions, phones, identifiers."""

import re

from jarvis.voice.reading_out.letters import spelt
from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.numerals import MOST_DIGITS, by_digits, whole

HEX = re.compile(
    r"(?<![\w-])(?:0x[0-9a-fA-F]{1,64}"
    r"|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
    r"|(?=[a-f]{0,40}[0-9])(?=[0-9]{0,40}[a-f])[0-9a-f]{7,64})(?![\w-])"
)
VERSION = re.compile(r"(?<![\w.,-])(v?)([0-9]{1,6}(?:\.[0-9]{1,6}){2,5})(?![\w])(?!\.[0-9])")
NAMED_VERSION = re.compile(
    r"\b((?:[Vv]ersion|[Vv]ersión|Python|CUDA|Ubuntu|Debian|Java|Node|PHP|Go|Rust|Qwen|Llama)\s)"
    r"([0-9]{1,6}\.[0-9]{1,6})(?![\w.]*[0-9])"
)
SHORT_VERSION = re.compile(r"(?<![\w.])v([0-9]{1,6}(?:\.[0-9]{1,6})?)(?![\w])(?!\.[0-9])")
PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+[0-9]{1,3}[ -]?(?:\([0-9]{1,4}\)[ -]?)?[0-9]{2,4}(?:[ -][0-9]{2,4}){1,5}"
    r"|\([0-9]{2,4}\)[ -]?[0-9]{3,4}[ -][0-9]{3,4}"
    r"|[0-9]{3}-[0-9]{3}-[0-9]{4}|[0-9]{3}-[0-9]{4}|[0-9]{3} [0-9]{2,3} [0-9]{2,3}(?: [0-9]{2,3})?)"
    r"(?![\w/-])(?![.,][0-9])"
)
LONG_ROW = re.compile(rf"(?<![0-9.,])[0-9]{{{MOST_DIGITS + 1},}}(?![.,]?[0-9])")
MIXED = re.compile(
    r"(?<![\w.,-])(?=[A-Za-z-]{0,40}[0-9])(?=[0-9-]{0,40}[A-Za-z])"
    r"[A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,5}(?![\w-])"
)
NOT_MIXED = re.compile(
    r"[0-9]+(?:st|nd|rd|th|s|k|K|M|B|bn|m|h|g|l|L|V|W|a|am|pm|[a-zA-Zµ]{2,6})|[IVX]+", re.IGNORECASE
)
RUN = re.compile(r"[0-9]+|[A-Z]+(?![a-z])|[A-Za-z][a-z]*")
BYTES_LIKE = 4
"""Runs of letters and digits from which on a code is read character by character."""

NUMBER_IN_CODE = 3
"""Digits in a code that are still said as a number: "H two hundred"."""


SHORT = 3
"""Capitals in a code that are always said by their letters."""


def said(text: str, words: Lexicon) -> str:
    """The text with its codes in words."""
    if not any(map(str.isdecimal, text)):
        return text
    text = HEX.sub(lambda found: characters(found[0], words), text)
    text = VERSION.sub(lambda found: _version(found, words), text)
    text = NAMED_VERSION.sub(lambda found: found[1] + _dotted(found[2], words), text)
    text = SHORT_VERSION.sub(lambda found: f"{_v(words)} {_dotted(found[1], words)}", text)
    text = PHONE.sub(lambda found: _groups(found[0], words), text)
    text = LONG_ROW.sub(lambda found: by_digits(found[0], words), text)
    return MIXED.sub(lambda found: _mixed(found[0], words), text)


def characters(code: str, words: Lexicon) -> str:
    """Each letter and digit by itself, with a pause at each dash."""
    groups = re.split(r"[-\s]+", code)
    return ", ".join(
        " ".join(by_digits(sign, words) if sign in "0123456789" else sign.upper() for sign in group)
        for group in groups
    )


def _v(words: Lexicon) -> str:
    return {"en": "version", "es": "versión"}[words.code]


def _dotted(version: str, words: Lexicon) -> str:
    point = {"en": "point", "es": "punto"}[words.code]
    return f" {point} ".join(whole(part, words) for part in version.split("."))


def _version(found: re.Match[str], words: Lexicon) -> str:
    """A version; a Spanish 1.234.567 is a number in groups, and stays for who says those."""
    groups = found[2].split(".")
    if words.thousands == "." and not found[1] and all(len(group) == 3 for group in groups[1:]):
        return found[0]
    said_so = _dotted(found[2], words)
    return f"{_v(words)} {said_so}" if found[1] else said_so


def _groups(phone: str, words: Lexicon) -> str:
    groups = ", ".join(by_digits(group, words) for group in re.findall(r"[0-9]+", phone))
    return f"{words.signs['+']} {groups}" if phone.startswith("+") else groups


def _mixed(code: str, words: Lexicon) -> str:
    """A name with figures in it ("H200", "mp3"), or a code that has to be spelt ("A4B7-99X")."""
    if NOT_MIXED.fullmatch(code) or re.fullmatch(r"[0-9]+(?:-[0-9]+)*", code):
        return code
    if "-" in code and not any(
        len(RUN.findall(part)) > 1 or part.isupper() for part in code.split("-")
    ):
        return code  # words and numbers, joined: "covid-19", "24-hour"
    runs = RUN.findall(code)
    if len(runs) >= BYTES_LIKE:
        return characters(code, words)
    return " ".join(_run(run, words) for run in runs)


def _run(run: str, words: Lexicon) -> str:
    if not run.isdecimal():
        by_letters = run.isupper() and (len(run) <= SHORT or spelt(run, words))
        return " ".join(run) if by_letters else run
    numbered = len(run) <= NUMBER_IN_CODE and not (len(run) > 1 and run[0] == "0")
    return whole(run, words) if numbered else by_digits(run, words)
