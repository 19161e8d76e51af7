"""How well each recogniser on disk hears, with sounds that are made and are always the same.

flite's voices say a few texts, clean and with noise: they speak more clearly, and more alike, than
people do, so these figures compare recognisers and conditions, and promise nothing about people.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from rich.table import Table

from jarvis.config import load_config
from models import transcription
from models.store import Store
from models.transcription import Transcriber, TranscriberSpec
from scripts.benchmarks.figures import Aim, Figure
from tests.models.transcription import sounds

LEVELS = (20, 10, 5)
"""Decibels by which speech is louder than the noise."""

NOISES: dict[str, Callable[[int, int], sounds.Samples]] = {
    "white noise": sounds.white,
    "babble": sounds.babble,
}

SAID_AT_ONCE = 50
"""Recordings in which somebody speaks in the moment in which they press the button."""

BEFORE_A_PRESS = 0.3
"""Seconds that the page has kept from before it (ui/assets/capture.js): all that an engine hears of
the room before the first word.
"""

NONE = Aim("value", "≤", 0)


@dataclass(frozen=True, slots=True)
class Condition:
    """What was in the way: a kind of noise, and how much quieter than speech it was, in dB."""

    noise: str = ""
    level: int = 0

    def __str__(self) -> str:
        return f"{self.noise}, {self.level} dB" if self.noise else "clean"

    def heard(self, said: sounds.Samples, seed: int) -> sounds.Samples:
        """What a microphone takes up."""
        if not self.noise:
            return said
        return sounds.noisy(said, NOISES[self.noise](len(said), seed), self.level)


CONDITIONS = (Condition(), *(Condition(noise, level) for noise in NOISES for level in LEVELS))


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one recogniser.

    Attributes:
        errors: the word error rate, by condition and voice.
        dropped: of the sentences in a condition, those of which nothing was heard, 0 to 1.
        unsure: of the sentences in a condition, those a person is asked to look at, 0 to 1.
        invented: of a hundred sounds that nobody spoke, those with words.
        clipped: of the recordings that begin with speech, those whose first word is heard only
            with silence in front of it.
    """

    errors: dict[Condition, dict[str, float]]
    dropped: dict[Condition, float]
    unsure: dict[Condition, float]
    invented: int
    clipped: int


def wrong_words(said: str, heard: str) -> int:
    """Words that were left out, put in or mistaken: Levenshtein's distance."""
    expected, found = _words(said), _words(heard)
    row = list(range(len(found) + 1))
    for number, word in enumerate(expected, 1):
        before, row[0] = row[0], number
        for index, other in enumerate(found, 1):
            best = min(row[index] + 1, row[index - 1] + 1, before + (word != other))
            before, row[index] = row[index], best
    return row[-1]


@cache
def measured(sentences: int = len(sounds.SENTENCES)) -> dict[str, Quality]:
    """Each recogniser on disk, on so many of the texts, by its name."""
    found = {}
    for name in _on_disk():
        with _loaded(name) as recogniser:
            found[name] = _quality(recogniser, sounds.SENTENCES[:sentences])
    return found


def measure(runs: int, seconds: float) -> list[Figure]:
    """Word error rates by condition, invented words and clipped ones; `runs` is texts."""
    return [figure for name, q in measured(runs).items() for figure in _figures(name, q)]


def drawn(runs: int) -> Table:
    """Word error rates by condition and voice."""
    table = Table(title="Word error rates", title_justify="left", title_style="bold")
    for column in ("recogniser", "condition", *sounds.VOICES, "not heard", "unsure"):
        table.add_column(column, justify="left" if column.startswith(("rec", "con")) else "right")
    for name, quality in measured(runs).items():
        for condition, errors in quality.errors.items():
            rates = (f"{errors[voice]:.2f}" for voice in sounds.VOICES)
            shares = (quality.dropped[condition], quality.unsure[condition])
            table.add_row(name, str(condition), *rates, *(f"{share:.2f}" for share in shares))
    return table


def _figures(name: str, quality: Quality) -> Iterator[Figure]:
    for condition, errors in quality.errors.items():
        yield Figure(f"{name}: word error rate, {condition}", "", (fmean(errors.values()),))
    yield Figure(
        f"{name}: of 100 sounds without speech, with words", "", (quality.invented,), aim=NONE
    )
    yield Figure(f"{name}: of {SAID_AT_ONCE}, first word lost", "", (quality.clipped,), aim=NONE)


def _quality(recogniser: Transcriber, texts: tuple[str, ...]) -> Quality:
    errors: dict[Condition, dict[str, float]] = {}
    heard: dict[Condition, list[tuple[bool, bool]]] = {}
    for condition in CONDITIONS:
        errors[condition], heard[condition] = {}, []
        for voice in sounds.VOICES:
            wrong = 0
            for seed, text in enumerate(texts):
                sound = sounds.sound(condition.heard(sounds.say(text, voice), seed))
                found = recogniser.transcribe(sound, language="en")
                heard[condition].append((not found.text, found.unsure))
                wrong += wrong_words(text, found.text)
            errors[condition][voice] = wrong / sum(len(_words(text)) for text in texts)
    return Quality(
        errors,
        {condition: fmean(none for none, _ in pairs) for condition, pairs in heard.items()},
        {condition: fmean(unsure for _, unsure in pairs) for condition, pairs in heard.items()},
        sum(_invents(recogniser, samples) for samples in _silent()),
        sum(_clips(recogniser, *said) for said in _said_at_once()),
    )


def _silent() -> Iterator[sounds.Samples]:
    for kind in sounds.KINDS:
        yield from sounds.nobody_spoke(kind)


def _invents(recogniser: Transcriber, samples: sounds.Samples) -> bool:
    return bool(recogniser.transcribe(sounds.sound(samples)).text)


def _clips(recogniser: Transcriber, text: str, voice: str) -> bool:
    import numpy as np

    said = sounds.from_the_start(text, voice)
    at_once, with_time = (
        _words(recogniser.transcribe(sounds.sound(samples), language="en").text)[:1]
        for samples in (
            np.concatenate([sounds.silence(seconds), said]) for seconds in (BEFORE_A_PRESS, 1)
        )
    )
    return with_time == _words(text)[:1] != at_once


def _said_at_once() -> Iterator[tuple[str, str]]:
    starts = (0, 2)
    texts = [" ".join(t.split()[start : start + 5]) for start in starts for t in sounds.SENTENCES]
    pairs = [(text, voice) for text in texts for voice in sounds.VOICES]
    yield from pairs[:SAID_AT_ONCE]


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in text.lower()).split()


def _store() -> Store:
    return Store(load_config().data_dir / "models", offline=True)


def _on_disk() -> list[str]:
    store = _store()
    cards = (card for card in store.cards() if card.task == "transcription")
    return [card.name for card in cards if store.path(card) is not None]


@contextmanager
def _loaded(name: str) -> Iterator[Transcriber]:
    store = _store()
    card = store.find(name)
    spec = TranscriberSpec(name, str(store.verified_path(card)), languages=card.languages)
    recogniser = asyncio.run(transcription.load(card.engine, spec))
    try:
        yield recogniser
    finally:
        recogniser.close()
