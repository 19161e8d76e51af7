"""Every conversation, on disk in SQLite: what was asked, what was answered, and in which order.

Messages form a tree: editing a message, or asking for another answer, adds a branch beside the
old one and loses nothing. What is shown is one path through the tree, from the first message to
the conversation's head. A row is committed before it is acknowledged (WAL, synchronous FULL).

All words of all turns lie here and nowhere else, those that programs ask without a conversation
too: so that erasing them here erases them. Their figures are the ledger's.
"""

import json
import sqlite3
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from jarvis.conversation_file import ConversationFile
from jarvis.conversation_rows import as_json, grounds_as_row, rating_of, thread_of
from jarvis.errors import ConversationNotFound, InvalidRequest
from jarvis.refuge import Reason
from jarvis.stored import (
    NO_GROUNDS,
    AnswerFigures,
    Conversation,
    Exchange,
    Grounds,
    Mark,
    Rating,
    Status,
    StoredMessage,
)
from jarvis.titles import automatic_title

__all__ = [
    "AnswerFigures",
    "Conversation",
    "Conversations",
    "Exchange",
    "Grounds",
    "Mark",
    "Rating",
    "Status",
    "StoredMessage",
    "automatic_title",
]

THEIR_ANSWER = """id = ? AND role = 'assistant' AND conversation IN
    (SELECT id FROM conversation WHERE person = ? AND deleted IS NULL)"""
"""SQL: an answer, by its id and its person's."""

MESSAGE_GONE = ("That message isn't there any more.", "Reload the page.")


