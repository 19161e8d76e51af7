"""What a set of documents and questions is generated from: our own sentences, by language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")
SETS = Path(__file__).parent / "sets"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language speaks of a matter.

    Attributes:
        says: sentences of documents; `{n}` is the figure.
        asks: a question in the documents' own words; `{e}` is the entity.
        other: questions that share no word with what documents say.
    """

    noun: str
    says: tuple[str, ...]
    asks: str
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A matter that the documents of a domain give figures for, from `low` to `high`."""

    low: int
    high: int
    words: dict[Language, Wording]


@dataclass(frozen=True, slots=True)
class Texture:
    """What surrounds the matters in a domain's documents."""

    kinds: tuple[str, ...]
    opening: tuple[str, ...]
    filler: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """Entities of one kind, and what their documents are about."""

    name: str
    entities: tuple[str, ...]
    texture: dict[Language, Texture]
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All of a set.

    Attributes:
        absent: questions about an entity that nothing was ever written about.
        far: questions of another world.
    """

    years: tuple[int, ...]
    domains: tuple[Domain, ...]
    absent: dict[Language, tuple[str, ...]]
    far: dict[Language, tuple[str, ...]]


@cache
def material(name: Literal["dev", "test"]) -> Material:
    """The material of the set to tune with, or of the one that is held out."""
    raw = tomllib.loads((SETS / f"{name}.toml").read_text("utf-8"))
    return Material(
        years=tuple(raw["years"]),
        domains=tuple(map(_domain, raw["domain"])),
        absent=_by_language(raw["absent"]),
        far=_by_language(raw["far"]),
    )


def _domain(raw: dict[str, Any]) -> Domain:
    return Domain(
        name=raw["name"],
        entities=tuple(raw["entities"]),
        texture={
            language: Texture(**{key: tuple(rows) for key, rows in raw[language].items()})
            for language in LANGUAGES
        },
        attributes=tuple(map(_attribute, raw["attribute"])),
    )


def _attribute(raw: dict[str, Any]) -> Attribute:
    return Attribute(
        raw["low"], raw["high"], {language: _wording(raw[language]) for language in LANGUAGES}
    )


def _wording(raw: dict[str, Any]) -> Wording:
    return Wording(raw["noun"], tuple(raw["says"]), raw["asks"], tuple(raw["other"]))


def _by_language(raw: dict[str, list[str]]) -> dict[Language, tuple[str, ...]]:
    return {language: tuple(raw[language]) for language in LANGUAGES}
