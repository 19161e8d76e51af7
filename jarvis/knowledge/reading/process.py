"""A worker process, seen from this side: started, asked, stopped."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import psutil

from jarvis.knowledge.reading import wire
from jarvis.knowledge.reading.refusals import ReadingCancelled

MODULE = "jarvis.knowledge.reading.worker"
ROOT = Path(__file__).resolve().parents[3]

KEPT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "PATHEXT", "VIRTUAL_ENV"),
)
"""Of the environment: what programs need to start. Keys and tokens stay here."""

OURS = {
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "ignore",
    "HF_HUB_OFFLINE": "1",
    # A thread pool for every core would use up the address space that the limit leaves.
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}

GRACE_SECONDS = 0.05
"""How often it is looked whether somebody has cancelled."""


class WorkerDied(Exception):
    """The process ended, or speaks nonsense."""


class WorkerSlow(Exception):
    """It took longer than it may; it was stopped."""


class Worker:
    """One process. It is asked from one thread at a time.

    Args:
        memory_mib: the address space that it may use.
    """

    def __init__(self, memory_mib: int) -> None:
        self.used = False
        self._process = subprocess.Popen(  # noqa: S603 - our own module, and a number
            [sys.executable, "-P", "-m", MODULE, str(memory_mib)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ} | OURS,
            start_new_session=True,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
            | getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(
        self,
        request: wire.Message,
        payload_max: int,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> tuple[wire.Message, bytes]:
        """The answer to a request, and what came with it.

        Raises:
            WorkerDied, WorkerSlow, ReadingCancelled: and the process is ended.
        """
        self.used = True
        answers: queue.Queue[tuple[wire.Message, bytes] | None] = queue.Queue()
        listener = threading.Thread(
            target=self._listen, args=(payload_max, answers), daemon=True, name="reading"
        )
        try:
            self._tell(request)
            listener.start()
            return self._wait(answers, monotonic() + request["seconds"], cancelled, progress)
        except BaseException:
            self.end()
            raise
        finally:
            if listener.ident is not None:
                listener.join()

    def memory_mib(self) -> float:
        """What it holds now."""
        with suppress(psutil.Error):
            return float(psutil.Process(self._process.pid).memory_info().rss) / (1 << 20)
        return float("inf")

    def end(self) -> None:
        """Stop it and what it started. Idempotent."""
        if self._process.returncode is None:
            self._kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            with suppress(OSError):
                pipe.close()

    def _kill(self) -> None:
        # Until it is waited for, its number is its own, even if it ended by itself.
        with suppress(ProcessLookupError, PermissionError, psutil.Error):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
                return
            for child in psutil.Process(self._process.pid).children(recursive=True):
                child.kill()
        self._process.kill()

    def _tell(self, request: wire.Message) -> None:
        assert self._process.stdin
        try:
            wire.send(self._process.stdin, request)
        except OSError as error:
            raise WorkerDied from error

    def _listen(
        self, payload_max: int, answers: "queue.Queue[tuple[wire.Message, bytes] | None]"
    ) -> None:
        """Pass on what it says until it has answered, or can't any more."""
        assert self._process.stdout
        with suppress(OSError, ValueError, wire.WireBroken):
            while (received := wire.receive(self._process.stdout, payload_max)) is not None:
                answers.put(received)
                if "progress" not in received[0]:
                    return
        answers.put(None)

    def _wait(
        self,
        answers: "queue.Queue[tuple[wire.Message, bytes] | None]",
        until: float,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> tuple[wire.Message, bytes]:
        while True:
            if cancelled():
                raise ReadingCancelled
            if monotonic() > until:
                raise WorkerSlow
            try:
                answer = answers.get(timeout=GRACE_SECONDS)
            except queue.Empty:
                continue
            if answer is None:
                raise WorkerDied
            if "progress" not in answer[0]:
                return answer
            progress(float(answer[0]["progress"]))
