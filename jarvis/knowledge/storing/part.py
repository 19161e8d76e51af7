"""What the parts of the store have in common."""

import sqlite3
from dataclasses import dataclass

from jarvis.knowledge.storing.database import Database


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose files are followed.

    Attributes:
        path: absolute.
        collection: the name of the collection that its files go to.
    """

    path: str
    collection: str


class Part:
    """A part of the store; all parts share one database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def next_stamp(db: sqlite3.Connection) -> int:
    """A number that is greater than all before: what can be found is about to change."""
    row = db.execute("UPDATE meta SET value = value + 1 WHERE name = 'stamp' RETURNING value")
    return int(row.fetchall()[0][0])
