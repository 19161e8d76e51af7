"""Chroma's process, seen from Jarvis.

Damaged index files crash Chroma with all that is around it; it keeps Python from doing anything
else while it works; importing it takes seconds. In a process of its own none of this is felt.
"""

from pathlib import Path
from typing import Any

from models.child.keeper import Keeper
from models.errors import EngineUnavailable, ModelError

SERVICE = "jarvis.knowledge.vectors.chroma:Chroma"
SECONDS = 120.0
"""After which a call counts as hung; the first waits for Chroma's import, and for its lock."""


class ChromaFailed(Exception):
    """Chroma raised an error, hung, or its process ended."""


class ChromaInUse(ChromaFailed):
    """Another process has the folder open."""


class ChromaProcess:
    """`Chroma`, in a process that the first call starts. Safe from any thread.

    Args:
        linger: seconds without a call after which the process ends; None is never.
    """

    def __init__(self, folder: Path, linger: float | None = None) -> None:
        self._keeper = Keeper("Chroma", SERVICE, {"folder": str(folder)}, linger=linger)

    def call(self, method: str, *, urgent: bool = False, **arguments: Any) -> Any:
        """What a method of `Chroma` returns.

        Args:
            urgent: don't wait for calls that aren't.

        Raises:
            ChromaInUse, ChromaFailed
        """
        try:
            return self._keeper.call(method, urgent=urgent, **arguments).result(SECONDS).value
        except EngineUnavailable as error:
            raise ChromaInUse(error.message) from error
        except ModelError as error:
            raise ChromaFailed(error.message) from error
        except TimeoutError as error:
            raise ChromaFailed(f"no answer to {method!r} within {SECONDS:.0f} seconds") from error

    def close(self) -> None:
        """End the process; calls that wait fail. What it had done is on the disk. Idempotent."""
        self._keeper.close()
