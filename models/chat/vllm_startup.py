"""Starting vLLM's engine, giving up while it starts, and ending it with all of its processes.

Knows nothing of requests.
"""

import asyncio
import multiprocessing
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psutil

from models.errors import EngineUnavailable, ModelFileInvalid

CORE_PROCESS = "EngineCore"
"""How vLLM's child process is called; other children aren't ours to end."""

STOP_SECONDS = 1.0
"""How long the engine may take to end by itself. It has nothing to save."""


async def start(engine_args: Mapping[str, Any]) -> Any:
    """An ``AsyncLLM``, ready to answer.

    Importing and starting take a minute, so both happen in a thread. Cancelling ends the child
    process, upon which vLLM gives up; the thread is a daemon, so a program that exits doesn't
    wait for it.

    Raises:
        ModelFileInvalid, EngineUnavailable
    """
    starting = _Starting(engine_args)
    try:
        arrived = await starting.arrivals.get()
    except asyncio.CancelledError:
        starting.give_up()
        raise
    if isinstance(arrived, Exception):
        with _translated():
            raise arrived
    return arrived


def stop(engine: Any) -> None:
    """End the engine and its processes. Blocks for up to two seconds; call it in a thread."""
    family = _family(engine.engine_core.resources.engine_manager.processes)
    engine.shutdown(timeout=STOP_SECONDS)
    # A core that is killed leaves its workers behind.
    _kill(family)


class _Starting:
    """One attempt. Keeps no hold of the engine, which ends itself noisily if it outlives Python."""

    def __init__(self, engine_args: Mapping[str, Any]) -> None:
        self.arrivals: asyncio.Queue[Any] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._given_up = False
        arguments = (dict(engine_args),)
        threading.Thread(target=self._run, args=arguments, name="vllm", daemon=True).start()

    def give_up(self) -> None:
        """End the engine that is starting, or has just started."""
        self._given_up = True
        while not self.arrivals.empty():
            self._arrive(self.arrivals.get_nowait())
        _kill(_family([*_cores(), *_helpers()]))

    def _run(self, engine_args: dict[str, Any]) -> None:
        try:
            from vllm import AsyncEngineArgs
            from vllm.v1.engine.async_llm import AsyncLLM

            if not self._given_up:
                self._hand_over(AsyncLLM.from_engine_args(AsyncEngineArgs(**engine_args)))
        except Exception as exc:  # noqa: BLE001 - it crosses threads, and is raised again there
            self._hand_over(exc)

    def _hand_over(self, arrived: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: the program is ending, and vLLM with it
            self._loop.call_soon_threadsafe(self._arrive, arrived)

    def _arrive(self, arrived: Any) -> None:
        if not self._given_up:
            self.arrivals.put_nowait(arrived)
        elif not isinstance(arrived, Exception):
            stop(arrived)


def _cores() -> list[Any]:
    children = multiprocessing.active_children()
    return [child for child in children if child.name.startswith(CORE_PROCESS)]


def _helpers() -> list[psutil.Process]:
    """The Pythons that vLLM runs to look into a model's code: ``python -m vllm.…``."""
    helpers = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            helpers += [child for word in child.cmdline() if word.startswith("vllm.")]
    return helpers


def _family(cores: Sequence[Any]) -> list[psutil.Process]:
    """The living among `cores`, and all that they started."""
    family = []
    for core in cores:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(core.pid)
            family += [process, *process.children(recursive=True)]
    return family


def _kill(family: Sequence[psutil.Process]) -> None:
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ImportError as exc:
        raise EngineUnavailable(
            f"vLLM can't be used here: {exc}.", "Its build may not suit this machine."
        ) from exc
    except (ValueError, OSError) as exc:
        raise ModelFileInvalid(
            f"vLLM can't use this model as it is: {_first_line(exc)}",
            "Look at [engines.vllm] in the configuration, or choose another model.",
        ) from exc
    except RuntimeError as exc:
        raise EngineUnavailable(
            f"vLLM didn't start: {_first_line(exc)}",
            "The log says why. If memory ran out: lower the context length, or "
            "engines.vllm.gpu_memory_utilization if other programs use the GPU.",
        ) from exc


def _first_line(exc: Exception) -> str:
    return next(iter(str(exc).strip().splitlines()), type(exc).__name__)
