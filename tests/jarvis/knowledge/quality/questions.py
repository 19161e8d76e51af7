"""Questions about generated documents, each with the sentences that answer it."""

import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tests.jarvis.knowledge.quality import codes
from tests.jarvis.knowledge.quality.documents import Fact, Mention, Subject
from tests.jarvis.knowledge.quality.material import LANGUAGES, Language, Material

Kind = Literal[
    "lexical", "paraphrase", "code", "accents dropped", "cross-lingual", "follow-up", "no answer"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
IN = {"en": " in ", "es": " en "}
AND = {"en": "And in {y}?", "es": "¿Y en {y}?"}
WHAT_OF = {"en": "And the {n}?", "es": "¿Y {n}?"}
UNDATED = 0.6
"""Share of the questions that name no year, where each year's document is in one language: all of
them answer it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        answers: of each document that answers it, by name, the sentence that does; {} if none.
        earlier: what the person asked before.
    """

    kind: Kind
    language: Language
    text: str
    answers: dict[str, str]
    earlier: tuple[str, ...] = ()
    note: str = field(default="", compare=False)


def plain(text: str) -> str:
    """As somebody types in a hurry: no accents, no opening marks, lower case."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one) and one not in "¿?")


class Asker:
    """Draws questions about the facts and codes of a set."""

    def __init__(self, facts: Sequence[Fact], mentions: Sequence[Mention], draw: random.Random):
        self._draw = draw
        self._facts = facts
        self._mentions = mentions
        self._years: dict[tuple[str, int], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._years[fact.entity, id(fact.attribute)].append(fact)

    def lexical(self, count: int) -> Iterator[Asked]:
        """In the documents' own words."""
        for fact in self._some(count):
            text = fact.attribute.words[fact.language].asks
            yield self._about(fact, "lexical", fact.language, text)

    def paraphrases(self, count: int) -> Iterator[Asked]:
        """In none of them."""
        for fact in self._some(count):
            text = self._draw.choice(fact.attribute.words[fact.language].other)
            yield self._about(fact, "paraphrase", fact.language, text)

    def accents_dropped(self, count: int) -> Iterator[Asked]:
        """Spanish, as it is typed in a hurry."""
        for fact in self._some(count, "es"):
            text = fact.attribute.words["es"].asks
            asked = self._about(fact, "accents dropped", "es", text)
            yield Asked(asked.kind, "es", plain(asked.text), asked.answers)

    def cross_lingual(self, count: int) -> Iterator[Asked]:
        """In the language in which the answer isn't written."""
        for fact in self._some(count):
            language: Language = "en" if fact.language == "es" else "es"
            text = fact.attribute.words[language].asks
            yield self._about(fact, "cross-lingual", language, text, dated=True)

    def codes(self, count: int) -> Iterator[Asked]:
        """By an exact string."""
        for mention in self._draw.sample(self._mentions, count):
            language = self._draw.choice(LANGUAGES)
            text = self._draw.choice(codes.ASKS[mention.code.kind][language])
            filled = text.replace("{c}", mention.code.text).replace("{e}", mention.entity)
            yield Asked("code", language, filled, {mention.document: mention.sentence})

    def follow_ups(self, count: int) -> Iterator[Asked]:
        """Half ask for another year, half for another matter; one in four after a thank-you."""
        made = 0
        while made < count:
            first, second = self._draw.sample(self._facts, 1)[0], None
            same_year = made % 2
            second = self._other(first, same_year=bool(same_year))
            if second is None:
                continue
            made += 1
            language = first.language
            noun = second.attribute.words[language].noun
            text = (WHAT_OF if same_year else AND)[language]
            text = text.replace("{n}", noun).replace("{y}", str(second.year))
            opening = self._asked(first, language, first.attribute.words[language].asks, True)
            earlier = (opening, {"en": "Thank you!", "es": "¡Gracias!"}[language])
            yield Asked(
                "follow-up",
                language,
                text,
                {second.document: second.sentence},
                earlier if made % 4 == 0 else earlier[:1],
            )

    def unanswered(
        self, count: int, subjects: Sequence[Subject], material: Material
    ) -> Iterator[Asked]:
        """In turn: a matter that is never told of this entity, one that is told of none, a code
        that nothing has, a question of another world.
        """
        for number in range(count):
            language = LANGUAGES[number // 4 % 2]
            subject = self._draw.choice(subjects)
            note = ("missing", "absent", "code", "far")[number % 4]
            if note == "missing":
                text = subject.missing.words[language].asks
            elif note == "absent":
                text = self._draw.choice(material.absent[language])
            elif note == "code":
                text = self._unknown(language)
            else:
                text = material.far[language][number // 8 % len(material.far[language])]
            yield Asked("no answer", language, text.replace("{e}", subject.entity), {}, note=note)

    def _unknown(self, language: Language) -> str:
        kind = self._draw.choice(codes.KINDS)
        text = self._draw.choice(codes.ASKS[kind][language])
        return text.replace("{c}", codes.unknown(kind, self._draw))

    def _some(self, count: int, language: Language | None = None) -> list[Fact]:
        chosen = [fact for fact in self._facts if language in (None, fact.language)]
        return self._draw.sample(chosen, count)

    def _other(self, fact: Fact, *, same_year: bool) -> Fact | None:
        """Another fact of its entity and language: of its year, or of its attribute."""
        found = [
            other
            for other in self._facts
            if other.entity == fact.entity
            and other.language == fact.language
            and (other.year == fact.year) == same_year
            and (other.attribute is fact.attribute) != same_year
        ]
        return self._draw.choice(found) if found else None

    def _about(
        self, fact: Fact, kind: Kind, language: Language, text: str, dated: bool = False
    ) -> Asked:
        every = self._years[fact.entity, id(fact.attribute)]
        mixed = len({one.language for one in every}) > 1
        dated = dated or mixed or self._draw.random() >= UNDATED
        answers = {one.document: one.sentence for one in ([fact] if dated else every)}
        return Asked(kind, language, self._asked(fact, language, text, dated), answers)

    def _asked(self, fact: Fact, language: Language, text: str, dated: bool) -> str:
        filled = text.replace("{e}", fact.entity)
        return filled.replace("?", f"{IN[language]}{fact.year}?") if dated else filled
