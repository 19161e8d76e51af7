"""A bilingual set of documents and questions, the same every time.

"dev" is what constants are fitted on; "test" has other entities, matters and sentences, and only
tells how good the search is.
"""

import random
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from tests.jarvis.knowledge.quality import codes
from tests.jarvis.knowledge.quality.documents import Written, subjects, written
from tests.jarvis.knowledge.quality.material import Material, material
from tests.jarvis.knowledge.quality.questions import Asked, Asker

Name = Literal["dev", "test"]
DOMAINS = 4


@dataclass(frozen=True, slots=True)
class QualitySet:
    """Documents, and questions about them."""

    documents: tuple[Written, ...]
    questions: tuple[Asked, ...]


@cache
def generated(name: Name, domains: int = DOMAINS) -> QualitySet:
    """The set of that name: 440 documents and 720 questions, or those of its first domains.

    Of a part of the domains there are fewer documents and fewer questions, in proportion.
    """
    draw = random.Random(f"knowledge {name} {domains}")
    whole = material(name)
    source = Material(whole.years, whole.domains[:domains], whole.absent, whole.far)
    known = tuple(subjects(source, draw))
    made = codes.codes(draw)
    documents = tuple(chain.from_iterable(written(one, source.years, draw, made) for one in known))
    asker = Asker(
        [fact for document in documents for fact in document.facts],
        [mention for document in documents for mention in document.mentions],
        draw,
    )
    share = domains / DOMAINS
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
