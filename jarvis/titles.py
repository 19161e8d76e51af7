"""A conversation's title, from its first question."""

import re

CHARACTERS = 48
MARKUP = re.compile(r"\*\*|__|`+|^\s*(?:[#>*+-]+\s)+")


def automatic_title(question: str) -> str:
    """A title from the first question: its first line, cut at a word."""
    lines = (" ".join(MARKUP.sub("", line).split()) for line in question.splitlines())
    line = next(filter(None, lines), "")
    if len(line) <= CHARACTERS:
        return line or "…"
    cut = line[:CHARACTERS].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:") + "…"
