"""What a search found and why: passages with the question's words marked, and their scores. Pure.

"Why" is shown in figures that can be held against each other: one score from 0 to 1 by which
passages are sorted, and what meaning and words gave to it.
"""

import re
from collections.abc import Sequence
from html import escape

from jarvis.knowledge.documents import Hit, Retrieval
from jarvis.knowledge.words import fold, stems
from ui.figures import decimal, duration
from ui.knowledge.document_cards import counted
from ui.knowledge.passage import collection_name
from ui.words import Words

WORD = re.compile(r"\w+")


def found(retrieval: Retrieval, least_score: float, words: Words) -> str:
    """The hits, best first, with a line where Jarvis would stop reading."""
    said = words.knowledge
    if not retrieval.searched:
        return f'<p class="none">{escape(said.search_no_documents)}</p>'
    if not retrieval.hits:
        return f'<p class="none">{escape(said.search_nothing)}</p>'
    wanted = wanted_stems(retrieval.question)
    above = [hit for hit in retrieval.hits if retrieval.speaks and hit.score >= least_score]
    below = retrieval.hits[len(above) :]
    line = said.search_threshold if above else said.search_silent
    return (
        _took(retrieval, words)
        + "".join(_hit(hit, wanted, words) for hit in above)
        + (f'<p class="threshold"><span>{escape(line)}</span></p>' if below else "")
        + "".join(_hit(hit, wanted, words, "faint") for hit in below)
    )


def _took(retrieval: Retrieval, words: Words) -> str:
    said = words.knowledge
    time = duration(sum(retrieval.seconds.values()) * 1000, words)
    passages = counted(said.passages, retrieval.searched, words)
    line = said.search_took.format(passages=passages, time=time)
    note = f" {retrieval.note}" if retrieval.note else ""
    return f'<p class="note">{escape(line + note)}</p>'


def _hit(hit: Hit, wanted: frozenset[str], words: Words, kind: str = "") -> str:
    said, passage = words.knowledge, hit.passage
    place = "" if passage.page is None else said.source_page.format(page=passage.page)
    facts = filter(None, (place, passage.heading, collection_name(passage.collection, words)))
    return (
        f'<article class="hit {kind}"><header><h3><bdi>{escape(passage.name)}</bdi></h3>'
        f'<p class="facts"><bdi>{escape(" · ".join(facts))}</bdi></p></header>'
        f'<p class="text" dir="auto">{marked(passage.text.strip(), wanted, hit.exact)}</p>'
        f'<div class="why">{_scores(hit, words)}'
        f'<button type="button" class="link" data-do="source" data-passage="{passage.id}"'
        f' data-document="{escape(passage.document)}">{escape(said.show_context)}</button>'
        "</div></article>"
    )


def _scores(hit: Hit, words: Words) -> str:
    said = words.knowledge
    score = decimal(hit.score, 2, words)
    legs = ((said.score_dense, hit.dense, 2), (said.score_lexical, hit.lexical, 1))
    figures = [_figure(name, value, digits, words) for name, value, digits in legs]
    if hit.reranked is not None:
        figures.append(_figure(said.score_reranked, hit.reranked, 2, words))
    exact = "".join(f"<q>{escape(phrase)}</q>" for phrase in hit.exact)
    if exact:
        figures.append(f"<span>{escape(said.score_exact)} {exact}</span>")
    return (
        f'<span class="score"><meter min="0" max="1" value="{hit.score:.3f}"'
        f' aria-label="{escape(said.score)}">{score}</meter> <b>{score}</b></span>'
        f'<span class="legs">{"".join(figures)}</span>'
    )


def _figure(name: str, value: float | None, digits: int, words: Words) -> str:
    written = words.knowledge.score_none if value is None else decimal(value, digits, words)
    return f"<span>{escape(name)} <b>{escape(written)}</b></span>"


def wanted_stems(question: str) -> frozenset[str]:
    """The stems by which a question's words are known again in a passage."""
    return frozenset(stems(question).split())


def marked(text: str, wanted: frozenset[str], exact: Sequence[str] = ()) -> str:
    """A text as HTML, with the words of a question marked, whatever their ending or accents."""
    phrases = {fold(phrase) for phrase in exact}
    parts, at = [], 0
    for word in WORD.finditer(text):
        parts.append(escape(text[at : word.start()]))
        parts.append(_word(word[0], wanted, phrases))
        at = word.end()
    return "".join(parts) + escape(text[at:])


def _word(word: str, wanted: frozenset[str], phrases: set[str]) -> str:
    if not wanted.isdisjoint(stems(word).split()) or fold(word) in phrases:
        return f"<mark>{escape(word)}</mark>"
    return escape(word)
