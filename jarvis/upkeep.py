"""What the command line does with the ledger: the same inside a running Jarvis and without one.

Answers are plain data, as they go over HTTP. Every method blocks until it is done.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from jarvis.conversations import Conversations
from jarvis.errors import ConversationNotFound
from jarvis.telemetry.archive import retain
from jarvis.telemetry.export import Format, export
from jarvis.telemetry.filters import Filter
from jarvis.telemetry.forgetting import forget
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.statistics import summary
from jarvis.telemetry.verify import verify


class Keeper(Protocol):
    """What can be asked for. Raises JarvisError, LedgerUnavailable among others."""

    def stats(self, days: int) -> dict[str, Any]:
        """A period in figures: `jarvis.telemetry.statistics.Summary`."""

    def export(self, folder: str, form: Format) -> dict[str, int]:
        """Write every table into a folder, by its absolute path; rows a file."""

    def verify(self) -> list[dict[str, Any]]:
        """See `jarvis.telemetry.verify.Finding`."""

    def erase(self, conversation: str) -> int:
        """Erase a conversation's words, and whose its figures were; how many turns it had."""

    def retain(self, months: int) -> dict[str, Any]:
        """Move old months to Parquet: `jarvis.telemetry.archive.Retained`."""


class Upkeep:
    """Does it, with a ledger that is open.

    Args:
        folder: the ledger's.
    """

    def __init__(self, ledger: Ledger, folder: Path, conversations: Conversations) -> None:
        self._ledger = ledger
        self._folder = folder
        self._conversations = conversations

    def stats(self, days: int) -> dict[str, Any]:
        """See `Keeper`."""
        return asdict(summary(self._ledger, Filter(days)))

    def export(self, folder: str, form: Format) -> dict[str, int]:
        """See `Keeper`."""
        return export(self._ledger, Path(folder), form)

    def verify(self) -> list[dict[str, Any]]:
        """See `Keeper`."""
        return [asdict(finding) for finding in verify(self._ledger, self._folder)]

    def erase(self, conversation: str) -> int:
        """See `Keeper`. The words go first: they matter, and the ledger may be unavailable."""
        missing = None
        try:
            self._conversations.erase(conversation)
        except ConversationNotFound as error:
            missing = error
        turns = self._ledger.run(lambda file: forget(file, self._folder, conversation)).result()
        if missing and not turns:
            raise missing
        return turns

    def retain(self, months: int) -> dict[str, Any]:
        """See `Keeper`."""
        work = self._ledger.run(lambda file: retain(file, self._folder, months, now()), reopen=True)
        return asdict(work.result())
