"""Which documents a question is asked of: the chooser beside the message field, and what it means.

What a person chose is kept by their browser, a conversation at a time, and comes with each act.
"""

import json
from html import escape
from typing import Any

from jarvis.knowledge.documents import Scope
from jarvis.knowledge.reading.refusals import REASONS
from ui.knowledge.access import is_hidden
from ui.knowledge.words import KnowledgeWords

WITHOUT = "without"
"""No documents at all, for this one answer, whatever is chosen."""

MOST = 100
"""Collections that one question may name."""


def scope(mode: str, collections: str, chat: str) -> Scope | None:
    """What a question is asked of.

    Args:
        mode: "auto" (also ""), "only", "none" or `WITHOUT`.
        collections: names, as a JSON list; "" is all of them.
        chat: the conversation, whose attachments always count.
    """
    if mode == WITHOUT:
        return None
    if mode == "none":
        return Scope(attached=chat, everything=False)
    return Scope(_names(collections), attached=chat, strict=mode == "only")


def _names(collections: str) -> tuple[str, ...]:
    """The names in what a browser sent, which may be anything."""
    try:
        given: Any = json.loads(collections or "[]")
    except ValueError:
        return ()
    if not isinstance(given, list):
        return ()
    names = [name for name in given if isinstance(name, str) and name.strip()]
    return tuple(name for name in names if not is_hidden(name))[:MOST]


def clip(words: KnowledgeWords, limit_mib: int) -> str:
    """The button that attaches files, none of them larger than the limit."""
    said = escape(words.attach)
    too_large = escape(json.dumps(words.refusals.get("too_large") or REASONS["too_large"]))
    return (
        f'<button type="button" class="icon clip" data-do="attach" title="{said}"'
        f' aria-label="{said}"></button><input type="file" id="attach" multiple hidden'
        f' aria-label="{said}" data-limit="{limit_mib}" data-too-large="{too_large}">'
    )


def chooser(words: KnowledgeWords) -> str:
    """The button below the message field; page scripts keep its label."""
    labels = escape(json.dumps(words.chosen))
    said = escape(words.chooser.format(mode=words.chosen["auto"]))
    return (
        f'<button type="button" class="documents" id="documents" data-do="documents"'
        f' aria-haspopup="dialog" data-chosen="{labels}" data-label="{escape(words.chooser)}">'
        f"<span>{said}</span></button>"
    )


def chooser_card(words: KnowledgeWords) -> str:
    """The card that the button opens. Page scripts list the collections in it."""
    modes = "".join(_mode(mode, *said) for mode, said in words.modes.items())
    return f"""<form class="card" id="chooser" popover role="dialog"
 aria-labelledby="chooser-title"><h2 id="chooser-title">{escape(words.chooser_title)}</h2>
<div class="modes" role="radiogroup" aria-labelledby="chooser-title">{modes}</div>
<fieldset id="chooser-collections" hidden><legend>{escape(words.chooser_collections)}</legend>
<div></div></fieldset></form>"""


def _mode(mode: str, title: str, note: str) -> str:
    checked = " checked" if mode == "auto" else ""
    return (
        f'<label><input type="radio" name="mode" value="{mode}"{checked}>'
        f"<span><b>{escape(title)}</b><small>{escape(note)}</small></span></label>"
    )


def attachments(words: KnowledgeWords) -> str:
    """Above the message field: the conversation's files, and a question that waits for them."""
    return f"""<div id="attached" role="list" aria-label="{escape(words.attached)}"
 hidden></div>
<div class="notice" id="attach-hold" role="status" hidden><span>{escape(words.attach_hold)}</span>
<button type="button" class="link" data-do="send-now">{escape(words.attach_send_now)}</button></div>
<div class="drop-here" id="drop-here" hidden><p>{escape(words.attach_drop)}</p></div>"""
