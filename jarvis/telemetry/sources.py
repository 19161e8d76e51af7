"""The passages that an answer was given, as the ledger keeps them: ids and scores, never a word.

"812:9f1c:0.8312:0.5701:4.1000:1" is passage 812 of document 9f1c, found with a score of 0.83 (a
cosine of 0.57, a BM25 of 4.1), and named in the answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FORM = r"[0-9]{1,18}:[A-Za-z0-9-]{1,40}:[0-9.]{1,9}:(-?[0-9.]{1,9})?:([0-9.]{1,9})?:[01]"
"""What one of them looks like: a regular expression for Python and for DuckDB."""

_FORM = re.compile(FORM)


@dataclass(frozen=True, slots=True)
class UsedPassage:
    """A passage that an answer was given.

    Attributes:
        passage, document: ids of the knowledge store.
        score: 0 to 1.
        dense, lexical: cosine and BM25; None where that leg of the search didn't see it.
        used: whether the answer names it.
    """

    passage: int
    document: str
    score: float
    dense: float | None
    lexical: float | None
    used: bool

    def __str__(self) -> str:
        figures = ":".join(map(_written, (self.score, self.dense, self.lexical)))
        return f"{self.passage}:{self.document}:{figures}:{int(self.used)}"


def passages(written: Sequence[str] | None) -> Iterator[UsedPassage]:
    """Read them; what isn't of the form is passed over."""
    for text in kept(written) or ():
        passage, document, score, dense, lexical, used = text.split(":")
        yield UsedPassage(
            int(passage), document, float(score), _read(dense), _read(lexical), used == "1"
        )


def kept(written: Sequence[str] | None) -> tuple[str, ...] | None:
    """As they may be written into the ledger; None of none."""
    return tuple(text for text in written or () if _FORM.fullmatch(text)) or None


def _written(figure: float | None) -> str:
    """To four places, in at most nine characters."""
    return "" if figure is None else f"{max(-999.0, min(figure, 9999.0)):.4f}"


def _read(figure: str) -> float | None:
    return float(figure) if figure else None