class Conversations:
    """The store. Calls that name a person reach that person's conversations only; the few that
    don't are for `jarvis telemetry` and the review queue, which decide who may see what.

    Safe from any thread; each call is one transaction.

    Args:
        path: the database file; it and its folder are made if need be.
        undo_seconds: how long a deleted conversation can be brought back.
        keep_texts: whether `keep_text` keeps anything.
        covered: makes of a title or a comment what may be kept of it. Messages come covered: what
            they hide has placeholders that belong to their conversation.
    """

    def __init__(
        self,
        path: Path,
        *,
        undo_seconds: float = 600,
        keep_texts: bool = True,
        covered: Callable[[str], str] = str,
    ) -> None:
        self._undo_seconds = undo_seconds
        self._keep_texts = keep_texts
        self._covered = covered
        self._file = ConversationFile(path)
        self._transaction = self._file.transaction

    @property
    def only_in_memory(self) -> Reason | None:
        """Why nothing reaches the disk; None while it does."""
        return self._file.only_in_memory

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
        self._file.close()

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

    def exists(self, conversation: str) -> bool:
        """Whether it is there, whoever's it is; a deleted one is, while it can be brought back."""
        with self._transaction() as db:
            found = db.execute("SELECT 1 FROM conversation WHERE id = ?", (conversation,))
            return found.fetchone() is not None

    def rename(self, person: str, conversation: str, title: str) -> None:
        """Give it a title of the person's own."""
        if not (title := " ".join(title.split())):
            raise InvalidRequest("A title can't be empty.", "Type a few words.")
        title = self._covered(title[:200])
        with self._transaction() as db:
            self._owned(db, person, conversation)
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (title, conversation))

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

    def erase(self, conversation: str) -> None:
        """Erase a conversation for good, whoever's it is: no undo, no trace on the disk.

        Raises:
            ConversationNotFound
        """
        with self._transaction() as db:
            if not db.execute("DELETE FROM conversation WHERE id = ?", (conversation,)).rowcount:
                raise ConversationNotFound(
                    "There is no such conversation.", "It may be erased already."
                )
        self._file.leave_no_trace()

    def erase_deleted(self) -> None:
        """Erase what was deleted and can't be brought back any more."""
        with self._transaction() as db:
            erased = self._purge(db)
        if erased:
            self._file.leave_no_trace()

    def _purge(self, db: sqlite3.Connection) -> int:
        return db.execute(
            "DELETE FROM conversation WHERE deleted < ?", (time.time() - self._undo_seconds,)
        ).rowcount

    # Messages

    def thread(self, person: str, conversation: str) -> list[StoredMessage]:
        """The messages that are shown, oldest first."""
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            messages = db.execute(
                "SELECT * FROM message WHERE conversation = ? ORDER BY created", (row["id"],)
            )
            return thread_of(messages.fetchall(), row["head"])

    def ask(
        self,
        person: str,
        conversation: str,
        text: str,
        *,
        instead_of: str | None = None,
        marks: Sequence[Mark] = (),
    ) -> StoredMessage:
        """Add a question at the end, or in place of an earlier one (which stays as a branch)."""
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            parent = self._parent_of(db, conversation, instead_of) if instead_of else row["head"]
            if not row["title"]:
                title = automatic_title(text)
                db.execute("UPDATE conversation SET title = ? WHERE id = ?", (title, conversation))
            message = self._add(db, conversation, parent, "user", text, Status.DONE)
            db.execute("UPDATE message SET marks = ? WHERE id = ?", (as_json(marks), message.id))
            return replace(message, marks=tuple(marks))

    def begin_answer(
        self, person: str, conversation: str, turn: str, *, instead_of: str | None = None
    ) -> StoredMessage:
        """Add an empty answer whose id is the turn's, at the end or in place of an earlier one."""
        with self._transaction() as db:
            row = self._owned(db, person, conversation)
            parent = self._parent_of(db, conversation, instead_of) if instead_of else row["head"]
            return self._add(db, conversation, parent, "assistant", "", Status.WRITING, turn)

    def save_answer(
        self,
        turn: str,
        content: str,
        status: Status,
        figures: AnswerFigures,
        marks: Sequence[Mark] = (),
        grounds: Grounds = NO_GROUNDS,
    ) -> None:
        """Write an answer as it stands. A turn that belongs to no conversation is passed over."""
        beside = {"marks": as_json(marks), **grounds_as_row(grounds)}
        columns = {**asdict(figures), **beside}
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

    def cut(self, person: str, answer: str, said: Callable[[str], str]) -> None:
        """Keep of an answer only what was said before its person interrupted it.

        Args:
            said: makes of the whole answer, as it is stored, what was said.

        Raises:
            ConversationNotFound: no such answer, or it is another person's.
        """
        with self._transaction() as db:
            row = db.execute(
                f"SELECT content FROM message WHERE {THEIR_ANSWER}",  # noqa: S608
                (answer, person),
            ).fetchone()
            if row is None:
                raise ConversationNotFound(*MESSAGE_GONE)
            db.execute(
                "UPDATE message SET content = ?, status = ? WHERE id = ?",
                (said(row["content"]), Status.STOPPED, answer),
            )

    def rate(self, person: str, answer: str, rating: Rating) -> None:
        """Keep what a person thinks of an answer of theirs, in place of what was kept.

        Raises:
            ConversationNotFound: no such answer, or it is another person's.
        """
        comment = self._covered(rating.comment)
        with self._transaction() as db:
            found = db.execute(
                f"UPDATE message SET rating = ?, reasons = ?, comment = ? WHERE {THEIR_ANSWER}",  # noqa: S608
                (rating.word, json.dumps(rating.reasons), comment, answer, person),
            ).rowcount
            if not found:
                raise ConversationNotFound(*MESSAGE_GONE)

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

    # Words by their turn

    def exchange(self, turn: str) -> Exchange | None:
        """What was asked and answered in a turn, whoever's it is; None where no words are kept."""
        with self._transaction() as db:
            row = db.execute(
                "SELECT person, question.content AS question, answer.content AS answer,"
                " answer.rating, answer.reasons, answer.comment FROM message answer"
                " JOIN message question ON question.id = answer.parent"
                " JOIN conversation ON conversation.id = answer.conversation"
                " WHERE answer.id = ? AND answer.role = 'assistant' AND deleted IS NULL",
                (turn,),
            ).fetchone()
            if row is not None:
                return Exchange(row["person"], row["question"], row["answer"], rating_of(row))
            row = db.execute(
                "SELECT person, question, answer FROM text WHERE turn = ?", (turn,)
            ).fetchone()
            return None if row is None else Exchange(**row)

    def keep_text(self, turn: str, person: str, question: str, answer: str) -> None:
        """Keep the words of a turn that belongs to no conversation, until `forget_texts`."""
        if not self._keep_texts:
            return
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?, ?)",
                (turn, person, question, answer, time.time()),
            )

    def forget_texts(self, before: float) -> int:
        """Erase the words that `keep_text` kept before a time (seconds since the epoch).

        Returns:
            Of how many turns.
        """
        with self._transaction() as db:
            count = db.execute("DELETE FROM text WHERE created < ?", (before,)).rowcount
        self._file.leave_no_trace()
        return count

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

    def _parent_of(self, db: sqlite3.Connection, conversation: str, message: str) -> str | None:
        row = db.execute(
            "SELECT parent FROM message WHERE conversation = ? AND id = ?", (conversation, message)
        ).fetchone()
        if row is None:
            raise ConversationNotFound(*MESSAGE_GONE)
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
