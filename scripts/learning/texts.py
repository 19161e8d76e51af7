"""The labelled texts to learn from, by set: each was written by somebody else.

A set that is named here is learnt from; one that isn't (`held_out`) stays unread, to measure with.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jarvis.guardrails.finding import Check
from jarvis.guardrails.normalising import normalised

LABELLED = Path(__file__).parents[2] / "tests" / "jarvis" / "guardrails" / "labelled"
FOLDERS = ("unseen", "unseen2", "more", "more2", "more3")
SETS = {"own": LABELLED} | {name: LABELLED / name for name in FOLDERS}
LANGUAGES = ("en", "es")
HARMLESS = (Check.PII, Check.SECRET)
"""Checks whose texts are neither attempts nor toxic."""

ORDINARY = "ordinary"
EVERYDAY = Path(__file__).parent
"""Holds what people say to each other every day, a line each. Labelled texts say "you are" to
insult or to instruct; people say it to thank."""


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text, normalised.

    Attributes:
        source: the set that it comes from.
        about: the check that it was written for, or "ordinary".
        harmful: whether its own check should find something.
    """

    text: str
    language: str
    source: str
    about: str
    harmful: bool


def texts_for(check: Check) -> list[Text]:
    """Every text that one check can learn from, always in the same order."""
    found = []
    for source, folder in SETS.items():
        for about in (check, *HARMLESS):
            found += [text for text in _read(folder, source, about.value) if folder.is_dir()]
    return [*found, *_read(LABELLED, ORDINARY, ORDINARY), *_everyday()]


def _read(folder: Path, source: str, about: str) -> Iterator[Text]:
    for language in LANGUAGES:
        path = folder / f"{about}.{language}.jsonl"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        for line in filter(str.strip, lines):
            entry = json.loads(line)
            harmful = bool(entry.get("label", False))
            yield Text(normalised(entry["text"]).text, language, source, about, harmful)


def _everyday() -> Iterator[Text]:
    for language in LANGUAGES:
        for line in (EVERYDAY / f"everyday.{language}.txt").read_text("utf-8").splitlines():
            yield Text(normalised(line).text, language, "everyday", ORDINARY, harmful=False)
