"""Who is speaking now: utterances by their person, as many as one press at a time leaves behind."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from jarvis.errors import NotHeard
from jarvis.voice.utterance import Utterance

A_PERSON = 4
"""Utterances of one person that are kept; a press forgets the oldest beyond them."""

KEPT_SECONDS = 300.0
"""An utterance that nobody has touched for so long is forgotten, before it is twice as old."""


@dataclass(slots=True)
class Kept:
    """An utterance, and when it was last touched, in the seconds of `time.monotonic`."""

    utterance: Utterance
    touched: float


class Utterances:
    """Safe from any thread. Every look-up names the person.

    Args:
        make: begins an utterance, in a language ("" is detected).
    """

    def __init__(self, make: Callable[[str], Utterance]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._timer: threading.Timer | None = None

    def of(self, person: str, id_: str, language: str = "") -> Utterance:
        """The person's utterance of that id; a new one where it isn't known."""
        with self._lock:
            if (kept := self._kept.get((person, id_))) is not None:
                kept.touched = time.monotonic()
                return kept.utterance
            made = self._make(language)
            self._kept[(person, id_)] = Kept(made, time.monotonic())
            surplus = self._surplus(person)
            self._set_timer()
        for utterance in surplus:
            utterance.abandon()
        return made

    def known(self, person: str, id_: str) -> Utterance:
        """The same, for one that must be there.

        Raises:
            NotHeard: it isn't.
        """
        with self._lock:
            if (kept := self._kept.get((person, id_))) is None:
                raise NotHeard(
                    "Nothing was heard under that id.", "Hold the button and say it again."
                )
            kept.touched = time.monotonic()
            return kept.utterance

    def forget(self, person: str, id_: str) -> None:
        """It is over, or wasn't meant. Idempotent."""
        with self._lock:
            kept = self._kept.pop((person, id_), None)
        if kept is not None:
            kept.utterance.abandon()

    def close(self) -> None:
        """Forget them all."""
        with self._lock:
            left = [kept.utterance for kept in self._kept.values()]
            self._kept.clear()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        for utterance in left:
            utterance.abandon()

    def _surplus(self, person: str) -> list[Utterance]:
        """Take out what one person has too many of."""
        theirs = [key for key in self._kept if key[0] == person]
        over = theirs[: max(0, len(theirs) - A_PERSON)]
        return [self._kept.pop(key).utterance for key in over]

    def _set_timer(self) -> None:
        """Look for what is too old, as long as anything is kept."""
        if self._timer is None and self._kept:
            self._timer = threading.Timer(KEPT_SECONDS, self._drop_old)
            self._timer.daemon = True
            self._timer.start()

    def _drop_old(self) -> None:
        oldest = time.monotonic() - KEPT_SECONDS
        with self._lock:
            keys = [key for key, kept in self._kept.items() if kept.touched < oldest]
            old = [self._kept.pop(key).utterance for key in keys]
            self._timer = None
            self._set_timer()
        for utterance in old:
            utterance.abandon()
