"""An answer that is still being written, in pieces that are said one by one.

The words come from `reader`, which takes the markup off; `boundaries` says where they may be cut;
`jarvis.voice.reading_out` puts figures and signs into words. This puts the three together. It knows
no voice, no sound and no clock.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from jarvis.voice.pieces import Piece
from jarvis.voice.reading_out import spelt_out
from jarvis.voice.splitting.atoms import FORMULA, Atom, Notice
from jarvis.voice.splitting.boundaries import next_cut
from jarvis.voice.splitting.line import Line
from jarvis.voice.splitting.notices import FORMULAS, notice_text
from jarvis.voice.splitting.reader import Reader

STOPS = tuple(".!?…:;,。！？")
LONG_ENOUGH = re.compile(r"[^\W\d_]{2,}")
TELLING = 3
"""Words that a piece has at least before it may change the language: "e" or "me" tells nothing."""

CLOSING = "\"'”’»)]"


class Splitter:
    """Cuts one answer. The first clause comes early, then whole sentences.

    Args:
        language: "en" or "es", while the text doesn't tell.
        tell: which of the two a text is in, or "".
    """

    def __init__(self, language: str, tell: Callable[[str], str]) -> None:
        self._language = language
        self._tell = tell
        self._reader = Reader()
        self._line = Line()
        self._since = 0  # boundaries of the line before it were decided
        self._taken = 0
        self._first = True

    def take(self, text: str) -> list[Piece]:
        """The pieces that the answer's next delta makes certain."""
        self._taken += len(text)
        return list(self._pieces(text, final=False))

    def end(self) -> list[Piece]:
        """What is left to say, now that the answer is whole.

        The last piece's `end` is the answer's length. Where nothing is left to say there is no
        piece: what stands behind the last one (a block of code, say) isn't said at all.
        """
        pieces = list(self._pieces("", final=True))
        if pieces:
            pieces[-1] = replace(pieces[-1], end=self._taken)
        return pieces

    def _pieces(self, delta: str, *, final: bool) -> Iterator[Piece]:
        for atom in self._reader.read(delta, final=final):
            if atom.notice:
                yield from self._cuts("", rest=True)
                yield self._noticed(atom, atom.notice)
            else:
                self._line.add(atom)
                yield from self._cuts("")
        yield from self._cuts(self._reader.ahead, rest=final)

    def _cuts(self, ahead: str, *, rest: bool = False) -> Iterator[Piece]:
        """The pieces that the line has; with `rest`, all of it."""
        while self._line.text:
            cut = next_cut(self._line.text, self._since, ahead, first=self._first)
            self._since = 0 if cut.at else cut.since
            if not cut.at and not rest:
                return
            text, end = self._line.cut(cut.at or len(self._line.text))
            if piece := self._piece(text, end, sentence_end=cut.sentence):
                self._first = False
                yield piece

    def _piece(self, text: str, end: int, *, sentence_end: bool) -> Piece | None:
        """A piece, unless nothing of it can be said."""
        if not any(map(str.isalnum, text)) and FORMULA not in text:
            return None
        if len(LONG_ENOUGH.findall(text)) >= TELLING:
            self._language = self._tell(text.replace(FORMULA, "")) or self._language
        words = text.replace(FORMULA, FORMULAS[self._language])
        said = spelt_out(words, self._language)
        if not any(map(str.isalnum, said)):
            return None
        if sentence_end and not said.rstrip(CLOSING).endswith(STOPS):
            said += "."
        return Piece(said, self._language, end, sentence_end)

    def _noticed(self, atom: Atom, notice: Notice) -> Piece:
        self._first = False
        said = spelt_out(notice_text(notice, self._language), self._language)
        return Piece(said, self._language, atom.end)
