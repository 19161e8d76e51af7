"""A passage in its document, as the panel beside the conversation shows it. Pure.

What a document holds is shown as text, character for character; nothing of it becomes markup.
"""

from collections.abc import Sequence
from html import escape

from jarvis.knowledge.documents import DEFAULT_COLLECTION, Document, Passage
from ui.words import Words

PICTURED = ".pdf"


def passage_view(
    passage: Passage, near: Sequence[Passage], document: Document, words: Words
) -> str:
    """The passage, marked, among its neighbours.

    Args:
        near: the passage itself and those around it, in their order.
    """
    facts = " · ".join(filter(None, (_place(passage, words), _collection(document, words))))
    heading = f'<p class="path"><bdi>{escape(passage.heading)}</bdi></p>' if passage.heading else ""
    return (
        f'<h3><bdi>{escape(document.name)}</bdi></h3><p class="facts">{escape(facts)}</p>{heading}'
        f"{_picture(passage, document, words)}"
        f'<div class="context" tabindex="0" dir="auto">{_context(passage, near)}</div>'
        f'<p><a class="link" href="page/knowledge/file/{escape(document.id)}{_page(passage)}"'
        f' target="_blank" rel="noopener">{escape(words.knowledge.source_open)}</a></p>'
    )


def _place(passage: Passage, words: Words) -> str:
    said = words.knowledge
    if passage.page is not None:
        return said.source_page.format(page=passage.page)
    return said.source_line.format(line=passage.line) if passage.line > 1 else ""


def _collection(document: Document, words: Words) -> str:
    return collection_name(document.collection, words)


def collection_name(name: str, words: Words) -> str:
    """What a collection is called; the one that is always there has a name in each language."""
    return words.knowledge.default_collection if name == DEFAULT_COLLECTION else name


def _page(passage: Passage) -> str:
    """Where a browser opens a PDF."""
    return f"#page={passage.page}" if passage.page is not None else ""


def _picture(passage: Passage, document: Document, words: Words) -> str:
    if passage.page is None or not document.name.casefold().endswith(PICTURED):
        return ""
    said = words.knowledge.source_picture.format(page=passage.page, name=document.name)
    address = f"page/knowledge/page.png?passage={passage.id}"
    return (
        f'<a class="picture" href="{address}&amp;width=1600" target="_blank" rel="noopener">'
        f'<img src="{address}" alt="{escape(said)}" width="900" height="1273"></a>'
    )


def _context(passage: Passage, near: Sequence[Passage]) -> str:
    return "".join(
        f'<p><mark id="cited">{escape(one.text.strip())}</mark></p>'
        if one.id == passage.id
        else f"<p>{escape(one.text.strip())}</p>"
        for one in near
    )


def gone(words: Words) -> str:
    """What is shown where the passage, or its document, was deleted."""
    said = words.knowledge
    return (
        f'<div class="problem" role="alert"><b>{escape(said.source_gone)}</b>'
        f"<span>{escape(said.source_gone_hint)}</span></div>"
    )
