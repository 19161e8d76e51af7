"""Texts of any length that look like prose to an index: words, as often as Zipf's law says.

A few are so frequent that they stand in every passage, and most stand in a handful, as in any
language; so an index works as hard as it would for a person's documents. The frequent ones are
English and Spanish, the rare ones are made up.
"""

import random
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate

from jarvis.knowledge.words import tokens
from jarvis.knowledge.words.stop_words import STOPS

SYLLABLES = [c + v for c in "bcdfglmnprstv" for v in ("a", "e", "i", "o", "u", "an", "er", "on")]
VOCABULARY = 30_000
PASSAGE_CHARACTERS = 850


def ordinary_words() -> list[str]:
    """The words of our own little dictionary, in both languages."""
    table = files("jarvis.knowledge.words").joinpath("bilingual.tsv").read_text("utf-8")
    return sorted(set(tokens(table)) - STOPS)


class Prose:
    """Writes; the same seed writes the same."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        real = [*sorted(STOPS), *self._random.sample(ordinary := ordinary_words(), len(ordinary))]
        self.words = [*real, *(self._word(rank) for rank in range(len(real), VOCABULARY))]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))

    def _word(self, rank: int) -> str:
        syllables = 1 + min(3, rank // 400 + (rank > 20))
        return "".join(self._random.choices(SYLLABLES, k=syllables))

    def sentence(self) -> str:
        """Of 6 to 18 words."""
        words = self._random.choices(
            self.words, cum_weights=self._weights, k=self._random.randint(6, 18)
        )
        return " ".join(words).capitalize() + "."

    def passage(self, characters: int = PASSAGE_CHARACTERS) -> str:
        """A paragraph of about so many characters."""
        text = self.sentence()
        while len(text) < characters - 60:
            text += " " + self.sentence()
        return text

    def question(self) -> str:
        """Of 8 words, two of them rare."""
        rare = self._random.sample(self.words[4000:], 2)
        common = self._random.choices(self.words, cum_weights=self._weights, k=6)
        return " ".join([*common, *rare])

    def markdown(self, size: int) -> str:
        """A document of about so many bytes, with headings."""
        parts, written = [], 0
        while written < size:
            section = [f"## {self.sentence()[:-1]}", *(self.passage() for _ in range(4))]
            parts += section
            written += sum(len(part) + 2 for part in section)
        return "\n\n".join(parts)

    def documents(self, total: int, each: int) -> Iterator[str]:
        """Documents of `each` bytes until there are `total`."""
        for _ in range(max(1, total // each)):
            yield self.markdown(each)
