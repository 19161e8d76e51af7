"""Every conversation, on disk in SQLite: what was asked, what was answered, and in which order.

Messages form a tree: editing a message, or asking for another answer, adds a branch beside the
old one and loses nothing. What is shown is one path through the tree, from the first message to
the conversation's head. A row is committed before it is acknowledged (WAL, synchronous FULL).
"""

import re
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from jarvis.errors import ConversationNotFound, InvalidRequest

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, title TEXT NOT NULL, head TEXT,
    created REAL NOT NULL, updated REAL NOT NULL, deleted REAL
);
CREATE INDEX IF NOT EXISTS conversation_of_person ON conversation (person, updated);
CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    parent TEXT, role TEXT NOT NULL, content TEXT NOT NULL, status TEXT NOT NULL,
    created REAL NOT NULL, model TEXT NOT NULL DEFAULT '',
    first_token_seconds REAL, tokens_per_second REAL,
    finish_reason TEXT NOT NULL DEFAULT '', dropped INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS message_of_conversation ON message (conversation, parent);
"""

TITLE_CHARACTERS = 48
MARKUP = re.compile(r"\*\*|__|`+|^\s*(?:[#>*+-]+\s)+")


class Status(StrEnum):
    """How a message stands."""

    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"  # by the person
    INTERRUPTED = "interrupted"  # Jarvis ended, or was killed
    FAILED = "failed"  # `note` says why


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, as the sidebar shows it. Times are seconds since the epoch."""

    id: str
    title: str
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """What is kept beside an answer's text.

    Attributes:
        first_token_seconds, tokens_per_second: None where there was no token to time.
        finish_reason: "stop", "length", "tool_calls"; empty until it has ended so.
        dropped: of the oldest messages, those that didn't fit the model's context.
        error, note, hint: why it failed: the error's class, its message, and what to do.
    """

    model: str = ""
    first_token_seconds: float | None = None
    tokens_per_second: float | None = None
    finish_reason: str = ""
    dropped: int = 0
    error: str = ""
    note: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message of a conversation.

    Attributes:
        role: "user" or "assistant".
        siblings: ids of the messages in its place, itself among them, oldest first.
        figures: of an answer.
    """

    id: str
    role: str
    content: str
    status: Status
    created: float
    siblings: tuple[str, ...]
    figures: AnswerFigures = AnswerFigures()


class Conversations:
    """The store. Every call names the person; nobody reaches another's conversation.

    Safe from any thread; each call is one transaction.

    Args:
        path: the database file; it and its folder are made if need be.
        undo_seconds: how long a deleted conversation can be brought back.
    """

    def __init__(self, path: Path, *, undo_seconds: float = 600) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._undo_seconds = undo_seconds
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            "PRAGMA secure_delete = ON;" + SCHEMA
        )

    def recover(self) -> int:
        """After a start: mark answers that a stop cut off; returns how many."""
        with self._transaction() as db:
            self._purge(db)
            return db.execute(
                "UPDATE message SET status = ? WHERE status = ?",
                (Status.INTERRUPTED, Status.WRITING),
            ).rowcount

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    # Conversations

    def create(self, person: str, title: str = "") -> Conversation:
        """A new, empty conversation. Without a title, its first question becomes it."""
        now = time.time()
        conversation = Conversation(uuid.uuid4().hex, title, now, now)
        with self._transaction() as db:
            db.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, NULL, ?, ?, NULL)",
                (conversation.id, person, title, now, now),
            )
        return conversation

    def recent(self, person: str, search: str = "", *, limit: int = 200) -> list[Conversation]:
        """The person's conversations with at least one message, last used first.

        Args:
            search: words to find in titles and messages, any case.
        """
        pattern = "%" + search.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        with self._transaction() as db:
            rows = db.execute(
                r"""SELECT id, title, created, updated FROM conversation c
                WHERE person = ? AND deleted IS NULL AND head IS NOT NULL
                AND (title LIKE ? ESCAPE '\' OR EXISTS (
                    SELECT 1 FROM message m
                    WHERE m.conversation = c.id AND m.content LIKE ? ESCAPE '\'))
                ORDER BY updated DESC LIMIT ?""",
                (person, pattern, pattern, limit),
            ).fetchall()
        return [Conversation(**row) for row in rows]

    def get(self, person: str, conversation: str) -> Conversation:
        """One conversation.

        Raises:
            ConversationNotFound
        """
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            return Conversation(row["id"], row["title"], row["created"], row["updated"])

    def rename(self, person: str, conversation: str, title: str) -> None:
        """Give it a title of the person's own."""
        if not (title := " ".join(title.split())):
            raise InvalidRequest("A title can't be empty.", "Type a few words.")
        with self._transaction() as db:
            self._owned(db, person, conversation)
            db.execute(
                "UPDATE conversation SET title = ? WHERE id = ?", (title[:200], conversation)
            )

    def delete(self, person: str, conversation: str) -> None:
        """Put it away; `restore` brings it back until `undo_seconds` are over, then it's erased."""
        with self._transaction() as db:
            self._owned(db, person, conversation)
            self._purge(db)
            db.execute(
                "UPDATE conversation SET deleted = ? WHERE id = ?", (time.time(), conversation)
            )

    def restore(self, person: str, conversation: str) -> None:
        """Undo `delete`.

        Raises:
            ConversationNotFound: it is erased already.
        """
        with self._transaction() as db:
            self._owned(db, person, conversation, deleted=True)
            db.execute("UPDATE conversation SET deleted = NULL WHERE id = ?", (conversation,))

    def _purge(self, db: sqlite3.Connection) -> None:
        db.execute(
            "DELETE FROM conversation WHERE deleted < ?", (time.time() - self._undo_seconds,)
        )

    # Messages

    def thread(self, person: str, conversation: str) -> list[StoredMessage]:
        """The messages that are shown, oldest first."""
        with self._transaction() as db:
            return self._path(db, self._owned(db, person, conversation))

    def ask(
        self, person: str, conversation: str, text: str, *, instead_of: str | None = None
    ) -> StoredMessage:
        """Add a question at the end, or in place of an earlier one (which stays as a branch)."""
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            parent = self._parent_of(db, conversation, instead_of) if instead_of else row["head"]
            if not row["title"]:
                title = automatic_title(text)
                db.execute("UPDATE conversation SET title = ? WHERE id = ?", (title, conversation))
            return self._add(db, conversation, parent, "user", text, Status.DONE)

    def begin_answer(
        self, person: str, conversation: str, turn: str, *, instead_of: str | None = None
    ) -> StoredMessage:
        """Add an empty answer whose id is the turn's, at the end or in place of an earlier one."""
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            parent = self._parent_of(db, conversation, instead_of) if instead_of else row["head"]
            return self._add(db, conversation, parent, "assistant", "", Status.WRITING, turn)

    def save_answer(self, turn: str, content: str, status: Status, figures: AnswerFigures) -> None:
        """Write an answer as it stands. A turn that belongs to no conversation is passed over."""
        columns = asdict(figures)
        changes = ", ".join(f"{column} = ?" for column in ("content", "status", *columns))
        with self._transaction() as db:
            db.execute(
                f"UPDATE message SET {changes} WHERE id = ? AND role = 'assistant'",  # noqa: S608
                (content, status, *columns.values(), turn),
            )

    def mark_stopped(self, turn: str) -> None:
        """An answer that was broken off was stopped by its person, not by a fault."""
        with self._transaction() as db:
            db.execute(
                "UPDATE message SET status = ? WHERE id = ? AND status = ?",
                (Status.STOPPED, turn, Status.INTERRUPTED),
            )

    def show_branch(self, person: str, conversation: str, message: str) -> None:
        """Show the branch that goes through `message`, down to its newest end."""
        with self._transaction() as db:
            self._owned(db, person, conversation)
            self._parent_of(db, conversation, message)
            end = message
            while row := db.execute(
                "SELECT id FROM message WHERE conversation = ? AND parent = ?"
                " ORDER BY created DESC LIMIT 1",
                (conversation, end),
            ).fetchone():
                end = row["id"]
            db.execute("UPDATE conversation SET head = ? WHERE id = ?", (end, conversation))

    def _add(
        self,
        db: sqlite3.Connection,
        conversation: str,
        parent: str | None,
        role: str,
        content: str,
        status: Status,
        id_: str | None = None,
    ) -> StoredMessage:
        message = StoredMessage(id_ or uuid.uuid4().hex, role, content, status, time.time(), ())
        db.execute(
            "INSERT INTO message (id, conversation, parent, role, content, status, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (message.id, conversation, parent, role, content, status, message.created),
        )
        db.execute(
            "UPDATE conversation SET head = ?, updated = ? WHERE id = ?",
            (message.id, message.created, conversation),
        )
        return message

    def _path(self, db: sqlite3.Connection, conversation: sqlite3.Row) -> list[StoredMessage]:
        rows = db.execute(
            "SELECT * FROM message WHERE conversation = ? ORDER BY created", (conversation["id"],)
        ).fetchall()
        by_id = {row["id"]: row for row in rows}
        children: dict[str | None, list[str]] = {}
        for row in rows:
            children.setdefault(row["parent"], []).append(row["id"])
        path, at = [], conversation["head"]
        while at is not None:
            row = by_id[at]
            path.append(_message(row, tuple(children[row["parent"]])))
            at = row["parent"]
        return path[::-1]

    def _parent_of(self, db: sqlite3.Connection, conversation: str, message: str) -> str | None:
        row = db.execute(
            "SELECT parent FROM message WHERE conversation = ? AND id = ?", (conversation, message)
        ).fetchone()
        if row is None:
            raise ConversationNotFound("That message isn't there any more.", "Reload the page.")
        parent: str | None = row["parent"]
        return parent

    def _owned(
        self, db: sqlite3.Connection, person: str, conversation: str, *, deleted: bool = False
    ) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute(
            "SELECT * FROM conversation WHERE id = ? AND person = ? AND (deleted IS NOT NULL) = ?",
            (conversation, person, deleted),
        ).fetchone()
        if row is None:
            raise ConversationNotFound(
                "That conversation isn't there any more.", "Choose another, or start a new chat."
            )
        return row

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db


def _message(row: sqlite3.Row, siblings: tuple[str, ...]) -> StoredMessage:
    return StoredMessage(
        id=row["id"],
        role=row["role"],
        content=row["content"],
        status=Status(row["status"]),
        created=row["created"],
        siblings=siblings,
        figures=AnswerFigures(**{field.name: row[field.name] for field in fields(AnswerFigures)}),
    )


def automatic_title(question: str) -> str:
    """A title from the first question: its first line, cut at a word."""
    lines = (" ".join(MARKUP.sub("", line).split()) for line in question.splitlines())
    line = next(filter(None, lines), "")
    if len(line) <= TITLE_CHARACTERS:
        return line or "…"
    cut = line[:TITLE_CHARACTERS].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:") + "…"
