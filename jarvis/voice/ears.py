"""The recognisers, best first: what breaks off steps down to the next, and says so.

Only what listens is loaded. A recogniser that fails again and again rests for a while: it is asked
last then, and never not at all, so that there is always one that may work.
"""

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from jarvis.errors import JarvisError, LanguageUnavailable
from jarvis.voice.loaded import Loaded
from models.child.process import ChildDied
from models.errors import (
    GenerationFailed,
    ModelError,
    NoModelReady,
    NoRecogniser,
    RecogniserSteppedDown,
)
from models.transcription import Transcriber

PATIENCE_SECONDS = 20.0
"""How long somebody waits for the recogniser of a Jarvis that has just started."""

DEATHS_WITHIN_SECONDS = 300.0
"""A process that ends twice in so long will end again: what it does or needs is too much for this
machine. Once may be anybody's doing, and the next call starts it anew.
"""

SAME_DEATH_SECONDS = 1.0
"""All who are listened to notice one death at once."""

REST_SECONDS = 600.0
"""Long enough that nobody hears of it with every sentence; memory may be free again by then."""

REST = "Jarvis tries it again after ten minutes."

MORE = "Fetch a Whisper model in the Models tab, then start Jarvis again."

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
        note: why a better one doesn't listen.
    """

    model: str = ""
    title: str = ""
    engine: str = ""
    device: str = ""
    languages: tuple[str, ...] = ()
    note: ModelError | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """Why a recogniser isn't wanted now, and until when, in the seconds of `time.monotonic`."""

    problem: ModelError
    until: float


