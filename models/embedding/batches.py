"""Pure: texts cut down to what is read, and sorted into batches that take a moment each.

Texts of like length go together, because the shorter ones are filled up to the longest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CHARACTERS_A_TOKEN = 4
"""About, in English; fewer in other languages. For guessing how long a text takes."""

LONGEST_WORD = 100
"""Characters of a word that a tokenizer still takes apart; a longer one is one unknown token."""

SECONDS = 0.2
"""What one batch should take: short enough to be stopped in between, long enough to be quick."""

LEAST, FIRST = 500, 4000
"""Characters of a batch, filled up: the least, and of the first, whose pace isn't known."""


def readable_text(text: str, max_tokens: int) -> str:
    """`text` without half characters, and without the end that no model would read."""
    return text[: max_tokens * LONGEST_WORD].encode(errors="replace").decode()


@dataclass(slots=True)
class Pace:
    """How many characters a batch may hold; it follows what the last ones took.

    Attributes:
        most_texts, most_characters: of a batch, however quick the machine is.
    """

    most_texts: int = 16
    most_characters: int = 16_000
    characters: float = FIRST

    def took(self, characters: int, seconds: float) -> None:
        """Learn from a batch. It moves half of the way, because a single one may mislead."""
        fitting = characters * SECONDS / max(seconds, 1e-6)
        wanted = (self.characters + fitting) / 2
        self.characters = min(max(wanted, LEAST), self.most_characters)


def batches(texts: Sequence[str], pace: Pace, max_tokens: int) -> Iterator[tuple[list[int], int]]:
    """Indexes of texts that are computed together, the longest first, and their size in
    characters, filled up.
    """
    costs = [min(len(text), max_tokens * CHARACTERS_A_TOKEN) + 1 for text in texts]
    ordered = sorted(range(len(texts)), key=lambda index: costs[index])
    while ordered:
        longest = costs[ordered[-1]]
        size = max(1, min(pace.most_texts, int(pace.characters) // longest))
        taken, ordered = ordered[-size:], ordered[:-size]
        yield taken, longest * len(taken)
