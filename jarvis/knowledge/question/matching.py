"""A question as an FTS5 expression over the columns `words` and `stems`.

FTS5 weighs no terms, but it adds up what each part of an OR scores: what stands in it twice
counts twice. A word of the question is looked for in both columns, a code also a second time;
what an earlier question or the other language lends is looked for among the stems only.
Syntax: https://sqlite.org/fts5.html#full_text_query_syntax
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jarvis.knowledge.question.content import WORD
from jarvis.knowledge.words import fold, parts, stems_of
from jarvis.knowledge.words.bilingual import translations

OTHER = {"en": "es", "es": "en"}

TRANSLATED = 12
"""Translations of one question that are looked for."""


class Asks(NamedTuple):
    """What is looked for.

    Attributes:
        terms: folded words, and phrases of a few.
        codes, phrases: as the question writes them.
        weaker: folded words that count less: an earlier question's, compounds as one word.
        language: of the terms: "en", "es", or "" where it isn't known.
    """

    terms: tuple[str, ...]
    codes: tuple[str, ...]
    phrases: tuple[str, ...]
    weaker: tuple[str, ...]
    language: str


def expression(asks: Asks, translated: Iterable[str] = ()) -> str:
    """The MATCH expression: every phrase, and any of the rest. "" where there is nothing.

    Args:
        translated: terms of the other language, which count less.
    """
    other = OTHER.get(asks.language, "")
    wanted = [
        *(part for code in asks.codes for part in _code(code)),
        *(part for term in asks.terms for part in _term(term, asks.language)),
        *(part for term in asks.weaker for part in _stems(term, asks.language)),
        *(part for term in translated for part in _translated(term, other)),
    ]
    needed = [*filter(None, (_in("words", phrase) for phrase in asks.phrases))]
    again = [_in("words", code) for code in asks.codes]
    # A phrase that is needed is among what ranks, or a passage with no other word would be lost.
    ranked = " OR ".join(filter(None, (*dict.fromkeys(wanted), *again, *needed)))
    return " AND ".join((*needed, f"({ranked})")) if needed else ranked


def translated(terms: Iterable[str], language: str) -> tuple[str, ...]:
    """The terms in the other language, as far as the table knows them; none that is one already."""
    terms = tuple(terms)
    found = (word for term in terms for word in translations(term, language))
    return tuple(dict.fromkeys(word for word in found if word not in terms))[:TRANSLATED]


def _term(term: str, language: str) -> Iterator[str]:
    yield _in("words", term)
    if " " not in term:
        yield from _stems(term, language)


def _stems(term: str, language: str) -> Iterator[str]:
    yield from (_in("stems", stem) for stem in stems_of(term, language))


def _translated(term: str, language: str) -> Iterator[str]:
    yield from [_in("words", term)] if " " in term else _stems(term, language)


def _code(code: str) -> Iterator[str]:
    """As it is written; as one word; and as the words it is made of."""
    yield _in("words", code)
    if " " in code:  # "Article 45"
        return
    yield _in("stems", "".join(WORD.findall(fold(code))))
    yield _in("stems", " ".join(parts(code)))


def _in(column: str, text: str) -> str:
    """A phrase in a column; nothing but letters and digits comes between the quotation marks."""
    words = WORD.findall(fold(text))
    return f'{column}:"{" ".join(words)}"' if words else ""
