"""Pure: what of a text is given to a voice. It knows no voice."""

import re
import unicodedata

LONGEST = 20_000
"""Characters that a voice says in one go: some twenty minutes."""

STRETCH = 600
"""Characters that are made into sound together. A Piper voice's memory grows with their square."""

_MARKUP = re.compile(r"\[\[|\]\]|[<>]")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` in one line, without what a voice would take for a command, or break off at.

    ``[[`` begins phonemes where espeak's front ends read a text, and ``<`` begins SSML.
    """
    readable = "".join(map(_readable, text))
    return _SPACE.sub(" ", _MARKUP.sub(" ", readable)).strip()


def stretches(text: str) -> list[str]:
    """`text` in parts of at most `STRETCH` characters that have words in them.

    Cut behind a sentence where there is one, else between words, else anywhere.
    """
    parts: list[str] = []
    while text:
        end = _cut(text)
        parts.append(text[:end].strip())
        text = text[end:]
    return [part for part in parts if any(map(str.isalnum, part))]


def _readable(char: str) -> str:
    if char.isprintable():
        return char
    # A soft hyphen or a joiner stands inside a word.
    return "" if unicodedata.category(char) == "Cf" else " "


def _cut(text: str) -> int:
    if len(text) <= STRETCH:
        return len(text)
    for mark in (". ", "? ", "! ", "; ", ", ", " "):
        if (found := text.rfind(mark, 0, STRETCH)) > STRETCH // 2:
            return found + 1
    return STRETCH
