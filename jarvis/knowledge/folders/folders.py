"""All watched folders: those that config.toml names, and those that a person added."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from jarvis.errors import DocumentRefused
from jarvis.knowledge.documents import DEFAULT_COLLECTION, Document
from jarvis.knowledge.folders.follower import Follower
from jarvis.knowledge.folders.left_out import LeftOut
from jarvis.knowledge.ingesting.parts import Parts
from jarvis.knowledge.reading.kinds import supported
from jarvis.knowledge.standing import FolderStanding

LEFT_OUT = "left_out.json"

NO_FOLDER = ("{path} isn't a folder.", "Give the path of a folder on this computer.")
OWN = ("{path} holds Jarvis's own files.", "Choose the folder that your documents are in.")
FOLLOWED = (
    "{path} can't be watched: {other} is watched already.",
    "A folder is watched with all folders in it; give the other up first.",
)
CONFIGURED = (
    "The folder {path} is named in config.toml.",
    "Take it out of `folders` in the section [knowledge], and start Jarvis again.",
)


class Folders:
    """Safe from any thread.

    Args:
        wake: called when documents were handed in.
        drop: removes documents, by their ids.
    """

    def __init__(self, parts: Parts, wake: Callable[[], None], drop: Callable[..., None]) -> None:
        self._own = parts.folder.resolve()
        self._parts = parts
        self._wake = wake
        self._drop = drop
        self._left_out = LeftOut(parts.folder / LEFT_OUT)
        self._configured = {_absolute(Path(one)) for one in parts.settings.folders}
        self._lock = threading.RLock()
        self._followers: dict[Path, Follower] = {}
        self._started = False

    def start(self) -> None:
        """Follow all of them from now on."""
        with self._lock:
            self._started = True
            for path in sorted(self._configured):
                self._follow(path, DEFAULT_COLLECTION)
            self.refresh()

    def stop(self) -> None:
        """Follow none any more."""
        with self._lock:
            for follower in self._followers.values():
                follower.stop()

    def join(self) -> None:
        """Wait until none is followed any more, for a second or so."""
        for follower in self._followers.values():
            follower.join()

    def refresh(self) -> None:
        """Follow those that the store names, for the collections that it names now."""
        with self._lock:
            for folder in self._parts.store.folders():
                self._follow(Path(folder.path), folder.collection)

    def standing(self) -> list[FolderStanding]:
        """How each of them stands, by path."""
        with self._lock:
            return [
                FolderStanding(
                    str(path),
                    one.collection,
                    one.files,
                    path in self._configured,
                    one.error.message if one.error else "",
                    one.error.hint if one.error else "",
                )
                for path, one in sorted(self._followers.items())
            ]

    def watch(self, folder: Path, collection: str) -> None:
        """Follow a folder; what was left out of it comes back."""
        path = _absolute(folder)
        with self._lock:
            self._check(path)
            self._parts.store.watch(path, collection)
            self._left_out.forget(path)
            self.refresh()

    def unwatch(self, folder: Path) -> None:
        """Follow a folder no more, and remove its documents."""
        path = _absolute(folder)
        if path in self._configured:
            raise DocumentRefused(CONFIGURED[0].format(path=path), CONFIGURED[1])
        with self._lock:
            self._parts.store.unwatch(path)
            follower = self._followers.pop(path, None)
        if follower is not None:
            follower.stop()
            follower.join()
        documents = self._parts.store.by_origin(str(path))
        if going := [one.id for one in documents if not self._parts.files.has(one.id)]:
            self._drop(*going)

    def unwatch_all(self, collection: str) -> None:
        """Follow those no more that feed a collection."""
        feeding = [one for one in self.standing() if one.collection == collection]
        for one in feeding:
            self.unwatch(Path(one.path))

    def leave_out(self, document: Document) -> None:
        """Don't hand a document's file in again, until it changes."""
        if document.origin and (folder := self._around(Path(document.origin))) is not None:
            self._left_out.add(folder, document.origin, document.sha256)

    def became_ready(self, document: Document) -> None:
        """What it replaces can go."""
        if (follower := self._of(document)) is not None:
            follower.became_ready(document)

    def look_again(self, document: Document) -> None:
        """Its file has changed."""
        if (follower := self._of(document)) is not None:
            follower.look_again()

    def _of(self, document: Document) -> Follower | None:
        if not document.origin:
            return None
        with self._lock:
            inside = Path(document.origin).parents
            return next((one for path, one in self._followers.items() if path in inside), None)

    def _follow(self, path: Path, collection: str) -> None:
        if (follower := self._followers.get(path)) is not None:
            follower.collection = collection
        elif self._started and not _overlapping(path, self._followers):
            self._followers[path] = Follower(
                path,
                collection,
                self._parts,
                frozenset(supported()),
                self._left_out,
                self._wake,
                self._drop,
            )
            self._followers[path].start()

    def _check(self, path: Path) -> None:
        if not path.is_dir():
            raise DocumentRefused(NO_FOLDER[0].format(path=path), NO_FOLDER[1])
        if path.is_relative_to(self._own):
            raise DocumentRefused(OWN[0].format(path=path), OWN[1])
        if (other := self._overlaps(path)) is not None:
            raise DocumentRefused(FOLLOWED[0].format(path=path, other=other), FOLLOWED[1])

    def _around(self, file: Path) -> Path | None:
        return next((folder for folder in self._all() if folder in file.parents), None)

    def _overlaps(self, path: Path) -> Path | None:
        return _overlapping(path, self._all())

    def _all(self) -> list[Path]:
        return [*self._configured, *(Path(one.path) for one in self._parts.store.folders())]


def _overlapping(path: Path, others: Iterable[Path]) -> Path | None:
    """One of other folders that is this one, or around it, or in it."""
    return next(
        (one for one in others if path.is_relative_to(one) or one.is_relative_to(path)), None
    )


def _absolute(folder: Path) -> Path:
    return folder.expanduser().resolve()
