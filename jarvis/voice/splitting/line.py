"""The words that wait to be said, and how much of the answer each of them is."""

from bisect import bisect_left

from jarvis.voice.splitting.atoms import HARD, SOFT, Atom

JOINS = frozenset(".,;:!?…)")


class Line:
    """Words put together again, with single blanks; cut from its beginning."""

    def __init__(self) -> None:
        self.text = ""
        self._until: list[int] = []  # in `text`, where each atom ends
        self._ends: list[int] = []  # the same in the answer

    def add(self, atom: Atom) -> None:
        """A word, blank or break behind what there is."""
        if atom.text in (SOFT, HARD):
            bare = self.text.rstrip()
            double = atom.text == HARD or self.text.endswith(HARD)
            self.text = bare and bare + (HARD if double else SOFT)
        elif atom.text == " ":
            if not self.text or self.text[-1].isspace():
                return
            self.text += " "
        else:
            if self.text.endswith(" ") and JOINS.issuperset(atom.text.rstrip()):
                self.text = self.text[:-1]
            self.text += atom.text
        self._note(atom.end)

    def cut(self, at: int) -> tuple[str, int]:
        """Take the first `at` characters, and how many of the answer's are said with them."""
        place = min(bisect_left(self._until, at), len(self._until) - 1)
        end = self._ends[place] - max(0, self._until[place] - at)
        part, rest = self.text[:at], self.text[at:].lstrip()
        gone = len(self.text) - len(rest)
        later = bisect_left(self._until, gone + 1)
        self._until = [until - gone for until in self._until[later:]]
        self._ends = self._ends[later:]
        self.text = rest
        return part, end

    def _note(self, end: int) -> None:
        while self._until and self._until[-1] >= len(self.text):
            self._until.pop()
            self._ends.pop()
        self._until.append(len(self.text))
        self._ends.append(end)
