"""Collections and watched folders: where documents belong."""

import sqlite3
import unicodedata
from pathlib import Path

from jarvis.errors import DocumentNotFound, InvalidRequest
from jarvis.knowledge.documents import ATTACHED, Collection
from jarvis.knowledge.storing.part import Part, WatchedFolder

LONGEST_NAME = 80

SHOWN = {"Cc": " ", "Cf": "", "Cs": "\ufffd"}
"""By Unicode category: line breaks are blanks; what can't be seen could make two names look one."""

JOINERS = "\u200c\u200d"
"""These can't be seen either, but emoji and Persian are written with them."""

COUNTED = """SELECT c.name, count(d.row) AS documents,
    coalesce(sum(CASE WHEN d.status = 'ready' THEN d.passages END), 0) AS passages
FROM collection c LEFT JOIN document d ON d.collection = c.id """


class Collections(Part):
    """Collections by name, any case; and the folders that are watched for them."""

    def collections(self, *, attached: bool = False) -> list[Collection]:
        """Those that a list shows, by name; or those of conversations instead."""
        with self._database.reading() as db:
            rows = db.execute(
                f"{COUNTED} WHERE c.attached = ? GROUP BY c.id ORDER BY c.key", (attached,)
            )
            return [Collection(**row) for row in rows]

    def collection(self, name: str) -> Collection:
        """One collection.

        Raises:
            DocumentNotFound
        """
        with self._database.reading() as db:
            row = db.execute(
                f"{COUNTED} WHERE c.id = ? GROUP BY c.id", (found(db, name),)
            ).fetchone()
            return Collection(**row)

    def create_collection(self, name: str) -> Collection:
        """A collection of that name: a new, empty one, or the one there.

        Raises:
            InvalidRequest: the name is empty or too long.
        """
        with self._database.writing() as db:
            ensured(db, name)
        return self.collection(name)

    def rename_collection(self, old: str, new: str) -> None:
        """Give a collection another name.

        Raises:
            DocumentNotFound, InvalidRequest: the new name can't be, or is another collection's.
        """
        name = cleaned(new)
        with self._database.writing() as db:
            collection = found(db, old)
            try:
                db.execute(
                    "UPDATE collection SET name = ?, key = ?, attached = ? WHERE id = ?",
                    (name, key_of(name), is_attached(name), collection),
                )
            except sqlite3.IntegrityError as error:
                raise InvalidRequest(
                    f"There is a collection called “{name}” already.", "Choose another name."
                ) from error

    def folders(self) -> list[WatchedFolder]:
        """The folders that are watched, by path."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT path, name FROM watched JOIN collection ON id = collection ORDER BY path"
            )
            return [WatchedFolder(*row) for row in rows]

    def watch(self, path: Path, collection: str) -> None:
        """Keep in mind that a folder's files go to a collection."""
        with self._database.writing() as db:
            db.execute("REPLACE INTO watched VALUES (?, ?)", (str(path), ensured(db, collection)))

    def unwatch(self, path: Path) -> None:
        """Forget a folder; its documents stay.

        Raises:
            DocumentNotFound: it isn't watched.
        """
        with self._database.writing() as db:
            if not db.execute("DELETE FROM watched WHERE path = ?", (str(path),)).rowcount:
                raise DocumentNotFound(f"The folder {path} isn't watched.")


def ensured(db: sqlite3.Connection, name: str) -> int:
    """The row of the collection of that name, made if need be.

    Raises:
        InvalidRequest: the name is empty or too long.
    """
    name = cleaned(name)
    db.execute(
        "INSERT OR IGNORE INTO collection (name, key, attached) VALUES (?, ?, ?)",
        (name, key_of(name), is_attached(name)),
    )
    return found(db, name)


def found(db: sqlite3.Connection, name: str) -> int:
    """The row of the collection of that name.

    Raises:
        DocumentNotFound
    """
    row = db.execute("SELECT id FROM collection WHERE key = ?", (key_of(name),)).fetchone()
    if row is None:
        raise DocumentNotFound(
            f"There is no collection called “{name}”.", "Look at the list of collections."
        )
    return int(row["id"])


def cleaned(name: str) -> str:
    """A name as it is shown, without what can't be seen.

    Raises:
        InvalidRequest: nothing is left of it, or too much.
    """
    name = _visible(name)
    if not name.strip(JOINERS):
        name = ""
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidRequest(
            f"A collection's name has 1 to {LONGEST_NAME} characters.",
            "Choose a shorter one." if name else "Type a name.",
        )
    return name


def key_of(name: str) -> str:
    """What two names have in common that count as one."""
    return _visible(unicodedata.normalize("NFKC", name).casefold())


def is_attached(name: str) -> bool:
    """Whether it is a conversation's collection, which no list shows."""
    return key_of(name).startswith(ATTACHED)


def _visible(name: str) -> str:
    shown = (one if one in JOINERS else SHOWN.get(unicodedata.category(one), one) for one in name)
    return " ".join("".join(shown).split())
