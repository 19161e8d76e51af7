"""Rows of the conversation file as the plain data that the store hands out, and back."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, fields

from jarvis.stored import AnswerFigures, Cited, Grounds, Mark, Rating, Status, StoredMessage


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
        grounds=grounds_of(row),
    )


def grounds_of(row: sqlite3.Row) -> Grounds:
    """What an answer rests on."""
    return Grounds(
        sources=tuple(Cited(**source) for source in json.loads(row["sources"])),
        searched=row["searched"],
        doubted=tuple(json.loads(row["doubted"])),
    )


def grounds_as_row(grounds: Grounds) -> dict[str, str]:
    """The columns that `grounds_of` reads."""
    return {
        "sources": as_json(grounds.sources),
        "searched": grounds.searched,
        "doubted": json.dumps(grounds.doubted),
    }


def as_json(beside: Sequence[Mark] | Sequence[Cited]) -> str:
    """What stands beside a message, as its column holds it."""
    return json.dumps([asdict(one) for one in beside])


def rating_of(row: sqlite3.Row) -> Rating:
    """What its person thinks of it."""
    return Rating(row["rating"], tuple(json.loads(row["reasons"])), row["comment"])


def thread_of(rows: Sequence[sqlite3.Row], head: str | None) -> list[StoredMessage]:
    """The messages from the first to `head`, of a conversation's, which are in order of time."""
    by_id = {row["id"]: row for row in rows}
    children: dict[str | None, list[str]] = {}
    for row in rows:
        children.setdefault(row["parent"], []).append(row["id"])
    found, at = [], head
    while at is not None:
        row = by_id[at]
        found.append(message_of(row, tuple(children[row["parent"]])))
        at = row["parent"]
    return found[::-1]
