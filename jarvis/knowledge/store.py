"""Everything that is known of a person's documents, in SQLite: the truth that all else follows.

A passage, its words and its vectors are committed together (WAL, synchronous FULL), and are found
once their document is ready. It knows neither how files are read nor how vectors are searched.
"""

from pathlib import Path

from jarvis.knowledge.storing.collecting import Collections
from jarvis.knowledge.storing.damage import documents_in, opened
from jarvis.knowledge.storing.database import translated
from jarvis.knowledge.storing.documents import Documents
from jarvis.knowledge.storing.forgetting import Forgetting
from jarvis.knowledge.storing.models import Models
from jarvis.knowledge.storing.part import WatchedFolder
from jarvis.knowledge.storing.passages import Passages
from jarvis.knowledge.storing.searching import Searching
from jarvis.knowledge.storing.syncing import Indexable, Syncing

__all__ = ["Indexable", "Store", "WatchedFolder"]

FILE = "knowledge.db"

DAMAGED_NOTE = (
    "The documents' database was damaged. It is kept as {}, and the documents are read anew."
)


class Store(Collections, Documents, Forgetting, Passages, Models, Searching, Syncing):
    """The documents' database. Safe from any thread; each call is one transaction.

    Every call raises KnowledgeUnavailable where the file can't be read or written.

    A damaged file is set aside, never deleted, and a new one begun.

    Attributes:
        note: that this happened, one or two sentences; else "".
        lost: the documents that the damaged file told of, as far as it could be read. Their
            originals are there: hand them in again.

    Args:
        folder: where the file lies; made if need be.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        with translated(path):
            folder.mkdir(parents=True, exist_ok=True)
            database, damaged = opened(path)
        super().__init__(database)
        self.note = DAMAGED_NOTE.format(damaged.name) if damaged else ""
        self.lost = documents_in(damaged) if damaged else []

    def close(self) -> None:
        """Close the file. Idempotent."""
        self._database.close()
