"""Citations of an answer on its way to a person: made valid, added, and doubted.

It stands behind the guardrails and takes what they let through. It never takes back what was
shown, and holds back little: a sentence's last marks until the next word comes, and a bracket until
it is closed. The law that tests hold it to: the result doesn't depend on how the text was split.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from jarvis.citing.boundaries import LONGEST, Ending, endings
from jarvis.citing.marks import Mark, Reading, read
from jarvis.citing.matching import Matcher, Support
from jarvis.guardrails.grounding import Sources
from jarvis.guardrails.sentences import CLOSERS
from models.types import ChatDelta

DOUBT = 0.35
"""A cited sentence of which its sources hold less is doubted."""

LOOK_BACK = 8
"""Characters before a sentence that are read with it."""

WINDOW = 200
"""Blanks and marks at the end of a sentence that are held back, at most."""

TAIL = re.compile(rf"[\s.!?…{CLOSERS}]{{0,{WINDOW}}}\Z")
END = re.compile(rf"(?P<mark>[.!?…]{{1,3}})?(?P<close>[{CLOSERS}]{{0,4}})\s*\Z")
ROWS = ("|", "#", "```", "~~~", "<", "    ")
"""How lines begin that get no number: of tables, headings, code."""


class Citer:
    """Takes one answer's pieces, and gives them back.

    Args:
        texts: what the answer rests on, as the model read it, by number; the first is 1.
        names: what the same are called, where they have names: a title often says what its text
            is about, and the text doesn't.
        support: something better than words to compare a sentence and a source with.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        names: Sequence[str] = (),
        support: Support | None = None,
    ) -> None:
        self._sources: dict[frozenset[int], Sources] = {}
        self._texts = [f"{name}\n{text}" for name, text in zip_longest(names, texts, fillvalue="")]
        self._matcher = Matcher(texts, names, support)
        self._raw = ""
        self._start = 0  # of the sentence that grows
        self._shown = 0  # characters of it, as it is written
        self._cited: list[int] = []
        self._doubted: list[int] = []

    @property
    def cited(self) -> frozenset[int]:
        """The numbers that the answer names so far."""
        return frozenset(self._cited)

    @property
    def doubted(self) -> tuple[int, ...]:
        """Which of the answer's `citations`, counted from 0, stand in a sentence that their
        sources don't hold.
        """
        return tuple(self._doubted)

    def take(self, delta: ChatDelta) -> ChatDelta:
        """The piece as it may be shown; thoughts, tool calls and figures go through."""
        last = delta.finish_reason is not None or bool(delta.tool_calls)
        if not delta.text and not last:
            return delta
        return replace(delta, text=self._advance(delta.text, final=last))

    def end(self) -> ChatDelta | None:
        """What is still held back, where the answer broke off."""
        text = self._advance("", final=True)
        return ChatDelta(text) if text else None

    def _advance(self, text: str, *, final: bool) -> str:
        shown = [self._read(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST)]
        return "".join([*shown, self._read("", final=True) if final else ""])

    def _read(self, text: str, *, final: bool = False) -> str:
        """Take a few characters; what may be shown now."""
        self._raw += text
        shown, cut = [], True
        while cut:
            reading, cut = read(self._raw, self._start, final=final), False
            for ending in endings(self._raw, self._start, reading, final=final):
                shown.append(self._closed(reading, ending))
                cut = not ending.whole
        if not final:
            shown.append(self._open(reading))
        self._forget()
        return "".join(shown)

    def _open(self, reading: Reading) -> str:
        """What may be shown of the sentence that grows."""
        marks = _within(reading, self._start, reading.limit)
        written = self._written(marks, reading.limit)
        until = len(written)
        if not self._numbers(marks):
            tail = TAIL.search(written, max(0, until - WINDOW))
            until = tail.start() if tail else until
        shown = written[self._shown : until]
        self._shown = max(self._shown, until)
        return shown

    def _closed(self, reading: Reading, ending: Ending) -> str:
        """The rest of a sentence that is whole, or too long."""
        marks = _within(reading, self._start, ending.at)
        written, numbers = self._written(marks, ending.at), self._numbers(marks)
        said = _said(self._raw, marks, self._start, ending.at)
        if numbers:
            self._note(said, numbers)
        elif ending.whole and not any(mark.joined for mark in marks):
            written = self._with_number(written, said)
        shown = written[self._shown :]
        ahead = max(0, self._shown - len(written))  # of a cut, more is shown already
        self._start, self._shown = ending.at, ahead + len(ending.again)
        if ending.again:
            self._raw, self._start = ending.again + self._raw[ending.at :], 0
        return shown

    def _forget(self) -> None:
        """Drop what was read, but for a little before the sentence that grows."""
        kept = max(0, self._start - LOOK_BACK)
        self._raw, self._start = self._raw[kept:], self._start - kept

    def _note(self, said: str, numbers: Sequence[int]) -> None:
        """Keep which sources are named, and whether they hold the sentence."""
        named = frozenset(numbers)
        if named not in self._sources:
            texts = [self._texts[number - 1] for number in sorted(named)]
            self._sources[named] = Sources([*texts, "\n".join(texts)])
        if self._sources[named].support(said) < DOUBT:
            self._doubted += range(len(self._cited), len(self._cited) + len(numbers))
        self._cited += numbers

    def _with_number(self, written: str, said: str) -> str:
        """The sentence with the number of the source that holds it, if one does."""
        place = _place(written)
        if len(written) - place > WINDOW or written.lstrip("\n").startswith(ROWS):
            return written
        number = self._matcher.best(said)
        if number is None:
            return written
        numbered = f"{written[:place]} [{number}]{written[place:]}"
        before = self._raw[: self._start]
        seen = read(before + numbered, self._start, final=True).marks
        if not any(mark.start == len(before) + place for mark in seen):
            return written  # it would stand in code that isn't closed
        self._cited.append(number)
        return numbered

    def _written(self, marks: Sequence[Mark], end: int) -> str:
        """The sentence up to `end`, its citations in one form."""
        parts: list[str] = []
        at, left = self._start, ""
        for mark in marks:
            between = self._raw[at : mark.start]
            blank = self._raw[mark.start : mark.bracket] or ("" if between else left)
            numbers = self._numbers([mark])
            shown = blank + "".join(f"[{number}]" for number in numbers)
            if not numbers and mark.joined:
                shown = self._raw[mark.start : mark.end]
            elif not numbers and not mark.parts:
                shown = ""
            parts += between, shown
            at, left = mark.end, "" if shown else blank
        return "".join([*parts, self._raw[at:end]])

    def _numbers(self, marks: Sequence[Mark]) -> list[int]:
        """The numbers that exist, each mark's once."""
        return [
            number
            for mark in marks
            for number in dict.fromkeys(mark.numbers)
            if 1 <= number <= len(self._texts)
        ]


def _within(reading: Reading, start: int, end: int) -> list[Mark]:
    return [mark for mark in reading.marks if start <= mark.start and mark.end <= end]


def _said(raw: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """The sentence without its citations."""
    parts, at = [], start
    for mark in marks:
        parts.append(raw[at : mark.start])
        at = mark.end
    return "".join([*parts, raw[at:end]])


def _place(written: str) -> int:
    """Where a number goes: before the full stop, and behind quotation marks."""
    end = END.search(written, max(0, len(written) - WINDOW))
    assert end, "it matches at the end, if nowhere else"
    return end.end("close") if end["close"] or not end["mark"] else end.start()
