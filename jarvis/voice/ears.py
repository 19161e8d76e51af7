"""The recognisers, best first: what breaks off steps down to the next, and says so.

Only the one that listens is loaded. The last one is never given up: its process starts anew.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from jarvis.errors import JarvisError, LanguageUnavailable
from models.errors import ModelError, NoModelReady
from models.transcription import Transcriber

PATIENCE_SECONDS = 20.0
"""How long somebody waits for the recogniser of a Jarvis that has just started."""

MORE = "Fetch a Whisper model in the Models tab."

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recogniser that could listen.

    Attributes:
        load: blocking; raises ModelError.
        title: what people read.
    """

    name: str
    languages: tuple[str, ...]
    load: Callable[[], Transcriber]
    title: str = ""


@dataclass(frozen=True, slots=True)
class EarsStanding:
    """What listens now; an empty model is that nothing does, and `note` says why.

    Attributes:
        languages: ISO 639-1 codes that it understands.
        note: what stepped down, and why.
    """

    model: str = ""
    title: str = ""
    engine: str = ""
    device: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""


class Ears:
    """Lends the best recogniser that works. Safe from any thread.

    Attributes:
        wanted: whether somebody is there who may talk: at the page, or with a sound file.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._lock = threading.RLock()
        self._settled = threading.Event()
        self._candidates: list[Candidate] = []
        self._loaded: dict[str, Transcriber] = {}
        self._problem: ModelError | None = None
        self._closed = False

    def use(self, candidates: Sequence[Candidate]) -> None:
        """Take these, best first, and load the first that can be. Blocking."""
        with self._lock:
            self._candidates = list(candidates)
            try:
                self.best()
            except ModelError as error:
                log.warning("no_recogniser", cause=error.message, hint=error.hint)
            finally:
                self._settled.set()

    def ready(self, seconds: float) -> bool:
        """Whether loading has settled, after `seconds` at most. Blocking.

        Asking has it loaded, if that was put off.
        """
        self.wanted = self.wanted or seconds > 0
        return self._settled.wait(seconds)

    def lend(self, language: str = "") -> Transcriber:
        """As `best`, once loading has settled."""
        self.ready(PATIENCE_SECONDS)
        return self.best(language)

    def best(self, language: str = "") -> Transcriber:
        """The best recogniser that understands a language; "" is any. Blocking: it may load.

        Raises:
            NoModelReady: there is none.
            LanguageUnavailable: there are only others.
        """
        with self._lock:
            while (candidate := self._first(language)) is not None:
                try:
                    return self._load(candidate)
                except ModelError as error:
                    self._drop(candidate, error)
            raise self._nobody(language)

    def after(self, broken: Transcriber, error: ModelError, language: str = "") -> Transcriber:
        """Who listens now that one broke off. Blocking.

        Raises:
            NoModelReady: there is none.
        """
        with self._lock:
            found = [one for one in self._candidates if one.name == broken.name]
            others = [one for one in self._candidates if one.name != broken.name]
            if found and others:
                self._drop(found[0], error)
            return self.best(language)

    def standing(self) -> EarsStanding:
        """How it stands. Nobody waits for it, not even while a model loads."""
        note = str(self._problem) if self._problem else ""
        if not (loaded := list(self._loaded.values())):
            return EarsStanding(note=note)
        one = loaded[0]
        titles = {candidate.name: candidate.title for candidate in list(self._candidates)}
        title = titles.get(one.name) or one.name
        return EarsStanding(one.name, title, one.engine, one.device, one.languages, note)

    def close(self) -> None:
        """End them all. Idempotent."""
        with self._lock:
            self._closed = True
            for transcriber in self._loaded.values():
                transcriber.close()
            self._loaded.clear()
            self._candidates.clear()
            self._settled.set()

    def _first(self, language: str) -> Candidate | None:
        able = (one for one in self._candidates if not language or language in one.languages)
        return next(able, None)

    def _load(self, candidate: Candidate) -> Transcriber:
        if (here := self._loaded.get(candidate.name)) is not None:
            return here
        began = time.perf_counter()
        loaded = self._loaded[candidate.name] = candidate.load()
        log.info(
            "recogniser_ready",
            model=loaded.name,
            device=loaded.device,
            latency_ms=round((time.perf_counter() - began) * 1000),
        )
        return loaded

    def _drop(self, candidate: Candidate, error: ModelError) -> None:
        log.warning("recogniser_failed", model=candidate.name, cause=error.message)
        self._candidates.remove(candidate)
        if (loaded := self._loaded.pop(candidate.name, None)) is not None:
            loaded.close()
        if self._problem is None:
            self._problem = ModelError(
                f"{candidate.name} doesn't listen: {error.message}",
                error.hint or "Restart Jarvis to try it again.",
            )

    def _nobody(self, language: str) -> JarvisError:
        if self._closed:
            return NoModelReady("Jarvis is stopping.", "Start it again.")
        if language and self._candidates:
            names = ", ".join(one.name for one in self._candidates)
            return LanguageUnavailable(
                f"No recogniser here understands {language!r}; there is {names}.", MORE
            )
        told = f" {self._problem.message}" if self._problem else ""
        return NoModelReady(f"No recogniser works here.{told}", MORE)
