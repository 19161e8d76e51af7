"""An engine for classifiers that answers to words. It speaks the protocol and has no weights."""

from collections.abc import Mapping, Sequence

from models.classification import ClassifierSpec
from models.errors import GenerationFailed


class Keywords:
    """Gives a label the probability of its word, where the word is in the text.

    Attributes:
        words: by label, the word and the probability.
        read: every text that it was given.
        fails: break off at the next text.
    """

    device = "cpu"

    def __init__(self, name: str = "keywords", **words: tuple[str, float]) -> None:
        self.name = name
        self.words = words
        self.read: list[str] = []
        self.fails = False
        self.closed = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.words)

    def classify(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        if self.fails:
            raise GenerationFailed("It broke off.")
        self.read += texts
        return [
            {
                label: chance if word in text else 0.01
                for label, (word, chance) in self.words.items()
            }
            for text in texts
        ]

    def close(self) -> None:
        self.closed = True


def unavailable() -> None:
    """It always runs."""


async def load(spec: ClassifierSpec) -> Keywords:
    """One that knows what the model's only file says: a label."""
    with open(f"{spec.source}/label.txt", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123
        return Keywords(spec.name, **{file.read().strip(): ("gizmo", 0.97)})
