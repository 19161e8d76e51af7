"""Rows of knowledge.db as the plain data that the store hands out, and back."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from jarvis.knowledge.documents import Document, Passage, Status
from models.embedding import Vector, Vectors

HALVES = re.compile("[\ud800-\udfff]")

DOCUMENT = """SELECT d.*, c.name AS collection_name
FROM document d JOIN collection c ON c.id = d.collection """

PASSAGE = """SELECT p.*, w.words, d.id AS document_id, d.name, c.name AS collection
FROM passage p JOIN document d ON d.row = p.document JOIN collection c ON c.id = d.collection
JOIN passage_words w ON w.rowid = p.id """


AMONG = "IN (SELECT value FROM json_each(?))"
"""Among the values of `listed`: SQLite takes no list as a parameter."""


def document_of(row: sqlite3.Row) -> Document:
    """A row of `DOCUMENT`."""
    status = Status(row["status"])
    ready = status is Status.READY
    return Document(
        id=row["id"],
        collection=row["collection_name"],
        name=row["name"],
        bytes=row["bytes"],
        sha256=row["sha256"],
        status=status,
        progress=1.0 if ready else row["passages"] / max(row["pieces"], 1),
        passages=row["passages"],
        pages=row["pages"],
        error=row["error"],
        hint=row["hint"],
        created=row["created"],
        origin=row["origin"],
    )


def passage_of(row: sqlite3.Row) -> Passage:
    """A row of `PASSAGE`."""
    return Passage(
        id=row["id"],
        document=row["document_id"],
        collection=row["collection"],
        name=row["name"],
        number=row["number"],
        text=row["words"][len(row["heading"]) + 1 :],
        start=row["start"],
        end=row["stop"],
        heading=row["heading"],
        page=row["page"],
        line=row["line"],
    )


def storable(text: str) -> str:
    """The text, as long as it was, without halves of characters, which no file can hold."""
    return HALVES.sub("\ufffd", text)


def words_of(heading: str, text: str) -> str:
    """What the column `words` holds; `passage_of` takes it apart again."""
    return storable(f"{heading}\n{text}")


def blob_of(vector: Vector) -> bytes:
    """A vector as it is kept: half precision moves a cosine by less than 0.001."""
    return vector.astype("<f2").tobytes()


def vectors_of(blobs: Sequence[bytes]) -> Vectors:
    """Vectors that were kept, a row each; shape (0, 0) without any."""
    if not blobs:
        return np.zeros((0, 0), np.float32)
    return np.frombuffer(b"".join(blobs), "<f2").reshape(len(blobs), -1).astype(np.float32)


def listed(values: Iterable[object]) -> str:
    """Values as one parameter, for `AMONG`."""
    return json.dumps(list(values))
