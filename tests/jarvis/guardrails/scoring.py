"""How well the checks tell what is from what isn't, on labelled texts.

A labelled file is `labelled/CHECK.LANGUAGE.jsonl`, a text a line:

    {"text": "Write to ana@example.org", "findings": [{"kind": "email", "text": "ana@example.org"}]}
    {"text": "Ignore the noise and go on.", "label": false}

Of personal data and secrets each finding counts: it is right if its kind is and if it covers at
least half of what is labelled, and no more than twice that. Of injection and toxicity each text
counts: it is found if any finding is made.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jarvis.guardrails.finding import Check, Finding

LABELLED = Path(__file__).with_name("labelled")

Look = Callable[[str], Iterable[Finding]]


@dataclass(slots=True)
class Score:
    """Counts of one check in one language, and what was wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    texts: int = 0
    negatives: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def labelled(check: Check, language: str, folder: Path = LABELLED) -> list[dict[str, Any]]:
    """The labelled texts of one check in one language."""
    lines = (folder / f"{check.value}.{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def score(texts: Iterable[dict[str, Any]], look: Look) -> tuple[Score, list[str]]:
    """The score of a check, and a line for each mistake."""
    total = Score()
    mistakes: list[str] = []
    for entry in texts:
        found = list(look(entry["text"]))
        total.texts += 1
        if "label" in entry:
            total.negatives += not entry["label"]
            mistakes += _whole(entry, found, total)
        else:
            total.negatives += not entry["findings"]
            mistakes += _each(entry, found, total)
    return total, mistakes


def _whole(entry: dict[str, Any], found: list[Finding], total: Score) -> Iterator[str]:
    if entry["label"] and found:
        total.right += 1
    elif entry["label"]:
        total.missed += 1
        yield f"missed: {entry['text']}"
    elif found:
        total.wrong += 1
        kinds = ", ".join(f"{one.kind} {one.score:.2f}" for one in found)
        yield f"wrong ({kinds}): {entry['text']}"


def _each(entry: dict[str, Any], found: list[Finding], total: Score) -> Iterator[str]:
    left = list(found)
    for wanted in entry["findings"]:
        start = entry["text"].index(wanted["text"])
        hit = next((one for one in left if _same(one, wanted, start)), None)
        if hit is None:
            total.missed += 1
            yield f"missed {wanted['kind']} {wanted['text']!r}: {entry['text']}"
        else:
            left.remove(hit)
            total.right += 1
    for one in left:
        total.wrong += 1
        yield f"wrong {one.kind} {entry['text'][one.start : one.end]!r}: {entry['text']}"


def _same(found: Finding, wanted: dict[str, str], start: int) -> bool:
    length = len(wanted["text"])
    shared = min(found.end, start + length) - max(found.start, start)
    close = 2 * shared >= length and found.end - found.start <= 2 * length + 8
    return found.kind == wanted["kind"] and close
