"""The figures of a set: how good the search is, by kind of question, beside either leg alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from jarvis.knowledge.documents import Scope
from tests.jarvis.knowledge.quality.house import House
from tests.jarvis.knowledge.quality.judging import ndcg, recall
from tests.jarvis.knowledge.quality.questions import Asked, Kind

WORDY = ("lexical", "accents dropped")


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions of a kind, each 0 to 1: of passages, and of their documents.

    Attributes:
        document_recall: among the first five documents.
    """

    questions: int
    passages: float
    documents: float
    document_recall: float


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well "your documents don't say" is said.

    Attributes:
        precision: the share of those that were told so whose question has no answer.
        recall: the share of the questions without an answer that are told so.
        by_reason: the same, by why they have none.
        answered: the share of the questions with an answer for which the documents speak.
    """

    precision: float
    recall: float
    by_reason: dict[str, float]
    answered: float


def by_kind(
    house: House, questions: Iterable[Asked], search: Callable[[Asked], Sequence[int]]
) -> dict[Kind, Quality]:
    """How good a way to search is, for each kind of question that has an answer."""
    told: dict[Kind, list[tuple[float, float, float]]] = defaultdict(list)
    for asked in questions:
        if not asked.answers:
            continue
        found = search(asked)
        documents = list(dict.fromkeys(house.passages[key].name for key in found))
        told[asked.kind].append(
            (
                ndcg(found, house.answering(asked)),
                ndcg(documents, asked.answers),
                recall(documents, asked.answers, 5),
            )
        )
    return {
        kind: Quality(len(rows), *(fmean(column) for column in zip(*rows, strict=True)))
        for kind, rows in told.items()
    }


def spanish_recall(
    house: House, questions: Iterable[Asked], search: Callable[[Asked], Sequence[int]]
) -> float:
    """Recall among the first five documents of Spanish questions in the documents' own words, with
    their accents and without.
    """
    chosen = [one for one in questions if one.language == "es" and one.kind in WORDY]
    kinds = by_kind(house, chosen, search).values()
    return sum(kind.document_recall * kind.questions for kind in kinds) / len(chosen)


def abstention(house: House, questions: Iterable[Asked]) -> Abstention:
    """How the search tells questions without an answer from the others."""
    silent: dict[str, list[bool]] = defaultdict(list)
    for asked in questions:
        found = house.retriever.search(asked.text, Scope(), earlier=asked.earlier)
        silent[asked.note].append(not found.speaks)
    answered = silent.pop("")
    unanswered = [one for rows in silent.values() for one in rows]
    return Abstention(
        precision=sum(unanswered) / max(1, sum(unanswered) + sum(answered)),
        recall=fmean(unanswered),
        by_reason={reason: fmean(rows) for reason, rows in silent.items()},
        answered=1 - fmean(answered),
    )
