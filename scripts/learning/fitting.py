"""From labelled texts to a table of cues, by logistic regression.

Of a harmful text nobody has said which sentence makes it so (multiple-instance learning): all of
them count at first, and after each round only those that the table of that round suspects. Of a
harmless text every sentence is harmless, and counts less the more there are of them. Harmful and
harmless sentences weigh the same in all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from jarvis.guardrails.finding import Check
from jarvis.guardrails.learnt.classes import classes_of
from jarvis.guardrails.learnt.reading import cues, sentences, words
from jarvis.guardrails.learnt.table import POINT, Table
from scripts.learning.texts import Text

STRENGTH = 4.0
"""Inverse of the penalty on large points. Chosen with whole sets held out: log-odds come out as
probabilities bear them out, and 100 or 10 finds no more."""

LEAST_TEXTS = 2
"""A cue that fewer texts have tells nothing about others."""

MOST_CUES = 4000
"""Those with the largest points; twice as many find one harmful text in a hundred more."""

ROUNDS = 3
SURE = 1.0
"""Log-odds from which a sentence of a harmful text counts, besides the most suspicious one."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences, and pairs of them, to learn from.

    Attributes:
        cues: of each.
        counts: how many words each has.
        owners: the number of its text.
        harmful: of each text.
    """

    cues: list[list[str]]
    counts: list[int]
    owners: np.ndarray
    harmful: np.ndarray


def fitted(check: Check, texts: Sequence[Text]) -> Table:
    """The table that these texts teach; the same for the same texts."""
    lessons = _lessons(texts, classes_of(check))
    known = _common(lessons)
    model = _model(lessons, known)
    largest = sorted(known, key=lambda cue: (-abs(model.coef_[0][known[cue]]), cue))[:MOST_CUES]
    known = {cue: at for at, cue in enumerate(sorted(largest))}
    model = _model(lessons, known)
    points = {cue: round(model.coef_[0][at] / POINT) for cue, at in known.items()}
    always = round(float(model.intercept_[0]) / POINT)
    return Table({cue: worth for cue, worth in points.items() if worth}, always, classes_of(check))


def _lessons(texts: Sequence[Text], classes: Mapping[str, str]) -> Lessons:
    units: list[tuple[list[str], int]] = []
    owners: list[int] = []
    for number, text in enumerate(texts):
        found = [words(text.text[start:end]) for start, end in sentences(text.text)]
        single = [(sorted(cues(one, classes)), len(one)) for one in found]
        both = [(one[0] + other[0], one[1] + other[1]) for one, other in pairwise(single)]
        units += [*single, *both]
        owners += [number] * (len(single) + len(both))
    present, counts = zip(*units, strict=True)
    harmful = np.array([text.harmful for text in texts])
    return Lessons(list(present), list(counts), np.array(owners), harmful)


def _common(lessons: Lessons) -> dict[str, int]:
    """The cues that several texts have, numbered."""
    pairs = {(owner, cue) for owner, unit in zip(lessons.owners.tolist(), lessons.cues, strict=True) for cue in unit}  # fmt: skip  # noqa: E501
    often = Counter(cue for _, cue in pairs)
    common = sorted(cue for cue, texts in often.items() if texts >= LEAST_TEXTS)
    return {cue: at for at, cue in enumerate(common)}


def _matrix(lessons: Lessons, known: Mapping[str, int]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for unit, count in zip(lessons.cues, lessons.counts, strict=True):
        present = [known[cue] for cue in unit if cue in known]
        columns += present
        values += [count**-0.5] * len(present)
        ends.append(len(columns))
    shape = (len(lessons.cues), len(known))
    found = csr_matrix((values, np.array(columns, np.int32), np.array(ends, np.int32)), shape)
    found.sum_duplicates()
    return found


def _model(lessons: Lessons, known: Mapping[str, int]) -> LogisticRegression:
    matrix = _matrix(lessons, known)
    harmful = lessons.harmful[lessons.owners]
    share = 1 / np.sqrt(np.bincount(lessons.owners)[lessons.owners])
    chosen = np.ones(len(harmful), bool)
    for _ in range(ROUNDS):
        weights = np.where(harmful, 1.0, share)
        even = weights[chosen & ~harmful].sum() / weights[chosen & harmful].sum()
        weights = np.where(harmful, even, weights)
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=2000, random_state=0)
        model.fit(matrix[chosen], harmful[chosen], sample_weight=weights[chosen])
        log_odds = model.decision_function(matrix)
        best = np.full(len(lessons.harmful), -np.inf)
        np.maximum.at(best, lessons.owners, log_odds)
        chosen = ~harmful | (log_odds >= best[lessons.owners]) | (log_odds > SURE)
    return model
