"""A bilingual set of documents and questions, the same every time.

"dev" is what constants are fitted on; "test" has other entities, matters and sentences, and only
tells how good the search is.
"""

import random
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Literal

from tests.jarvis.knowledge.quality import codes
from tests.jarvis.knowledge.quality.documents import Written, subjects, written
from tests.jarvis.knowledge.quality.material import Material, material
from tests.jarvis.knowledge.quality.questions import Asked, Asker

Name = Literal["dev", "test"]
ENTITIES = 11
"""Of each domain."""


@dataclass(frozen=True, slots=True)
class QualitySet:
    """Documents, and questions about them."""

    documents: tuple[Written, ...]
    questions: tuple[Asked, ...]


@cache
def generated(name: Name, entities: int = ENTITIES) -> QualitySet:
    """The set of that name: 440 documents and 720 questions.

    Args:
        entities: so many of each domain only, and fewer questions in proportion.
    """
    draw = random.Random(f"knowledge {name} {entities}")
    source = _part(material(name), entities)
    known = tuple(subjects(source, draw))
    made = codes.codes(draw)
    documents = tuple(chain.from_iterable(written(one, source.years, draw, made) for one in known))
    asker = Asker(
        [fact for document in documents for fact in document.facts],
        [mention for document in documents for mention in document.mentions],
        draw,
    )
    share = entities / ENTITIES
    questions = (
        *asker.lexical(int(130 * share)),
        *asker.paraphrases(int(130 * share)),
        *asker.codes(int(90 * share)),
        *asker.accents_dropped(int(70 * share)),
        *asker.cross_lingual(int(120 * share)),
        *asker.follow_ups(int(60 * share)),
        *asker.unanswered(int(120 * share), known, source),
    )
    return QualitySet(documents, questions)


def _part(whole: Material, entities: int) -> Material:
    domains = (replace(one, entities=one.entities[:entities]) for one in whole.domains)
    return replace(whole, domains=tuple(domains))
