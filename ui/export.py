"""A conversation as a file: Markdown to read, JSON for programs. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from jarvis.conversations import Conversation, StoredMessage
from jarvis.stored import Cited

Thread = Sequence[StoredMessage]

SPEAKERS = {"user": "You", "assistant": "Jarvis"}


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    media_type: str
    write: Callable[[Conversation, Thread], str]


def as_markdown(conversation: Conversation, thread: Thread) -> str:
    """A heading a message; what was written stays as it is."""
    parts = [f"# {conversation.title}", f"*{_time(conversation.created)}*"]
    for message in thread:
        model = f" ({message.figures.model})" if message.figures.model else ""
        parts += [f"## {SPEAKERS[message.role]}{model}", message.content.rstrip()]
        if message.sources:
            parts.append("\n".join(_source(source) for source in message.sources))
    return "\n\n".join(parts) + "\n"


def _source(source: Cited) -> str:
    """A source as a line of a list; in brackets, its number doesn't become a list's."""
    place = f"page {source.page}" if source.page is not None else f"line {source.line}"
    named = ", ".join(part for part in (source.name, place, source.heading) if part)
    return f"- [{source.number}] {named}"


def as_json(conversation: Conversation, thread: Thread) -> str:
    """Everything that is known of each shown message. Times are ISO 8601, in UTC."""
    messages = [
        {
            "id": message.id,
            "role": message.role,
            "content": message.content,
            "status": message.status,
            "created": _time(message.created),
            "model": message.figures.model or None,
            "first_token_seconds": message.figures.first_token_seconds,
            "tokens_per_second": message.figures.tokens_per_second,
            "rating": asdict(message.rating) if message.rating.word else None,
            "marks": [asdict(mark) for mark in message.marks],
            "searched": message.searched or None,
            "sources": [asdict(source) for source in message.sources],
        }
        for message in thread
    ]
    about = asdict(conversation) | {
        "created": _time(conversation.created),
        "updated": _time(conversation.updated),
    }
    return json.dumps(about | {"messages": messages}, ensure_ascii=False, indent=2) + "\n"


FORMATS = {
    "md": Format("text/markdown; charset=utf-8", as_markdown),
    "json": Format("application/json", as_json),
}


def file_name(conversation: Conversation, form: str) -> str:
    """The download's name, percent-encoded as RFC 5987 wants it."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in conversation.title)
    return quote(f"{' '.join(kept.split()) or 'conversation'}.{form}", safe="")


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
