"""A child when it is needed: started by the first call, started anew by the next one after it
died, stopped while somebody else wants the machine, ended when nobody has called for a while.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from models.broken import closed
from models.child.process import Child, Reply


class Keeper:
    """Keeps one child at most. Safe from any thread.

    Args:
        name, service, arguments, gpus: as `Child` takes them.
        linger: seconds without a call after which it ends; None is never.
    """

    def __init__(
        self,
        name: str,
        service: str,
        arguments: Mapping[str, Any],
        *,
        gpus: bool = False,
        linger: float | None = None,
    ) -> None:
        self._name = name
        self._service = service
        self._arguments = arguments
        self._gpus = gpus
        self._linger = linger
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._calls = 0
        self._urgent = 0
        self._pauses = 0
        self._timer: threading.Timer | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether there is a child now."""
        return self._child is not None and self._child.alive

    @property
    def pid(self) -> int | None:
        """The child's, while there is one."""
        return self._child.pid if self._child and self._child.alive else None

    def call(
        self, call: str, *, urgent: bool = False, payload: bytes | None = None, **arguments: Any
    ) -> Future[Reply]:
        """Call a method of the service, in a child that is started if there is none.

        An urgent call goes on while it is paused. The future fails with `ChildDied` if the child
        dies over it.

        Args:
            payload: as `Child.submit` takes it.

        Raises:
            GenerationFailed: it is closed.
        """
        with self._lock:
            if self._closed:
                raise closed(self._name)
            child = self._present()
            self._calls += 1
            self._urgent += urgent
            self._settle()
        # Beside the lock: a child that is stopped in the middle of reading makes us wait here.
        future = child.submit(call, urgent=urgent, payload=payload, **arguments)
        future.add_done_callback(lambda _: self._done(urgent=urgent))
        return future

    def pause(self) -> None:
        """Stop the child at once. Calls add up."""
        with self._lock:
            self._pauses += 1
            self._settle()

    def resume(self) -> None:
        """Undo one `pause`; one too many does nothing."""
        with self._lock:
            self._pauses = max(0, self._pauses - 1)
            self._settle()

    def close(self) -> None:
        """End the child; calls that wait fail. Idempotent."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
            self._stop_timer()
        if child:
            child.end()

    def _present(self) -> Child:
        self._stop_timer()
        if self._child is None or not self._child.alive:
            self._child = Child(self._name, self._service, self._arguments, gpus=self._gpus)
        return self._child

    def _done(self, *, urgent: bool) -> None:
        with self._lock:
            self._calls -= 1
            self._urgent -= urgent
            self._settle()
            if not self._calls and self._linger is not None and not self._closed:
                self._stop_timer()
                self._timer = threading.Timer(self._linger, self._retire)
                self._timer.daemon = True
                self._timer.start()

    def _settle(self) -> None:
        """Stopped while it is paused and nothing is urgent; else awake."""
        if self._child is None:
            return
        if self._pauses and not self._urgent:
            self._child.suspend()
        else:
            self._child.wake()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _retire(self) -> None:
        with self._lock:
            child = self._child if not self._calls else None
            if child:
                self._child = None
        if child:
            child.end()
