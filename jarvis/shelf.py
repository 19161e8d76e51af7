"""The models a person can choose from: what fits, what is on disk, what is being fetched."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from jarvis.choice import write_choice
from models.catalogue import Card, Task
from models.errors import DownloadCancelled, ModelError, ModelNotFound
from models.residents import Resident, Residents, Rung
from models.store import Progress, Store

TASKS: tuple[Task, ...] = (
    "chat",
    "transcription",
    "speech",
    "embedding",
    "reranking",
    "classification",
)
"""What is on the shelf: models that a person chooses, by loading them or by having them at all."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a model fits this machine.

    Attributes:
        memory: bytes that it would take; where it doesn't fit, at the least.
        devices: GPUs that it would go to; empty is the processor.
        slow: it would write more slowly than people read.
        needs_gpu: it runs on GPUs only, and there is none here that it can use.
        reason: all of that in words, in English.
    """

    fits: bool
    memory: int
    devices: tuple[int, ...] = ()
    slow: bool = False
    needs_gpu: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One model on the shelf.

    Attributes:
        active: it answers now.
        progress: of its download, while there is one.
        error: why its last download failed.
    """

    card: Card
    fit: Fit
    on_disk: bool
    active: bool
    progress: Progress | None = None
    error: ModelError | None = None


class Shelf:
    """Lists models, fetches them, and puts a chat model to use.

    Args:
        fit: says whether a card fits this machine (`models.placement`).
        rung: turns a card whose weights are here into what `Residents` loads.
    """

    def __init__(
        self,
        store: Store,
        residents: Residents,
        data_dir: Path,
        *,
        fit: Callable[[Card], Fit],
        rung: Callable[[Card], Rung],
    ) -> None:
        self._store = store
        self._residents = residents
        self._data_dir = data_dir
        self._fit = fit
        self._rung = rung
        self._progress: dict[str, Progress] = {}
        self._errors: dict[str, ModelError] = {}
        self._cancel: dict[str, Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def offline(self) -> bool:
        """Whether downloads are off."""
        return self._store.offline

    def entries(self) -> tuple[Entry, ...]:
        """Every model, task by task: those that run well here first, and the best of them first."""
        active = self._residents.active
        cards = [card for card in self._store.cards() if card.task in TASKS]
        fits = {card.name: self._fit(card) for card in cards}

        def order(card: Card) -> tuple[int, bool, bool, int]:
            fit = fits[card.name]
            return TASKS.index(card.task), not fit.fits, fit.slow, -card.rank

        cards.sort(key=order)
        return tuple(
            Entry(
                card=card,
                fit=fits[card.name],
                on_disk=self._store.path(card) is not None,
                active=active is not None and active.rung.spec.name == card.name,
                progress=self._progress.get(card.name),
                error=self._errors.get(card.name),
            )
            for card in cards
        )

    def pull(self, name: str) -> None:
        """Start a download in the background; `entries` shows how far it is. Idempotent.

        Raises:
            ModelNotFound
        """
        if name in self._cancel:
            return
        card = self._card(name, *TASKS)
        self._errors.pop(name, None)
        self._cancel[name] = Event()
        self._progress[name] = Progress(0, card.weights_bytes)
        task = asyncio.get_running_loop().create_task(self._pull(card))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pull(self, card: Card) -> None:
        def on_progress(progress: Progress) -> None:
            self._progress[card.name] = progress

        try:
            await asyncio.to_thread(self._store.pull, card, on_progress, self._cancel[card.name])
        except DownloadCancelled:
            pass
        except ModelError as error:
            self._errors[card.name] = error
            log.warning("pull_failed", extra={"model": card.name, "cause": error.message})
        finally:
            del self._cancel[card.name], self._progress[card.name]

    def cancel(self, name: str) -> None:
        """Stop a download; what has come stays for the next time."""
        if event := self._cancel.get(name):
            event.set()

    async def use(self, name: str) -> Resident:
        """Load a model whose weights are here and let it answer from now on; remember the choice.

        The old model answers until the new one is ready, and stays if the new one fails.

        Raises:
            ModelError: it isn't here, doesn't fit, or can't be loaded.
        """
        resident = await self._residents.climb((self._rung(self._card(name, "chat")),))
        write_choice(self._data_dir, name)
        return resident

    def _card(self, name: str, *tasks: Task) -> Card:
        """A model by its name. Paths, which `Store.find` also takes, are for the terminal."""
        cards = {card.name: card for card in self._store.cards() if card.task in tasks}
        if name not in cards:
            kind = "chat model" if tasks == ("chat",) else "model"
            raise ModelNotFound(f"There is no {kind} {name!r}.", "The Models tab lists them.")
        return cards[name]

    async def close(self) -> None:
        """Stop downloads."""
        for event in self._cancel.values():
            event.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self._tasks, return_exceptions=True)
