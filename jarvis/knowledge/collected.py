"""Collections of documents, and what is attached to a conversation: made, renamed, given up."""

import time
from collections.abc import Callable

from jarvis.knowledge.documents import ATTACHED, Collection
from jarvis.knowledge.folders.folders import Folders
from jarvis.knowledge.ingesting.indexing import Indexing
from jarvis.knowledge.ingesting.parts import Parts

FRESH_SECONDS = 3600.0
"""How long an attachment waits for its conversation's first message."""


class Collected:
    """The part of the library that knows documents by their collections. Safe from any thread."""

    def __init__(self, parts: Parts, indexing: Indexing, wake: Callable[[], None]) -> None:
        self._store = parts.store
        self._files = parts.files
        self._works = parts.works
        self._version = parts.version
        self._indexing = indexing
        self._folders = Folders(parts, wake, self._drop)

    def collections(self) -> list[Collection]:
        """Those that a list shows, by name."""
        return self._store.collections()

    def create_collection(self, name: str) -> Collection:
        """A collection of that name: a new, empty one, or the one there.

        Raises:
            InvalidRequest: no collection can be called that.
        """
        collection = self._store.create_collection(name)
        self._version.bump()
        return collection

    def rename_collection(self, old: str, new: str) -> None:
        """Give a collection another name.

        Raises:
            DocumentNotFound, InvalidRequest: as the store says.
        """
        self._store.rename_collection(old, new)
        for document in self._store.documents(new):
            self._files.note_collection(document.id, new)
        self._folders.refresh()
        self._version.bump()

    def remove_collection(self, name: str) -> None:
        """Delete a collection with its documents, and follow the folders no more that feed it.

        Raises:
            DocumentNotFound: there is none.
            DocumentRefused: config.toml names a folder that feeds it.
        """
        collection = self._store.collection(name)
        self._folders.unwatch_all(collection.name)
        for document in self._store.documents(collection.name):
            self._works.cancel(document.id)
            self._files.remove(document.id)
        self._store.remove_collection(collection.name)
        self._changed()

    def erase_attachments(self, conversation: str) -> None:
        """Delete what was attached to a conversation, if anything was."""
        if any(one.name == ATTACHED + conversation for one in self._attached()):
            self.remove_collection(ATTACHED + conversation)

    def sweep(self, exists: Callable[[str], bool]) -> None:
        """Delete what was attached to conversations that are gone. One that was attached to lately
        may not have begun yet.
        """
        for collection in self._attached():
            attached = self._store.documents(collection.name)
            fresh = any(time.time() - one.created < FRESH_SECONDS for one in attached)
            if not fresh and not exists(collection.name.removeprefix(ATTACHED)):
                self.remove_collection(collection.name)

    def _attached(self) -> list[Collection]:
        return self._store.collections(attached=True)

    def _drop(self, *documents: str) -> None:
        for document in documents:
            self._works.cancel(document)
            self._files.remove(document)
        self._store.remove(*documents)
        self._changed()

    def _changed(self) -> None:
        self._version.bump()
        self._indexing.wake()
