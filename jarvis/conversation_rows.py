"""Rows of the conversation file as the plain data that the store hands out, and back."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, fields

from jarvis.stored import AnswerFigures, Mark, Rating, Status, StoredMessage


def message_of(row: sqlite3.Row, siblings: tuple[str, ...]) -> StoredMessage:
    """A row of the table `message`; `siblings` are the ids in its place."""
    return StoredMessage(
        id=row["id"],
        role=row["role"],
        content=row["content"],
        status=Status(row["status"]),
        created=row["created"],
        siblings=siblings,
        figures=AnswerFigures(**{field.name: row[field.name] for field in fields(AnswerFigures)}),
        rating=rating_of(row),
        marks=tuple(Mark(**mark) for mark in json.loads(row["marks"])),
    )


def marks_as_json(marks: Sequence[Mark]) -> str:
    """Marks as the column holds them."""
    return json.dumps([asdict(mark) for mark in marks])


def rating_of(row: sqlite3.Row) -> Rating:
    """What its person thinks of it."""
    return Rating(row["rating"], tuple(json.loads(row["reasons"])), row["comment"])
