"""What is loaded where: load in the background, step down a ladder, swap without dropping a turn.

A turn borrows the chat model (`lease`); a swap lets borrowed models finish before it closes them.
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


@dataclass(slots=True)
class _Loaded:
    model: ChatModel
    resident: Resident
    leases: int = 0
    retired: bool = False


class Residents:
    """The chat model in memory, and the one that is on its way there.

    Args:
        memory: bytes in use now, by this process and by its GPUs.
        on_change: called after each change of state, in the event loop.
    """

    def __init__(
        self, *, memory: Callable[[], int] = lambda: 0, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self._memory = memory
        self._on_change = on_change
        self._active: _Loaded | None = None
        self._coming: Resident | None = None
        self._failures: list[Resident] = []
        self._before_climb: list[Resident] = []
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

        The model that answered before goes on until the new one is ready, and stays when none
        of the ladder can be loaded.

        Raises:
            ModelError: the last rung's, when none could be loaded.
        """
        async with self._swap:
            self._failures, self._before_climb = self._before_climb, []
            self._settled.clear()
            try:
                return await self._first_that_loads(ladder)
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
                "latency_ms": round((time.perf_counter() - started) * 1000),
            },
        )
        previous, self._active = self._active, _Loaded(model, resident)
        if previous:
            previous.retired = True
            await self._close_if_idle(previous)
        return resident

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
        try:
            yield loaded.model
        finally:
            loaded.leases -= 1
            await self._close_if_idle(loaded)

    def _why_none(self) -> NoModelReady:
        if not self._failures:
            return NoModelReady("No chat model is loaded.", "Choose one on the Models tab.")
        error = self._failures[-1].error
        assert error is not None
        return NoModelReady(f"No chat model could be loaded. {error.message}", error.hint)

    async def _close_if_idle(self, loaded: _Loaded) -> None:
        if loaded.retired and loaded.leases == 0:
            await loaded.model.close()

    async def close(self) -> None:
        """Unload everything. Streams still running break off."""
        loaded, self._active = self._active, None
        if loaded:
            await loaded.model.close()
