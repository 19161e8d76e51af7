"""Files that belong to one conversation: the chips above the message field. Pure."""

from collections.abc import Sequence
from html import escape

from jarvis.knowledge.documents import Document, Status
from ui.buttons import icon_button
from ui.figures import percent
from ui.knowledge.document_cards import UNREAD
from ui.knowledge.reasons import reason
from ui.words import Words


def chips(documents: Sequence[Document], words: Words) -> str:
    """A chip a file, oldest first: its name, how far it is read, and a way to take it off."""
    return "".join(_chip(document, words) for document in reversed(documents))


def waiting(documents: Sequence[Document]) -> bool:
    """Whether a question should wait for one of them."""
    return any(document.status in UNREAD for document in documents)


def _chip(document: Document, words: Words) -> str:
    said = words.knowledge
    state = said.states[document.status]
    if document.status is Status.READING:
        state = percent(document.progress, words)
    message, hint = reason(document.error, document.hint, words)
    told = " ".join(filter(None, (message, hint))) or document.name
    return (
        f'<div class="chip {document.status}" role="listitem" id="chip-{escape(document.id)}"'
        f' data-document="{escape(document.id)}" title="{escape(told)}">'
        f"<bdi>{escape(document.name)}</bdi>"
        f"<small>{escape(message if document.status is Status.FAILED else state)}</small>"
        f"{icon_button('detach close', said.detach.format(name=document.name))}</div>"
    )
