"""The list of conversations, as HTML. Pure: what to show comes in, what it looks like goes out."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from html import escape
from itertools import groupby

from jarvis.conversations import Conversation
from ui.words import Words


def group(updated: float, now: datetime, words: Words) -> str:
    """The heading a conversation stands under, by the local day of its last message."""
    day, today = datetime.fromtimestamp(updated).astimezone().date(), now.astimezone().date()
    if day >= today:
        return words.today
    return words.yesterday if day == today - timedelta(days=1) else words.earlier


def conversation_list(
    conversations: Sequence[Conversation], search: str, words: Words, now: datetime
) -> str:
    """The sidebar's list; `conversations` are those found, last used first."""
    if not conversations:
        said = words.nothing_found.format(text=search) if search else words.no_conversations
        return f'<p class="none">{escape(said)}</p>'
    groups = groupby(conversations, key=lambda c: group(c.updated, now, words))
    return "".join(_section(heading, found, words) for heading, found in groups)


def _section(heading: str, conversations: Iterable[Conversation], words: Words) -> str:
    items = "".join(_item(conversation, words) for conversation in conversations)
    return f"<section><h2>{escape(heading)}</h2><ul>{items}</ul></section>"


def _item(conversation: Conversation, words: Words) -> str:
    title, id_ = escape(conversation.title), escape(conversation.id)
    more = escape(words.more.format(title=conversation.title))
    return (
        f'<li data-chat="{id_}" data-title="{title}">'
        f'<button type="button" class="open" data-do="open">{title}</button>'
        f'<button type="button" class="icon more" data-do="menu" aria-haspopup="menu"'
        f' aria-label="{more}" title="{more}"></button></li>'
    )
