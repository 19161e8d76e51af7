"""How well rules and cues do together on texts that the cues weren't learnt from, set by set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.table import Table as Drawn

from jarvis.guardrails.finding import Finding
from jarvis.guardrails.learnt.table import Table
from jarvis.guardrails.weighed import THRESHOLD, Manner, serious, weighed
from scripts.learning.fitting import fitted
from scripts.learning.texts import Text, texts_for
from tests.jarvis.guardrails.scoring import Score, score

FOLDS = 5
"""Ordinary texts are held out a fifth at a time: they are one set."""


@dataclass(slots=True)
class Fare:
    """How one set fares in one language.

    Attributes:
        own: on the texts that were written for the check.
        others: on those of other checks, and ordinary ones; all of them harmless.
    """

    own: Score = field(default_factory=Score)
    others: Score = field(default_factory=Score)
    mistakes: list[str] = field(default_factory=list)


def fares(manner: Manner) -> dict[tuple[str, str], Fare]:
    """By set and language."""
    found: dict[tuple[str, str], Fare] = {}
    for held, others in _splits(texts_for(manner.check)):
        table = fitted(manner.check, others)
        for text in held:
            fare = found.setdefault((text.source, text.language), Fare())
            entry = {"text": text.text, "label": text.harmful}
            total, mistakes = score([entry], lambda text: _look(text, manner, table))  # noqa: B023
            _add(fare.own if text.about == manner.check.value else fare.others, total)
            fare.mistakes += mistakes
    return found


def drawn(manner: Manner, found: Mapping[tuple[str, str], Fare]) -> Drawn:
    """The fares as a table."""
    columns = ("held out", "", "precision", "recall", "F1", "wrong", "missed", "texts", "in others")
    table = Drawn(*columns, title=manner.check.value)
    for (source, language), fare in found.items():
        own, others = fare.own, fare.others
        shares = (f"{share:.3f}" for share in (own.precision, own.recall, own.f1))
        counts = (str(count) for count in (own.wrong, own.missed, own.texts))
        told = shares if own.texts else ("", "", "")
        table.add_row(source, language, *told, *counts, f"{others.wrong} of {others.texts}")
    return table


def _splits(texts: Sequence[Text]) -> Iterator[tuple[list[Text], list[Text]]]:
    """Each set with all the others; a large one of a single kind in parts."""
    for source in dict.fromkeys(text.source for text in texts):
        own = [text for text in texts if text.source == source]
        others = [text for text in texts if text.source != source]
        folds = FOLDS if len({text.harmful for text in own}) == 1 else 1
        for fold in range(folds):
            kept = [text for at, text in enumerate(own) if folds > 1 and at % folds != fold]
            yield own[fold::folds], [*others, *kept]


def _look(text: str, manner: Manner, table: Table) -> list[Finding]:
    found = weighed(text, manner, table)
    return [one for one in found if one.score >= THRESHOLD and serious(one)]


def _add(total: Score, more: Score) -> None:
    for name in ("right", "wrong", "missed", "texts", "negatives"):
        setattr(total, name, getattr(total, name) + getattr(more, name))
