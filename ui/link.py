"""The wire between the page's scripts and its handlers.

Scripts say what a person did (`asked`), handlers answer with how the page stands (`PageState`).
The open conversation lives in the browser's address, not here, so that a reload, a second tab or
a restart of Jarvis loses nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import gradio as gr

from ui.failure import Failure

CHAT_ACTS = (
    *("open", "follow", "send", "again", "branch", "stop"),
    *("search", "rename", "remove", "restore"),
)
MODEL_ACTS = ("pull", "cancel", "use")

CONNECT = f"""/* Gradio lets listeners be bound to the names that it finds quoted in here:
{" ".join(map(repr, CHAT_ACTS + MODEL_ACTS))} */
import(new URL("page/assets/main.js", document.baseURI))
  .then((page) => page.start(trigger, watch, props));"""
"""Hands the wire's end in the browser to the page's scripts."""

QUIETLY: Mapping[str, Any] = {
    "show_progress": "hidden",
    "concurrency_limit": None,
    "trigger_mode": "multiple",
    "api_visibility": "private",
}
"""How acts are bound: as many at a time as come, drawn by us, and no part of an API."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person did.

    Attributes:
        id: new for each thing that is done; the answer names it.
        chat: the open conversation, "" when there is none yet.
        search: what stands in the sidebar's search field.
        message: the message that is meant, for edit, again and branch.
        text: what was typed: a question, a title or a search.
        target: the conversation that is meant, for open, rename, remove and restore; or a model.
        documents, collections: which documents are asked; see `ui.knowledge.choosing.scope`.
    """

    id: str = ""
    chat: str = ""
    search: str = ""
    message: str = ""
    text: str = ""
    target: str = ""
    documents: str = ""
    collections: str = ""


def asked(event: gr.EventData) -> Asked:
    """Read an event of the page's scripts; what isn't text is taken as empty."""
    given: dict[str, Any] = event._data or {}
    known = {key: given[key] for key in Asked.__slots__ if isinstance(given.get(key), str)}
    return Asked(**known)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line above the message field; `undo` is a conversation that can be brought back."""

    text: str
    undo: str = ""


@dataclass(frozen=True, slots=True)
class PageState:
    """How the page stands, for its scripts.

    Attributes:
        reply: the `Asked.id` that this answers.
        chat: the open conversation, "" for a new one.
        busy: an answer is being written.
        empty: there is no message to show.
        accepted: the text was taken, so the message field may be cleared.
        refused: why it was not taken.
        say: for screen readers.
    """

    reply: str
    chat: str = ""
    busy: bool = False
    empty: bool = False
    accepted: bool = False
    refused: Failure | None = None
    notice: Notice | None = None
    say: str = ""

    def json(self) -> str:
        """As the scripts read it."""
        return json.dumps(asdict(self))
