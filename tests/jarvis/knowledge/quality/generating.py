"""A bilingual set of documents and questions, the same every time.

"dev" is what constants are fitted on; "test" has other entities, matters and sentences, and only
tells how good the search is.
"""

import random
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Literal

from tests.jarvis.knowledge.quality import codes
from tests.jarvis.knowledge.quality.documents import Written, subjects, written
from tests.jarvis.knowledge.quality.material import material
from tests.jarvis.knowledge.quality.questions import Asked, Asker

Name = Literal["dev", "test"]
COUNTS = {
    "lexical": 130,
    "paraphrase": 130,
    "codes": 90,
    "accents": 70,
    "cross": 120,
    "follow": 60,
    "none": 120,
}


@dataclass(frozen=True, slots=True)
class QualitySet:
    """Documents, and questions about them."""

    documents: tuple[Written, ...]
    questions: tuple[Asked, ...]


@cache
def generated(name: Name) -> QualitySet:
    """The set of that name: about 440 documents and 720 questions."""
    draw = random.Random(f"knowledge {name}")
    source = material(name)
    all_subjects = tuple(subjects(source, draw))
    made = codes.codes(draw)
    documents = tuple(
        chain.from_iterable(written(one, source.years, draw, made) for one in all_subjects)
    )
    facts = [fact for document in documents for fact in document.facts]
    mentions = [mention for document in documents for mention in document.mentions]
    asker = Asker(facts, mentions, draw)
    questions = chain(
        asker.lexical(COUNTS["lexical"]),
        asker.paraphrases(COUNTS["paraphrase"]),
        asker.codes(COUNTS["codes"]),
        asker.accents_dropped(COUNTS["accents"]),
        asker.cross_lingual(COUNTS["cross"]),
        asker.follow_ups(COUNTS["follow"]),
        asker.unanswered(COUNTS["none"], all_subjects, source),
    )
    return QualitySet(documents, tuple(questions))


def sample(asked: tuple[Asked, ...], every: int) -> tuple[Asked, ...]:
    """One question in `every`, of each kind about as many."""
    return tuple(islice(asked, 0, None, every))
