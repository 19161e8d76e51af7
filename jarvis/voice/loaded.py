"""Models in memory, by name: each is loaded once, however many ask for it, and nobody else waits.

Knows neither recognisers nor voices.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from models.errors import ModelError, NoModelReady


class Closable(Protocol):
    """What a model must be able to."""

    def close(self) -> None:
        """Free memory."""


M = TypeVar("M", bound=Closable)


class Loaded(Generic[M]):
    """Safe from any thread. A model loads in a thread of its own, so that closing waits for none.

    Args:
        most: models to keep; beyond it the one that was used longest ago goes, unless it is in use.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._here: OrderedDict[str, M] = OrderedDict()
        self._loading: dict[str, Future[M]] = {}
        self._uses: Counter[str] = Counter()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing is loaded any more."""
        return self._closed

    def here(self, name: str) -> M | None:
        """The model, if it is in memory. Nobody waits."""
        with self._lock:
            return self._here.get(name)

    def get(self, name: str, load: Callable[[], M]) -> M:
        """The model, once it is loaded. Blocking.

        Raises:
            NoModelReady: this is closed.
            ModelError: as `load` does.
        """
        return self.begin(name, load).result()

    def begin(self, name: str, load: Callable[[], M]) -> Future[M]:
        """The same, without waiting."""
        with self._lock:
            if (loading := self._loading.get(name)) is not None:
                return loading
            future: Future[M] = Future()
            if self._closed:
                future.set_exception(_stopping())
            elif (here := self._here.get(name)) is not None:
                self._here.move_to_end(name)
                future.set_result(here)
            else:
                self._loading[name] = future
                work = (name, load, future)
                threading.Thread(target=self._load, args=work, name=name, daemon=True).start()
            return future

    @contextmanager
    def using(self, name: str, load: Callable[[], M]) -> Iterator[M]:
        """As `get`; it stays in memory meanwhile."""
        with self._lock:
            self._uses[name] += 1
        try:
            yield self.get(name, load)
        finally:
            with self._lock:
                self._uses[name] -= 1
                surplus = self._surplus()
            for model in surplus:
                model.close()

    def drop(self, name: str) -> None:
        """Free one, if it is here."""
        with self._lock:
            model = self._here.pop(name, None)
        if model is not None:
            model.close()

    def close(self) -> None:
        """Free them all; whoever waits for one is refused. Idempotent."""
        with self._lock:
            self._closed = True
            models = list(self._here.values())
            waiting = list(self._loading.values())
            self._here.clear()
            self._loading.clear()
        for future in waiting:
            future.set_exception(_stopping())
        for model in models:
            model.close()

    def _load(self, name: str, load: Callable[[], M], future: Future[M]) -> None:
        try:
            model = load()
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            if self._settled(name, future):
                future.set_exception(error)
            return
        if self._settled(name, future, model):
            future.set_result(model)
        else:
            model.close()  # all were closed meanwhile

    def _settled(self, name: str, future: Future[M], model: M | None = None) -> bool:
        with self._lock:
            if self._loading.get(name) is not future:
                return False
            del self._loading[name]
            if model is not None:
                self._here[name] = model
            return True

    def _surplus(self) -> list[M]:
        if self._most is None:
            return []
        idle = [name for name in self._here if not self._uses[name]]
        over = max(0, len(self._here) - self._most)
        return [self._here.pop(name) for name in idle[:over]]


def _stopping() -> ModelError:
    return NoModelReady("Jarvis is stopping.", "Start it again.")