class Ears:
    """Lends the best recogniser that works. Safe from any thread.

    Attributes:
        wanted: whether somebody is there who may talk: at the page, or with a sound file.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._lock = threading.Lock()
        self._settled = threading.Event()
        self._candidates: tuple[Candidate, ...] = ()
        self._models = Loaded[Transcriber]()
        self._resting: dict[str, Resting] = {}
        self._deaths: dict[str, float] = {}

    def use(self, candidates: Sequence[Candidate]) -> None:
        """Take these, best first, and load the first that can be. Blocking."""
        self._candidates = tuple(candidates)
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
            NoRecogniser: there is none.
            LanguageUnavailable: there are only others.
        """
        if (found := self._first_of(self._able(language))) is None:
            raise self._nobody(language)
        return found

    def after(
        self, broken: Transcriber, error: ModelError, language: str, tried: set[str]
    ) -> Transcriber:
        """Who listens in the place of one that broke off; that one once more, where there is no
        other. Blocking.

        Args:
            tried: names of those that broke off over the same sound; `broken` is added.

        Raises:
            ModelError: `error`, where `broken` has had its second try.
            NoModelReady: Jarvis is stopping.
        """
        if broken.name in tried:
            raise error
        tried.add(broken.name)
        log.warning("recogniser_broke_off", model=broken.name, cause=error.message)
        hopeless = self._hopeless(broken.name, error)
        able = self._able(language)
        if (other := self._first_of([one for one in able if one.name not in tried])) is not None:
            if hopeless:
                self._rest(broken.name, error)
                self._models.drop(broken.name)
            return other
        if (again := self._first_of([one for one in able if one.name == broken.name])) is None:
            raise error
        return again

    def retry(self, name: str) -> None:
        """Somebody asked for it by name: it needn't rest any longer. Blocking: it may load."""
        with self._lock:
            self._deaths.pop(name, None)
            rested = self._resting.pop(name, None)
        if rested is not None:
            self._first_of([one for one in self._candidates if one.name == name])

    def standing(self) -> EarsStanding:
        """How it stands. Nobody waits for it, not even while a model loads."""
        problems = list[ModelError]()
        listens = next(filter(None, map(self._loaded, self._able(""))), None)
        for candidate in self._candidates:
            if listens is not None and candidate.name == listens.name:
                title, note = candidate.title or listens.name, next(iter(problems), None)
                place = (listens.engine, listens.device, listens.languages)
                return EarsStanding(listens.name, title, *place, note)
            if (resting := self._resting.get(candidate.name)) is not None:
                problems.append(resting.problem)
        return EarsStanding(note=_none(problems[0]) if problems else None)

    def close(self) -> None:
        """End them all. Idempotent; waits for none that loads."""
        self._models.close()
        self._settled.set()

    def _able(self, language: str) -> list[Candidate]:
        """Best first, those that rest last."""
        able = [one for one in self._candidates if not language or language in one.languages]
        return sorted(able, key=self._rests)

    def _first_of(self, candidates: Sequence[Candidate]) -> Transcriber | None:
        """The first that can be loaded. One that has rested loads while another one listens."""
        for candidate in candidates:
            load = partial(self._load, candidate)
            if self._has_rested(candidate) and any(map(self._loaded, candidates)):
                self._models.begin(candidate.name, load)
                continue
            try:
                return self._models.get(candidate.name, load)
            except ModelError as error:
                log.debug("recogniser_passed_over", model=candidate.name, cause=error.message)
        return None

    def _load(self, candidate: Candidate) -> Transcriber:
        began = time.perf_counter()
        try:
            loaded = candidate.load()
        except ModelError as error:
            log.warning("recogniser_failed", model=candidate.name, cause=error.message)
            self._rest(candidate.name, error)
            raise
        with self._lock:
            if not self._rests(candidate):
                self._resting.pop(candidate.name, None)
        log.info(
            "recogniser_ready",
            model=loaded.name,
            device=loaded.device,
            latency_ms=round((time.perf_counter() - began) * 1000),
        )
        return loaded

    def _loaded(self, candidate: Candidate) -> Transcriber | None:
        return self._models.here(candidate.name)

    def _rests(self, candidate: Candidate) -> bool:
        resting = self._resting.get(candidate.name)
        return resting is not None and time.monotonic() < resting.until

    def _has_rested(self, candidate: Candidate) -> bool:
        """And isn't back yet."""
        known = candidate.name in self._resting and not self._rests(candidate)
        return known and self._loaded(candidate) is None

    def _hopeless(self, name: str, error: ModelError) -> bool:
        """Whether the next one who is listened to would fare no better."""
        if not isinstance(error, ChildDied):
            # What can't be loaded anew tells so; else it was an odd sound, or too many spoke.
            return not isinstance(error, GenerationFailed)
        with self._lock:
            now = time.monotonic()
            since = now - self._deaths.get(name, -math.inf)
            self._deaths[name] = now
            return SAME_DEATH_SECONDS <= since < DEATHS_WITHIN_SECONDS

    def _rest(self, name: str, error: ModelError) -> None:
        hint = "Memory may have run out." if isinstance(error, ChildDied) else error.hint
        log.warning("recogniser_rests", model=name, cause=error.message)
        problem = RecogniserSteppedDown(
            f"{name} doesn't listen: {error.message}", f"{hint} {REST}".strip()
        )
        with self._lock:
            self._resting[name] = Resting(problem, time.monotonic() + REST_SECONDS)

    def _nobody(self, language: str) -> JarvisError:
        if self._models.closed:
            return NoModelReady("Jarvis is stopping.", "Start it again.")
        if self._candidates and not self._able(language):
            names = ", ".join(one.name for one in self._candidates)
            return LanguageUnavailable(
                f"No recogniser here understands {language!r}; there is {names}.", MORE
            )
        resting = [self._resting.get(one.name) for one in self._able(language)]
        return _none(next((one.problem for one in resting if one), None))


def _none(problem: ModelError | None) -> NoRecogniser:
    if problem is None:
        return NoRecogniser("No recogniser works here.", MORE)
    return NoRecogniser(f"No recogniser works here. {problem.message}", problem.hint)
