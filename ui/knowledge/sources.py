"""The row of sources under an answer, and the frame of the panel that opens one of them.

Numbers such as [2] inside the answer's text stay text; `assets/sources.js` makes them links to
this row wherever they stand outside code.
"""

import json
from html import escape

from jarvis.citing import abstention
from jarvis.conversations import StoredMessage
from jarvis.stored import Cited, Grounds
from ui.buttons import icon_button
from ui.words import Words


def source_row(grounds: Grounds, words: Words) -> str:
    """The sources of an answer, those that it names first; "" where there are none."""
    if not grounds.sources:
        return ""
    ordered = sorted(grounds.sources, key=lambda source: (not source.used, source.number))
    items = "".join(_item(source, words) for source in ordered)
    label = escape(words.knowledge.sources)
    return (
        f'<nav class="sources" aria-label="{label}" data-doubted="{json.dumps(grounds.doubted)}"'
        f' data-doubt="{escape(words.knowledge.source_doubted)}"><ol>{items}</ol></nav>'
    )


def _item(source: Cited, words: Words) -> str:
    said = words.knowledge
    place = where(source, words)
    label = said.source.format(number=source.number, name=source.name)
    label = ", ".join(part for part in (label, place) if part)
    used = "used" if source.used else "unused"
    title = label if source.used else f"{label} · {said.source_not_cited}"
    return (
        f'<li><button type="button" class="source {used}" data-do="source"'
        f' data-number="{source.number}" data-passage="{source.passage}"'
        f' data-document="{escape(source.document)}" data-name="{escape(label)}"'
        f' title="{escape(title)}"'
        f' aria-label="{escape(title)}"><i>{source.number}</i>'
        f"<bdi>{escape(source.name)}</bdi>"
        f"{f'<small>{escape(place)}</small>' if place else ''}</button></li>"
    )


def where(source: Cited, words: Words) -> str:
    """The page, where the document has pages; else the line, if it isn't the first."""
    said = words.knowledge
    if source.page is not None:
        return said.source_page.format(page=source.page)
    return said.source_line.format(line=source.line) if source.line > 1 else ""


def mute(message: StoredMessage, question: str, words: Words) -> str:
    """What is said under an answer to a question of which the documents don't speak."""
    if message.searched != "nothing":
        return ""
    said = words.knowledge
    if message.content.strip() != abstention(question).strip():
        return f'<p class="mute">{escape(said.nothing_found)}</p>'
    button = (
        f'<button type="button" class="link" data-do="without" data-message="{escape(message.id)}"'
        f">{escape(said.without_documents)}</button>"
    )
    return f'<p class="mute">{button}</p>'


def source_panel(words: Words) -> str:
    """The panel, empty. It is beside the conversation, and over it where there is no room."""
    said = words.knowledge
    return f"""<aside id="source" role="dialog" aria-labelledby="source-title" tabindex="-1" hidden
 data-place="{escape(said.source_place)}" data-loading="{escape(said.source_loading)}">
<header><h2 id="source-title">{escape(said.source_title)}</h2>
<span class="turn">{icon_button("source-back back", said.source_previous)}
<span id="source-place"></span>{icon_button("source-on on", said.source_next)}</span>
{icon_button("source-close close", words.trace_close)}</header>
<div id="source-body" aria-live="polite"></div></aside>"""
