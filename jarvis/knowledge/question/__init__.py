"""A question, taken apart into what can be looked for. It knows nothing of who looks, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jarvis.knowledge.question.codes import codes as codes_of
from jarvis.knowledge.question.codes import fragments
from jarvis.knowledge.question.condensing import carried, lent_by
from jarvis.knowledge.question.content import WORD, compounds, content
from jarvis.knowledge.question.courtesies import courteous, without_opening
from jarvis.knowledge.question.matching import Asks, expression, translated
from jarvis.knowledge.words.language import language

LONGEST = 10_000
"""Characters of a question that are read."""

PHRASES = 4
PHRASE_WORDS = 12
"""Words of a quotation that must be found as it stands; a longer one is words like any other."""

QUOTED = re.compile(r'"([^"\n]{1,200})"|“([^”\n]{1,200})”|«([^»\n]{1,200})»|„([^“”\n]{1,200})[“”]')


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, and how it is looked for.

    Attributes:
        text: the question, with what it takes from earlier ones before it; for the embedder.
        phrases: what stands in quotation marks; a passage must hold each.
        codes: strings that are meant letter by letter, as they are written.
        terms: its words of content, folded; without those of earlier questions.
        lent: words that earlier questions lend, folded.
        translated: its terms in the other language, folded; some are phrases.
        language: "en", "es", or "" where its words don't tell.
        match: an FTS5 expression over the columns `words` and `stems`, always valid; "" where
            there is nothing to look for. It has the translated terms too, as weaker alternatives.
        searchable: False of greetings, thanks, small talk, and where no word is.
    """

    text: str
    phrases: tuple[str, ...]
    codes: tuple[str, ...]
    terms: tuple[str, ...]
    lent: tuple[str, ...]
    translated: tuple[str, ...]
    language: str
    match: str
    searchable: bool

    @classmethod
    def of(cls, text: str, earlier: Sequence[str] = ()) -> "Question":
        """Read a question.

        Args:
            text: what the person wrote, in any language and of any length.
            earlier: what they wrote before, oldest first.
        """
        asked = without_opening(_clean(text))
        before = "" if courteous(asked) else carried(asked, [_clean(one) for one in earlier[-8:]])
        phrases = _phrases(asked)
        codes = tuple(dict.fromkeys((*codes_of(asked), *codes_of(before))))
        terms = content(asked, without=frozenset().union(*map(fragments, codes)))
        lent = lent_by(before, terms)
        tongue = language(asked) or language(before)
        abroad = translated((*terms, *lent), tongue)
        asks = Asks(terms, codes, phrases, (*lent, *compounds(asked)), tongue)
        return cls(
            text=f"{before} {asked}".strip(),
            phrases=phrases,
            codes=codes,
            terms=terms,
            lent=lent,
            translated=abroad,
            language=tongue,
            match=expression(asks, abroad),
            searchable=WORD.search(asked) is not None and not courteous(asked),
        )


def _phrases(text: str) -> tuple[str, ...]:
    quoted = (next(filter(None, groups)).strip() for groups in QUOTED.findall(text))
    fit = (phrase for phrase in quoted if 0 < len(WORD.findall(phrase)) <= PHRASE_WORDS)
    return tuple(dict.fromkeys(fit))[:PHRASES]


def _clean(text: str) -> str:
    """The text on one line, without halves of characters, which SQLite won't take."""
    whole = text[:LONGEST].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(whole.split())
