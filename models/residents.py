"""What is loaded where: load in the background, step down a ladder, swap without dropping a turn.

A turn borrows the chat model (`lease`); a swap lets borrowed models finish before it closes them.
Where memory holds both, the old model answers until the new one is ready; where it doesn't, turns
wait while the old one makes room, and it comes back if the new one can't be loaded.
Where models are, and which to prefer, is the business of `models.placement` and the store.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.chat import ChatModel, ChatModelSpec, load
from models.errors import ModelError, NoModelReady

log = logging.getLogger(__name__)


class State(StrEnum):
    """Where a model is on its way into memory."""

    WAITING = "waiting"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: a model that may be loaded, and how.

    Attributes:
        title: for people.
        expected_bytes: what placement expects it to take, over all devices.
        reason: why this one, in words.
    """

    engine: str
    spec: ChatModelSpec
    settings: Any
    title: str = ""
    quantization: str = ""
    expected_bytes: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    """How one rung stands now.

    Attributes:
        since: when it came into this state, seconds since the epoch.
        measured_bytes: memory taken by loading, process and GPUs together; 0 until loaded.
        error: what failed and what to do, when `state` is FAILED.
    """

    rung: Rung
    state: State
    since: float
    measured_bytes: int = 0
    error: ModelError | None = None


class _Loaded:
    """A model in memory, and how many turns hold it."""

    def __init__(self, model: ChatModel, resident: Resident) -> None:
        self.model = model
        self.resident = resident
        self.leases = 0
        self.idle = asyncio.Event()
        self.idle.set()

    async def close_when_idle(self) -> None:
        """Let the turns that hold it finish, then unload it."""
        await self.idle.wait()
        await self.model.close()


class Residents:
    """The chat model in memory, and the one that is on its way there.

    Args:
        memory: bytes in use now, by this process and by its GPUs.
        room: whether a rung fits beside what is loaded now.
        on_change: called after each change of state, in the event loop.
    """

    def __init__(
        self,
        *,
        memory: Callable[[], int] = lambda: 0,
        room: Callable[[Rung], bool] = lambda rung: True,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._memory = memory
        self._room = room
        self._on_change = on_change
        self._active: _Loaded | None = None
        self._coming: Resident | None = None
        self._failures: list[Resident] = []
        self._before_climb: list[Resident] = []
        self._leaving: dict[asyncio.Task[None], ChatModel] = {}
        self._swap = asyncio.Lock()
        self._settled = asyncio.Event()

    @property
    def active(self) -> Resident | None:
        """The chat model that answers now."""
        return self._active.resident if self._active else None

    @property
    def coming(self) -> Resident | None:
        """The chat model that is being loaded, while it is."""
        return self._coming

    @property
    def failures(self) -> tuple[Resident, ...]:
        """What could not be loaded at the last attempt, best rung first."""
        return tuple(self._failures)

    @property
    def degraded(self) -> bool:
        """Whether another model answers than the one that was wanted, or none can."""
        return bool(self._failures)

    @property
    def settled(self) -> bool:
        """Whether the last ladder has been climbed, with or without success."""
        return self._settled.is_set()

    @property
    def max_sequences(self) -> int:
        """Answers that the active model generates at the same time; 1 before there is one."""
        return self._active.model.max_sequences if self._active else 1

    def note_failure(self, name: str, error: ModelError) -> None:
        """Remember that a wanted model never reached the ladder; `climb` keeps it in mind."""
        rung = Rung("", ChatModelSpec(name, "", 0), None, title=name)
        self._before_climb = [Resident(rung, State.FAILED, time.time(), error=error)]
        log.warning("model_failed", extra={"model": name, "cause": str(error)})

    async def climb(self, ladder: tuple[Rung, ...]) -> Resident:
        """Load the first rung of `ladder` that can be loaded, and let it answer from then on.

        The model that answered before stays when none of the ladder can be loaded.

        Raises:
            ModelError: the last rung's, when none could be loaded.
        """
        async with self._swap:
            self._failures, self._before_climb = self._before_climb, []
            self._settled.clear()
            before = self.active
            try:
                return await self._first_that_loads(ladder)
            except ModelError:
                if before and self._active is None:
                    await self._load(before.rung)
                raise
            finally:
                self._coming = None
                self._settled.set()
                self._on_change()

    async def _first_that_loads(self, ladder: tuple[Rung, ...]) -> Resident:
        error: ModelError = NoModelReady("There is no model to load.", "Run `jarvis doctor`.")
        for rung in ladder:
            try:
                return await self._load(rung)
            except ModelError as failed:
                error = failed
                self._failures.append(Resident(rung, State.FAILED, time.time(), error=failed))
                log.warning(
                    "model_failed",
                    extra={"model": rung.spec.name, "cause": failed.message, "hint": failed.hint},
                )
        raise error

    async def _load(self, rung: Rung) -> Resident:
        self._coming = Resident(rung, State.LOADING, time.time())
        self._on_change()
        if (old := self._active) and not self._room(rung):
            self._active = None
            await old.close_when_idle()
        before = self._memory()
        started = time.perf_counter()
        model = await load(rung.engine, rung.spec, rung.settings)
        measured = max(0, self._memory() - before)
        resident = Resident(rung, State.READY, time.time(), measured_bytes=measured)
        log.info(
            "model_ready",
            extra={
                "model": model.name,
                "engine": model.engine,
                "memory_bytes": measured,
                "reason": rung.reason,
                "latency_ms": round((time.perf_counter() - started) * 1000),
            },
        )
        previous, self._active = self._active, _Loaded(model, resident)
        if previous:
            self._leave(previous)
        return resident

    def _leave(self, loaded: _Loaded) -> None:
        """Close it behind the new one, as soon as its last turn has ended."""
        task = asyncio.create_task(loaded.close_when_idle())
        self._leaving[task] = loaded.model
        task.add_done_callback(self._leaving.pop)

    async def wait(self) -> None:
        """Until a model answers, or the ladder has come to its end."""
        if self._active is None:
            await self._settled.wait()

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[ChatModel]:
        """Borrow the active chat model; it is not unloaded before it is given back.

        Raises:
            NoModelReady: there is none, and none is coming.
        """
        await self.wait()
        if (loaded := self._active) is None:
            raise self._why_none()
        loaded.leases += 1
        loaded.idle.clear()
        try:
            yield loaded.model
        finally:
            loaded.leases -= 1
            if not loaded.leases:
                loaded.idle.set()

    def _why_none(self) -> NoModelReady:
        if not self._failures:
            return NoModelReady("No chat model is loaded.", "Choose one on the Models tab.")
        error = self._failures[-1].error
        assert error is not None
        return NoModelReady(f"No chat model could be loaded. {error.message}", error.hint)

    async def close(self) -> None:
        """Unload everything. Streams still running break off."""
        loaded, self._active = self._active, None
        leaving = dict(self._leaving)
        for task in leaving:
            task.cancel()
        for model in (*leaving.values(), *([loaded.model] if loaded else [])):
            await model.close()
