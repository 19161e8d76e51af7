"""A person's documents as a whole: what is handed in, what is followed, what is given up.

It puts the parts together that take documents in, and knows neither page nor turn. Methods are safe
from any thread, and block where they touch the disk.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from jarvis.errors import JarvisError
from jarvis.knowledge.collected import Collected
from jarvis.knowledge.documents import DEFAULT_COLLECTION, Document, Status
from jarvis.knowledge.ingesting.embedders import Embedders
from jarvis.knowledge.ingesting.files import Files
from jarvis.knowledge.ingesting.indexing import Indexing
from jarvis.knowledge.ingesting.names import display_name
from jarvis.knowledge.ingesting.parts import OnStage, Parts, Version, no_stage
from jarvis.knowledge.ingesting.pausing import Pausing
from jarvis.knowledge.ingesting.pipeline import Pipeline
from jarvis.knowledge.ingesting.progress import Works
from jarvis.knowledge.reading import Reader
from jarvis.knowledge.standing import FolderStanding, Standing
from jarvis.knowledge.store import Store
from jarvis.knowledge.vectors import VectorIndex
from jarvis.knowledge_settings import KnowledgeSettings
from models.embedding import Embedder
from models.errors import ModelError


class Library(Collected):
    """Documents, from the moment they are handed in until they are removed.

    Nothing is done before `start`, but `add` and the lists work.

    Attributes:
        problem: what is wrong with the database itself; `standing` tells it, too.

    Args:
        folder: where originals are kept; made if need be.
        store, index, reader: closed by others, except for the reader.
        on_stage: told of each document that became ready: "read", "embed" or "index", the seconds
            it took, and what was handled.
    """

    def __init__(
        self,
        folder: Path,
        settings: KnowledgeSettings,
        store: Store,
        index: VectorIndex,
        reader: Reader,
        on_stage: OnStage = no_stage,
    ) -> None:
        self.problem: JarvisError | None = None
        version = Version()
        files, works = Files(folder / "files", settings.file_max_mib), Works(version.bump)
        parts = Parts(settings, folder, store, files, reader, works, version)
        indexing = Indexing(index)
        self._index = index
        self._reader = reader
        self._pausing = Pausing()
        self._embedders = Embedders(store, self._pausing.follow, self._embedder_changed)
        self._pipeline = Pipeline(
            parts,
            self._embedders,
            self._pausing,
            on_stage,
            self._ready,
            self._unsettled,
            indexing.wake,
        )
        super().__init__(parts, indexing, self._pipeline.wake)

    def start(self) -> None:
        """Take up what was left unfinished, and follow the watched folders. Returns at once."""
        self._pausing.start()
        self._indexing.start()
        self._pipeline.start()
        self._folders.start()

    def close(self) -> None:
        """Stop within about a second. What was in flight is taken up at the next start."""
        self._folders.stop()
        self._pipeline.stop()
        self._embedders.close()
        self._pausing.close()
        self._reader.close()
        self._folders.join()
        self._pipeline.join()
        self._indexing.close()

    # Embedders

    def use(self, embedder: Embedder | None, error: ModelError | None = None) -> None:
        """Embed with `embedder` from now on; the library closes it when it is done with it.

        Where passages were embedded by another model, they are embedded anew in the background,
        and searches use the other until that is done, if it was handed in before.

        Args:
            embedder: None if there is none (any more).
            error: why it isn't the one that was wanted; `standing` tells.
        """
        self._embedders.use(embedder, error)

    @property
    def embedder(self) -> Embedder | None:
        """The embedder that searches use now, whose vectors the index holds."""
        return self._embedders.current

    def wait_embedder(self, seconds: float) -> Embedder | None:
        """`embedder`, as soon as there is one, or None after `seconds`."""
        return self._embedders.wait(seconds)

    def pause(self) -> None:
        """Hold reading up: somebody waits for an answer. Calls add up. While there is no end of
        them, documents are given a few seconds now and then.
        """
        self._pausing.pause()

    def resume(self) -> None:
        """Undo one `pause`."""
        self._pausing.resume()

    # Documents

    def add(self, source: BinaryIO, name: str, collection: str = DEFAULT_COLLECTION) -> Document:
        """Keep a copy of a file and queue it; both survive whatever happens once this returns.
        A file that is in the collection already is read once: its document is returned, and read
        again if that failed before.

        Args:
            name: as the person knows it; folders in it are left out.
            collection: made if there is none of that name.

        Raises:
            DocumentRefused: it is empty or too large, or there is no room on the disk.
            InvalidRequest: no collection can be called that.
            KnowledgeUnavailable: it can't be stored now.
        """
        shown = display_name(name)
        with self._files.incoming(source, shown, collection) as copy:
            document, new = self._store.add(collection, shown, copy.bytes, copy.sha256)
            if not self._files.has(document.id):
                self._files.keep(copy, document.id)
        if not new and document.status is Status.FAILED:
            self._store.queued(document.id)
        self._pipeline.wake()
        return self.document(document.id)

    def documents(self, collection: str | None = None) -> list[Document]:
        """Newest first, as they stand now; without attachments, unless their collection is named.

        Raises:
            DocumentNotFound: there is no such collection.
        """
        return [self._shown(document) for document in self._store.documents(collection)]

    def document(self, document: str) -> Document:
        """One document, by its id.

        Raises:
            DocumentNotFound
        """
        return self._shown(self._store.document(document))

    def file(self, document: str) -> Path:
        """A document's original: our copy, or the watched file itself, which may be gone.

        Raises:
            DocumentNotFound
        """
        return self._files.path(self._store.document(document))

    def remove(self, document: str) -> None:
        """Delete a document, its copy, words and vectors, whatever it is just about. Of a watched
        folder, it stays out until the file changes; the file itself isn't touched.

        Raises:
            DocumentNotFound, KnowledgeUnavailable
        """
        self._folders.leave_out(self._store.document(document))
        self._drop(document)

    def cancel(self, document: str) -> None:
        """`remove`, if the document isn't ready yet; one that is stays.

        Raises:
            DocumentNotFound, KnowledgeUnavailable
        """
        if self._store.document(document).status is not Status.READY:
            self.remove(document)

    def retry(self, document: str) -> None:
        """Read a document again that failed; others go on as they are.

        Raises:
            DocumentNotFound, KnowledgeUnavailable
        """
        if self._store.document(document).status is Status.FAILED:
            self._store.queued(document)
            self._pipeline.wake()

    # Folders

    def watch(self, folder: Path, collection: str = DEFAULT_COLLECTION) -> None:
        """Follow a folder: its files now, and every change from now on, also while Jarvis is off.

        Raises:
            DocumentRefused: it isn't a folder, holds Jarvis's own files, or is followed already,
                itself or a folder in it or around it.
            InvalidRequest: no collection can be called that.
        """
        self._folders.watch(folder, collection)
        self._version.bump()

    def unwatch(self, folder: Path) -> None:
        """Follow a folder no more; its documents go, its files stay.

        Raises:
            DocumentNotFound: it isn't watched.
            DocumentRefused: config.toml names it.
        """
        self._folders.unwatch(folder)
        self._version.bump()

    def folders(self) -> list[FolderStanding]:
        """The watched folders, by path."""
        return self._folders.standing()

    # All together

    @property
    def busy(self) -> bool:
        """Whether documents are being read, wait to be, or are being embedded anew."""
        return self._pipeline.busy

    @property
    def version(self) -> int:
        """Another number whenever something changed that a list shows."""
        return self._version.number

    @property
    def standing(self) -> Standing:
        """How all documents together stand."""
        current, coming = self._embedders.current, self._embedders.coming
        folders = ((one.error, one.hint) for one in self.folders() if one.error)
        problem = self.problem or self._pipeline.line.error or self._embedders.error
        error, hint = (problem.message, problem.hint) if problem else next(folders, ("", ""))
        return Standing(
            self._pipeline.reindexing.share,
            current.name if current else "",
            coming.name if coming else "",
            error,
            hint,
        )

    def rebuild(self, progress: Callable[[float], None] = lambda share: None) -> None:
        """Make the vector index anew from what is stored. Blocks; searches go on meanwhile.

        Raises:
            KnowledgeUnavailable
        """
        self._index.rebuild(progress)

    def _shown(self, document: Document) -> Document:
        return self._works.shown(document, self._pipeline.line.waits_for())

    def _ready(self, document: Document) -> None:
        self._changed()
        self._folders.became_ready(document)

    def _unsettled(self, document: Document) -> None:
        self._folders.look_again(document)

    def _embedder_changed(self) -> None:
        self._version.bump()
        self._pipeline.embedder_changed()
