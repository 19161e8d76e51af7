"""Documents as people have them: ten about each entity, in two languages, over three years.

In each year an attribute of an entity is told in one document only, so neither the entity's name
nor its year is enough to find it. What isn't told at all is hinted at, or denied.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.jarvis.knowledge.quality import codes
from tests.jarvis.knowledge.quality.codes import Code
from tests.jarvis.knowledge.quality.material import LANGUAGES, Attribute, Domain, Language, Material

TITLES = ("{k}: {e}, {y}", "{e}, {k}, {y}", "{k} {y} ({e})")
SECTIONS = {"en": ("Further points", "In detail"), "es": ("Otros puntos", "En detalle")}
HINTS = {
    "en": (
        "Nothing on this sheet changes what was agreed on {n}; other papers deal with that.",
        "Somebody brought up {n} at the meeting, and it was left for another day.",
    ),
    "es": (
        "Nada en esta hoja cambia lo relativo a {n}, de lo que tratan otros papeles.",
        "En la reunión se preguntó por {n} y se dejó para otro día.",
    ),
}
PER_YEAR = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute of an entity in one year, and the sentence that tells it."""

    entity: str
    attribute: Attribute
    year: int
    language: Language
    sentence: str
    document: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A code, and the sentence that holds it."""

    entity: str
    code: Code
    language: Language
    sentence: str
    document: str


@dataclass(frozen=True, slots=True)
class Written:
    """A document and what it tells."""

    name: str
    text: str
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity with the attributes that are told of it, by document of a year, and the one that
    is never told.
    """

    domain: Domain
    entity: str
    told: tuple[tuple[Attribute, ...], ...]
    missing: Attribute


def subjects(material: Material, draw: random.Random) -> Iterator[Subject]:
    """Each entity of the material."""
    for domain in material.domains:
        for entity in domain.entities:
            shuffled = draw.sample(domain.attributes, len(domain.attributes))
            missing, told = shuffled[0], shuffled[1:]
            parts = tuple(tuple(told[part::PER_YEAR]) for part in range(PER_YEAR))
            yield Subject(domain, entity, parts, missing)


def written(
    subject: Subject, years: tuple[int, ...], draw: random.Random, made: Iterator[Code]
) -> Iterator[Written]:
    """The ten documents of a subject."""
    for year in years:
        for part, attributes in enumerate(subject.told):
            yield _Writer(subject, year, draw, f"{part + 1}").document(attributes, next(made))
    yield _Writer(subject, years[-1], draw, "more").document((), next(made), next(made))


class _Writer:
    def __init__(self, subject: Subject, year: int, draw: random.Random, part: str) -> None:
        self.subject, self.year, self.draw = subject, year, draw
        self.language: Language = draw.choice(LANGUAGES)
        self.texture = subject.domain.texture[self.language]
        self.filler = draw.sample(self.texture.filler, len(self.texture.filler))
        self.name = f"{subject.entity} {year} {part}.md"

    def document(self, attributes: tuple[Attribute, ...], *found: Code) -> Written:
        """One document that tells the attributes, in some order, and mentions the codes."""
        facts = tuple(self._fact(attribute) for attribute in attributes)
        mentions = tuple(self._mention(code) for code in found)
        told = [fact.sentence for fact in facts] + [mention.sentence for mention in mentions]
        told += [self._hint(attribute) for attribute in self._untold(attributes)]
        self.draw.shuffle(told)
        return Written(self.name, self._laid_out(told), facts, mentions)

    def _laid_out(self, told: list[str]) -> str:
        """Title, opening, and a paragraph around each sentence; half-way a section begins."""
        kind = self.draw.choice(self.texture.kinds)
        title = self._filled(self.draw.choice(TITLES).replace("{k}", kind))
        opening = self._filled(self.draw.choice(self.texture.opening))
        paragraphs = [f"# {title}", f"{opening} {self._aside()}"]
        for place, sentence in enumerate(told):
            if place == len(told) // 2:
                paragraphs.append(f"## {self.draw.choice(SECTIONS[self.language])}")
            around = [self._aside(), sentence, self._aside(), self._aside()]
            paragraphs.append(" ".join(around[self.draw.randint(0, 1) :]))
        return "\n\n".join(paragraphs) + "\n"

    def _fact(self, attribute: Attribute) -> Fact:
        number = str(self.draw.randint(attribute.low, attribute.high))
        sentence = self.draw.choice(attribute.words[self.language].says).replace("{n}", number)
        return Fact(self.subject.entity, attribute, self.year, self.language, sentence, self.name)

    def _mention(self, code: Code) -> Mention:
        sentence = self.draw.choice(codes.SAYS[code.kind][self.language])
        filled = self._filled(sentence).replace("{c}", code.text)
        return Mention(self.subject.entity, code, self.language, filled, self.name)

    def _untold(self, attributes: tuple[Attribute, ...]) -> list[Attribute]:
        others = [other for other in self.subject.domain.attributes if other not in attributes]
        return self.draw.sample(others, 2)

    def _hint(self, attribute: Attribute) -> str:
        noun = attribute.words[self.language].noun
        hint = self.draw.choice(HINTS[self.language]).replace("{n}", noun)
        return hint.replace(" a el ", " al ")

    def _aside(self) -> str:
        self.filler.append(self.filler.pop(0))
        return self.filler[-1]

    def _filled(self, text: str) -> str:
        return text.replace("{e}", self.subject.entity).replace("{y}", str(self.year))
