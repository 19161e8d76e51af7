"""Holds embedders up while people wait for answers, by the rule in `gate`."""

import threading
from collections.abc import Callable, Sequence

from jarvis.knowledge.ingesting.gate import Gate
from models.embedding import Embedder


class Pausing:
    """The gate, applied to embedders. Safe from any thread."""

    def __init__(self, gate: Gate | None = None) -> None:
        self._gate = gate or Gate()
        self._changed = threading.Condition()
        self._embedders: tuple[Embedder, ...] = ()
        self._held: tuple[Embedder, ...] = ()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="knowledge-pausing", daemon=True)

    def start(self) -> None:
        """Let held embedders work now and then, from now on."""
        self._thread.start()

    def close(self) -> None:
        """Let everything go."""
        with self._changed:
            self._closed = True
            self._apply()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def pause(self) -> None:
        """Hold up at once. Calls add up."""
        self._turn(self._gate.pause)

    def resume(self) -> None:
        """Undo one `pause`."""
        self._turn(self._gate.resume)

    def follow(self, embedders: Sequence[Embedder]) -> None:
        """Apply to these embedders, and no others, from now on."""
        with self._changed:
            self._embedders = tuple(embedders)
            self._apply()

    def wait_open(self, stopped: Callable[[], bool]) -> None:
        """Wait until nothing is held, or `stopped`."""
        with self._changed:
            while self._gate.holds and not self._closed and not stopped():
                self._changed.wait(0.2)

    def _turn(self, change: Callable[[], None]) -> None:
        with self._changed:
            change()
            self._apply()
            self._changed.notify_all()

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                self._apply()
                self._changed.wait(self._gate.seconds_left)

    def _apply(self) -> None:
        wanted = self._embedders if self._gate.holds and not self._closed else ()
        for embedder in self._held:
            if not any(embedder is one for one in wanted):
                embedder.resume()
        for embedder in wanted:
            if not any(embedder is one for one in self._held):
                embedder.pause()
        self._held = wanted
