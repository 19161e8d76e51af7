"""From labelled texts to a table of cues, by logistic regression over sentences.

Of a harmful text nobody has said which sentence makes it so (multiple-instance learning): all of
them count at first, and after each round only those that the table of that round suspects. Of a
harmless text every sentence is harmless.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from jarvis.guardrails.finding import Check
from jarvis.guardrails.learnt.classes import classes_of
from jarvis.guardrails.learnt.reading import cues, sentences
from jarvis.guardrails.learnt.suspicion import share
from jarvis.guardrails.learnt.table import POINT, Table
from scripts.learning.texts import Text

STRENGTH = 4.0
"""Inverse of the penalty on large points. With whole sets held out, 2 and 8 find no more."""

LEAST_TEXTS = 2
"""A cue that fewer texts have tells nothing about others."""

MOST_CUES = 4000
"""Those with the largest points; with twice as many, ranking is better by 0.002 (average
precision)."""

ROUNDS = 3
SURE = 1.0
"""Log-odds from which a sentence of a harmful text counts, besides the most suspicious one."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences to learn from.

    Attributes:
        cues: of each.
        shares: what each cue counts in each.
        owners: the number of its text.
        harmful: of each text.
    """

    cues: list[list[str]]
    shares: list[float]
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
    found = [(number, one) for number, text in enumerate(texts) for one in sentences(text.text)]
    return Lessons(
        [sorted(cues(one, classes)) for _, one in found],
        [share(len(one.words)) for _, one in found],
        np.array([number for number, _ in found]),
        np.array([text.harmful for text in texts]),
    )


def _common(lessons: Lessons) -> dict[str, int]:
    """The cues that several texts have, numbered."""
    found = zip(lessons.owners.tolist(), lessons.cues, strict=True)
    pairs = {(owner, cue) for owner, present in found for cue in present}
    often = Counter(cue for _, cue in pairs)
    common = sorted(cue for cue, texts in often.items() if texts >= LEAST_TEXTS)
    return {cue: at for at, cue in enumerate(common)}


def _matrix(lessons: Lessons, known: Mapping[str, int]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for found, each in zip(lessons.cues, lessons.shares, strict=True):
        present = [known[cue] for cue in found if cue in known]
        columns += present
        values += [each] * len(present)
        ends.append(len(columns))
    places = np.array(columns, np.int32), np.array(ends, np.int32)
    return csr_matrix((values, *places), (len(lessons.cues), len(known)))


def _model(lessons: Lessons, known: Mapping[str, int]) -> LogisticRegression:
    matrix, owners = _matrix(lessons, known), lessons.owners
    harmful = lessons.harmful[owners]
    chosen = np.ones(len(harmful), bool)
    for _ in range(ROUNDS):
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=2000, random_state=0)
        model.fit(matrix[chosen], harmful[chosen])
        log_odds = model.decision_function(matrix)
        best = np.full(len(lessons.harmful), -np.inf)
        np.maximum.at(best, owners, log_odds)
        chosen = ~harmful | (log_odds >= best[owners]) | (log_odds > SURE)
    return model
