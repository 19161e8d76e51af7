"""The list of documents, as HTML: each with how it stands and what can be done. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, get_args

from jarvis.knowledge.documents import Document, Status
from ui.buttons import icon_button
from ui.figures import percent, thousands
from ui.knowledge.passage import collection_name
from ui.knowledge.reasons import reason
from ui.knowledge.words import Counted
from ui.words import Words

Shown = Literal["all", "unread", "ready", "failed"]

PAGE_SIZE = 50
"""Documents that are drawn at a time: a thousand would take a second to draw, each second."""

UNREAD = (Status.QUEUED, Status.READING)


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the list is looked at.

    Attributes:
        collection: its name, "" for all.
        text: what the names must hold.
        offset: how many are passed over.
    """

    collection: str = ""
    shown: Shown = "all"
    text: str = ""
    offset: int = 0


def named(documents: Sequence[Document], text: str) -> list[Document]:
    """Those whose names hold a text, in any case."""
    wanted = text.casefold().strip()
    return [document for document in documents if wanted in document.name.casefold()]


def is_shown(document: Document, shown: Shown) -> bool:
    """Whether a document is of those that are looked at."""
    if shown == "unread":
        return document.status in UNREAD
    return shown == "all" or document.status == shown


def document_list(documents: Sequence[Document], choice: Choice, words: Words) -> str:
    """A part of the list, and where it lies in the whole.

    Args:
        documents: those of the collection, newest first.
    """
    found = [d for d in named(documents, choice.text) if is_shown(d, choice.shown)]
    if not found:
        said = words.knowledge.empty_filter if documents else words.knowledge.empty
        return f'<p id="documents-none" class="none">{escape(said)}</p>'
    offset = min(choice.offset, (len(found) - 1) // PAGE_SIZE * PAGE_SIZE)
    part = found[offset : offset + PAGE_SIZE]
    cards = "".join(card(document, words) for document in part)
    return cards + _pager(offset, len(part), len(found), words)


def _pager(offset: int, shown: int, count: int, words: Words) -> str:
    if count <= PAGE_SIZE:
        return ""
    said = words.knowledge
    place = said.page_of.format(
        first=offset + 1, last=offset + shown, count=thousands(count, words)
    )
    return (
        f'<div id="documents-pager">{_turn(said.newer, offset - PAGE_SIZE, offset > 0)}'
        f"<span>{escape(place)}</span>"
        f"{_turn(said.older, offset + PAGE_SIZE, offset + shown < count)}</div>"
    )


def _turn(label: str, offset: int, there: bool) -> str:
    off = "" if there else " disabled"
    return (
        f'<button type="button" class="quiet" data-do="documents-page" data-offset="{offset}"{off}>'
        f"{escape(label)}</button>"
    )


def card(document: Document, words: Words) -> str:
    """One document."""
    name = f'<h3 title="{escape(document.name)}"><bdi>{escape(document.name)}</bdi></h3>'
    return (
        f'<article id="document-{escape(document.id)}" data-document="{escape(document.id)}"'
        f' class="{document.status}"><div>{name}<p class="facts">{_facts(document, words)}</p>'
        f"{_progress(document, words)}{_problem(document, words)}</div>"
        f'<div class="acts">{_acts(document, words)}</div></article>'
    )


def _facts(document: Document, words: Words) -> str:
    said = words.knowledge
    facts = [
        said.states[document.status],
        collection_name(document.collection, words),
        file_size(document.bytes, words),
        counted(said.pages, document.pages, words) if document.pages else "",
        counted(said.passages, document.passages, words) if document.passages else "",
        said.watched_file if document.origin else "",
    ]
    return " · ".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)


def _progress(document: Document, words: Words) -> str:
    if document.status != Status.READING:
        return ""
    left = time_left(document.seconds_left, words)
    said = " · ".join(filter(None, (percent(document.progress, words), left)))
    return (
        f'<div class="progress"><progress max="1" value="{document.progress:.3f}"'
        f' aria-label="{escape(document.name)}"></progress><span>{escape(said)}</span></div>'
    )


def time_left(seconds: float | None, words: Words) -> str:
    """How long it will take, roughly; "" where nobody knows."""
    if seconds is None:
        return ""
    if seconds < 90:
        return words.knowledge.seconds_left.format(count=max(1, round(seconds)))
    return words.knowledge.minutes_left.format(count=round(seconds / 60))


def _problem(document: Document, words: Words) -> str:
    if not document.error and not document.hint:
        return ""
    message, hint = reason(document.error, document.hint, words)
    kind = "problem" if document.status == Status.FAILED else "note"
    said = "".join(
        f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("b", message), ("span", hint)) if text
    )
    return f'<div class="{kind}">{said}</div>'


def _acts(document: Document, words: Words) -> str:
    said = words.knowledge
    opened = said.original.format(name=document.name)
    acts = [
        f'<a class="icon original" href="page/knowledge/file/{escape(document.id)}" target="_blank"'
        f' rel="noopener" title="{escape(opened)}" aria-label="{escape(opened)}"></a>'
    ]
    if document.status == Status.FAILED:
        acts.append(icon_button("document-retry again", said.retry))
    if document.status in UNREAD:
        acts.append(icon_button("document-cancel close", said.cancel))
    else:
        acts.append(confirmed("document-delete", said.delete, said.delete_sure, said.delete_now))
    return "".join(acts)


def confirmed(act: str, label: str, sure: str, now: str) -> str:
    """A button that asks once, in its place."""
    return (
        f'<details class="confirm"><summary class="icon bin" title="{escape(label)}"'
        f' aria-label="{escape(label)}"></summary><div><p>{escape(sure)}</p>'
        f'<button type="button" class="quiet grave" data-do="{act}">{escape(now)}</button></div>'
        "</details>"
    )


def counts(documents: Sequence[Document], choice: Choice, words: Words) -> str:
    """The filters above the list, each with how many there are."""
    found = named(documents, choice.text)
    return "".join(
        f'<button type="button" id="shown-{shown}" data-do="documents-shown" data-shown="{shown}"'
        f' aria-pressed="{str(shown == choice.shown).lower()}">'
        f"{escape(words.knowledge.shown[shown])}"
        f" <b>{thousands(sum(is_shown(d, shown) for d in found), words)}</b></button>"
        for shown in get_args(Shown)
    )


def counted(said: Counted, count: int, words: Words) -> str:
    """So many of something."""
    return said[0] if count == 1 else said[1].format(count=thousands(count, words))


def file_size(count: int, words: Words) -> str:
    """Bytes as people read them: "812 bytes", "14 kB", "2 MB" (powers of ten)."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1e3:.0f} kB"
    tenths = f"{count / 1e6:.1f}" if count < 10_000_000 else f"{count / 1e6:.0f}"
    return f"{tenths.replace('.', ',') if words.language == 'es' else tenths} MB"
