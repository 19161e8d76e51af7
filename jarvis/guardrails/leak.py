"""The system prompt, word for word, in an answer."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from jarvis.guardrails.context import Context
from jarvis.guardrails.finding import Check, Finding

WORD = re.compile(r"[^\W_]{1,64}")

PROMPTS = 8
"""System prompts whose stretches are remembered: a few are in use at a time."""


def leaked(text: str, context: Context) -> list[Finding]:
    """`leak`, as a check is asked."""
    return leak(text, context.system_prompt, context.leak_words)


def leak(text: str, system_prompt: str, words: int) -> list[Finding]:
    """Stretches of `text` that repeat so many words of the system prompt in a row.

    Case, accents and punctuation don't count. A prompt with fewer words gives nothing away.
    """
    known, stretches = _stretches(system_prompt, words)
    if not stretches:
        return []
    found: list[Finding] = []
    row: list[tuple[str, int, int]] = []
    for word, start, end in _folded(text):
        if word not in known:
            row.clear()
            continue
        row.append((word, start, end))
        if len(row) >= words and tuple(part[0] for part in row[-words:]) in stretches:
            _add(found, row[-words][1], end)
    return found


def last_words(text: str, count: int) -> str:
    """`text` from its `count` last words on; all of it if it has fewer, nothing for none."""
    starts = [match.start() for match in WORD.finditer(text)]
    return text[starts[-count] if len(starts) >= count else 0 :] if count else ""


def _add(found: list[Finding], start: int, end: int) -> None:
    """Note a stretch; one that meets the last becomes one with it."""
    if found and start <= found[-1].end:
        start = found.pop().start
    reason = "it repeats the system prompt word for word"
    found.append(Finding(Check.LEAK, "system_prompt", start, end, 1.0, reason))


@lru_cache(PROMPTS)
def _stretches(prompt: str, words: int) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """A prompt's words, and all its stretches of so many words."""
    folded = [word for word, _, _ in _folded(prompt)]
    rows = (tuple(folded[i : i + words]) for i in range(len(folded) - words + 1))
    return frozenset(folded), frozenset(rows)


def _folded(text: str) -> Iterator[tuple[str, int, int]]:
    for match in WORD.finditer(text):
        yield fold(match[0]), match.start(), match.end()


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
