"""What the reader of markup hands on: words as they stand, and blocks that aren't read."""

from dataclasses import dataclass
from typing import Literal

SOFT, HARD = "\n", "\n\n"
"""A line's end within a paragraph, and the end of a paragraph, heading or item."""

FORMULA = "\ue000"
"""Stands for a formula until the language is known. Answers don't have it: it is no character."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A block that isn't read, but said to be there.

    Attributes:
        name: of the code's language, as the fence has it.
        columns, rows: of a table; its head isn't a row.
    """

    kind: Literal["code", "table"]
    name: str = ""
    columns: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, a blank or a break of an answer.

    Attributes:
        end: characters of the answer up to its end.
        notice: where a block is meant; `text` is empty then.
    """

    text: str
    end: int
    notice: Notice | None = None
