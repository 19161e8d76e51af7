"""What a file is called: for people to read, and on our disk. Pure."""

import re
import unicodedata

LONGEST_NAME = 200
"""Characters; longer ones lose some in front of their ending."""

LONGEST_ENDING = 12

NAMELESS = "document"

JOINER = "\u200d"
"""Holds emoji together; the only invisible character that stays."""

ENDING = re.compile(rf"\.[a-z0-9]{{1,{LONGEST_ENDING}}}\Z")


def display_name(name: str) -> str:
    """The last part of a path, as it can be shown: no control characters, nothing that turns the
    direction of writing or can't be seen, and no more than `LONGEST_NAME` characters.
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    shown = shortened(visible(last))
    return shown if shown.strip(".") else NAMELESS


def visible(name: str) -> str:
    """A name without what nobody can see."""
    kept = (
        one if not unicodedata.category(one).startswith("C") or one == JOINER else " "
        for one in unicodedata.normalize("NFC", name)
    )
    return " ".join("".join(kept).split())


def shortened(name: str) -> str:
    """A name of at most `LONGEST_NAME` characters, with its ending."""
    if len(name) <= LONGEST_NAME:
        return name
    end = ending(name)
    return f"{name[: LONGEST_NAME - len(end) - 1]}…{end}"


def ending(name: str) -> str:
    """How a file's name ends, in small ASCII letters and figures, with the dot; or ""."""
    found = ENDING.search(name.lower())
    return found[0] if found else ""
