"""What the steps of taking documents in are handed together."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jarvis.knowledge.ingesting.files import Files
from jarvis.knowledge.ingesting.progress import Works
from jarvis.knowledge.reading import Reader
from jarvis.knowledge.store import Store
from jarvis.knowledge_settings import KnowledgeSettings

OnStage = Callable[[str, float, Mapping[str, object]], None]
"""Told of a stage that a document went through: its name, its seconds, and what was handled."""


class Version:
    """A number that changes with everything that a list shows. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.number = 0

    def bump(self) -> None:
        """Something changed."""
        with self._lock:
            self.number += 1


@dataclass(frozen=True, slots=True)
class Parts:
    """Where documents come from and go to.

    Attributes:
        folder: Jarvis's own, which no document is read from unless it is a copy.
    """

    settings: KnowledgeSettings
    folder: Path
    store: Store
    files: Files
    reader: Reader
    works: Works
    version: Version


def no_stage(stage: str, seconds: float, about: Mapping[str, object]) -> None:
    """Nobody wants to know."""
