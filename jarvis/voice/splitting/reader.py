"""The words of an answer that is still being written, without its markup.

What an answer leaves out of what is said (thoughts, code, tables, addresses of links) goes no
further than this. It gives each word as soon as nothing that may still come could change it, so
that the words are the same however the answer arrives. Where sentences end is others' business.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from jarvis.voice.reading_out.links import trimmed, web_address
from jarvis.voice.splitting.atoms import FORMULA, HARD, SOFT, Atom, Notice
from jarvis.voice.splitting.blocks import LineStart, line_start
from jarvis.voice.splitting.inline import READERS
from jarvis.voice.splitting.tables import Table

LONGEST_WORD = 1000
OPENERS = '("“«¿¡'
WORD = re.compile(rf"[{OPENERS}]+|[^\s*_~`\[\]!<$\\&|{OPENERS}]{{1,{LONGEST_WORD}}}")
BLANKS = re.compile(r"[^\S\n]+")
HIDDEN = re.compile(
    r"<(think|thinking|thought|reasoning|script|style)\b[^<>\n]{0,200}>", re.IGNORECASE
)
FENCE_END = re.compile(r"\s{0,12}(`{3,}|~{3,})\s*")
LONGEST_FENCE = 200
"""Characters of a line of code after which it is no fence any more."""

SAID_SYMBOLS = frozenset("°©®™№℃℉→←↔√∞≈≠≤≥")
SILENT = frozenset({"So", "Cs", "Co", "Cn", "Cc", "Cf"})
JOINERS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")

Step = Callable[[bool], Iterator[Atom] | None]


class Reader:
    """Reads an answer's deltas."""

    def __init__(self) -> None:
        self._text = "\n"  # the last character that was read, and what wasn't yet
        self._at = 1
        self._read = 0
        self._begins = True  # whether the next character begins a line
        self._break = ""
        self._step: Step = self._ordinary
        self._hidden = self._fence = ""
        self._table: Table | None = None

    @property
    def ahead(self) -> str:
        """The first character of a word that isn't whole yet; "" where something else may come."""
        following = self._text[self._at : self._at + 1]
        word = not self._begins and self._step == self._ordinary
        return following if word and (following.isalnum() or following in OPENERS) else ""

    def read(self, delta: str, *, final: bool = False) -> Iterator[Atom]:
        """The words that are certain now; with `final`, all that is left."""
        self._text = self._text[self._at - 1 :] + delta
        self._at = 1
        while self._at < len(self._text):
            atoms = self._step(final)
            if atoms is None:
                break
            yield from atoms
        if final:
            yield from self._end_table()

    def _advance(self, length: int) -> int:
        """Go on by so many characters; where in the whole answer that is."""
        self._at += length
        self._read += length
        return self._read

    def _ordinary(self, final: bool) -> Iterator[Atom] | None:
        if self._begins:
            start = line_start(self._text, self._at, final=final)
            return None if start is None else self._line(start)
        sign = self._text[self._at]
        if sign == "\n":
            self._break, self._begins = self._break or SOFT, True
            self._advance(1)
            return iter(())
        if blanks := BLANKS.match(self._text, self._at):
            return iter((Atom(" ", self._advance(len(blanks[0]))),))
        if sign in READERS:
            return self._mark(sign, final=final)
        return self._word(final=final)

    def _line(self, start: LineStart) -> Iterator[Atom]:
        if start.kind == "row":
            self._table = self._table or Table()
            self._begins, self._step = False, self._row
            return
        yield from self._end_table()
        before = self._read
        self._advance(start.length)
        self._begins = start.kind in ("quote", "item")
        if start.kind == "blank":
            self._break = HARD
            return
        if start.kind in ("text", "quote"):
            yield from self._broken(self._break, before)
        else:
            yield from self._broken(HARD, before)
        yield from self._block(start)

    def _block(self, start: LineStart) -> Iterator[Atom]:
        """What the line's beginning says of the line, and of those behind it."""
        if start.said:
            yield Atom(start.said, self._read)
        if start.kind in ("heading", "rule"):
            self._break = HARD
        elif start.kind == "skipped":
            self._step = self._line_out
        elif start.kind == "fence":
            self._fence, self._step = start.mark, self._code
            self._break = HARD
            yield Atom("", self._read, Notice("code", name=start.name))

    def _broken(self, how: str, end: int) -> Iterator[Atom]:
        self._break = ""
        if how:
            yield Atom(how, end)

    def _mark(self, sign: str, *, final: bool) -> Iterator[Atom] | None:
        read = READERS[sign](self._text, self._at, final)
        if read is None:
            return None
        if sign == "<" and (hidden := HIDDEN.match(self._text, self._at)):
            self._hidden, self._step = f"</{hidden[1]}>", self._out_of_sight
        said = read.text if read.text == HARD else _sayable(read.text)
        end = self._advance(read.length)
        return iter((Atom(said, end),) if said else ())

    def _word(self, *, final: bool) -> Iterator[Atom] | None:
        address = web_address(self._text, self._at)
        found = address or WORD.match(self._text, self._at)
        assert found
        whole = found.end() < len(self._text) or final or len(found[0]) >= LONGEST_WORD
        if not whole:
            return None
        word = trimmed(found[0]) if address else found[0]
        end = self._advance(len(word))
        said = _sayable(word)
        return iter((Atom(said, end),) if said else ())

    def _out_of_sight(self, final: bool) -> Iterator[Atom] | None:
        """Leave out all up to the closing tag."""
        found = re.compile(re.escape(self._hidden), re.IGNORECASE).search(self._text, self._at)
        if found:
            self._step = self._ordinary
            self._advance(found.end() - self._at)
            return iter(())
        kept = 0 if final else len(self._hidden) - 1
        self._advance(max(0, len(self._text) - self._at - kept))
        return iter(()) if final else None

    def _code(self, final: bool) -> Iterator[Atom] | None:
        """Leave out a line of code; its fence ends it."""
        line_end = self._text.find("\n", self._at)
        line = self._text[self._at : line_end if line_end >= 0 else len(self._text)]
        if line_end < 0 and not final and len(line) < LONGEST_FENCE:
            return None
        closing = FENCE_END.fullmatch(line) if self._text[self._at - 1] == "\n" else None
        if closing and closing[1].startswith(self._fence):
            self._step = self._ordinary
            self._advance(len(line))
        else:
            self._advance(len(line) + (line_end >= 0))
        return iter(())

    def _row(self, final: bool) -> Iterator[Atom] | None:
        """Count what is there of a table's row."""
        assert self._table
        line_end = self._text.find("\n", self._at)
        end = line_end if line_end >= 0 else len(self._text)
        self._table.read(self._text[self._at : end])
        self._advance(end - self._at)
        if line_end >= 0:
            self._table.end_row()
            self._step = self._ordinary
        return iter(())

    def _line_out(self, final: bool) -> Iterator[Atom] | None:
        """Leave out the rest of a line."""
        line_end = self._text.find("\n", self._at)
        if line_end >= 0:
            self._step = self._ordinary
        self._advance((line_end if line_end >= 0 else len(self._text)) - self._at)
        return iter(())

    def _end_table(self) -> Iterator[Atom]:
        table, self._table = self._table, None
        if table:
            table.end_row()
            self._break = HARD
            yield Atom("", self._read, Notice("table", columns=table.columns, rows=table.rows))


def _sayable(word: str) -> str:
    """A word without emoji, and without characters that can't be seen."""
    if word.isascii():
        return word if word.isprintable() else "".join(filter(str.isprintable, word))
    return "".join(sign for sign in JOINERS.sub("", word) if _is_said(sign))


def _is_said(sign: str) -> bool:
    return sign == FORMULA or sign in SAID_SYMBOLS or unicodedata.category(sign) not in SILENT
