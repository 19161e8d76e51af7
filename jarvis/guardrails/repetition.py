"""A small model's endless line, noticed while it is written.

It looks for a stretch of words that comes again and again with nothing between. It doesn't judge
whether somebody wished for that: a refrain with other verses between, a table and a rule of dashes
are no loops, a punishment written a hundred times is one.
"""

import re

COPIES = 4
"""Times that a line, sentence or phrase is said before it counts as a loop."""

SHORT_COPIES = 20
"""The same for what is shorter than a phrase: "the the the", "no, no, no"."""

NUMBER_COPIES = 100
"""The same for rows of numbers, which are mostly meant."""

LAID_OUT = 4
"""Tables and code repeat themselves: they may do so as many times more often."""

WORDS = 3
CHARACTERS = 12
"""What makes a phrase: so many words, or so many characters."""

LEAST_CHARACTERS = 120
CHUNK = 64
"""An endless word, or an endless row of signs, is read in chunks of so many characters."""

TOKEN = re.compile(
    r"(?P<item>\d{1,4}(?=[.)](?:\s|$)))"
    r"|[\u3040-\u30ff\u4e00-\u9fff]"
    rf"|\w{{1,{CHUNK}}}"
    rf"|[^\w\s]{{{CHUNK}}}"
)


class Loops:
    """Reads an answer as it grows. Constant time a word, amortised."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._last: dict[tuple[str, ...], int] = {}  # where three words stood together last
        self._period = 0
        self._run = 0  # words that equal those one period before
        self.length = 0
        self._fenced = False

    def add(self, text: str) -> int | None:
        """Read on. Tells from where on what was read is a loop's third copy or a later one.

        Returns:
            An offset in everything read so far; None while there is no loop.
        """
        offset = self.length
        self.length += len(text)
        fences = text.count("```")
        laid_out = self._fenced or fences > 0 or text.count("|") > 1
        self._fenced ^= fences % 2 == 1
        for match in TOKEN.finditer(text):
            # The numbers of a list's items differ, and are not what it says.
            self._words.append("#" if match["item"] else match[0].lower())
            self._spans.append((offset + match.start(), offset + match.end()))
            self._follow()
            if self._looped(LAID_OUT if laid_out else 1):
                return self._spans[len(self._words) - self._run + self._period][0]
        return None

    def _follow(self) -> None:
        """The last word goes on with the loop, begins one, or ends it."""
        here = len(self._words) - 1
        three = tuple(self._words[-3:])
        before = self._last.get(three) if here >= 2 else None
        self._last[three] = here
        if self._period and self._words[here] == self._words[here - self._period]:
            self._run += 1
        elif before is not None:
            self._period, self._run = here - before, 3
        else:
            self._period = self._run = 0

    def _looped(self, times: int) -> bool:
        """Whether it has been said often enough. Looks once a copy."""
        copies, rest = divmod(self._run, self._period or 1)
        if rest or copies + 1 < COPIES * times or copies == 0:
            return False
        words = self._words[-self._period :]
        start = self._spans[len(self._words) - self._run - self._period][0]
        characters = self._length_since(start)
        each = characters / (copies + 1)
        return characters >= LEAST_CHARACTERS and copies + 1 >= times * _least(words, each)

    def _length_since(self, start: int) -> int:
        return self._spans[-1][1] - start


def _least(words: list[str], characters: float) -> int:
    """Copies of these words, of so many characters together, that make a loop."""
    if not any(map(str.isalpha, "".join(words))) and max(map(len, words)) < CHUNK:
        return NUMBER_COPIES
    return COPIES if len(words) >= WORDS or characters >= CHARACTERS else SHORT_COPIES
