"""A text as a string of tags, one a word, and where each word stands."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from jarvis.guardrails.injection.lexicon import LEXICON, STOP

WRAP = re.compile(r"(?<=[\w,])\n(?=[ \t]{0,16}[a-zà-ÿ]{1,30}[ ,.\n])")
"""A line break within a sentence: the next line goes on in lower case."""

TOKEN = re.compile(
    r"[^\W_][^\W_@$]{0,200}(?:[@$][^\W_]{1,40})?(?:'[^\W_]{1,2}(?![^\W_]))?"
    r"|(?:://|@)[^\s\"'<>)]{0,250}"
    r"|[.!?…](?=[\s\"'»)\]*<]|\Z)"
    r"|'(?!\w)|(?<!\w)'|-(?=[\s-])"
    r"|[\n,;()\[\]{}<>|*#–—¿¡\"«»`:_=]"
)
"""Words, links, and what ends or opens a sentence or a clause; each 255 characters at most."""

CAPITALS, KNOWN_AS = "DAN", "d4n"
CAPITALS_ALONE = re.compile(rf"\b{CAPITALS}\b")
"""A name that means something else in small letters, and what `english` calls it."""


class Reading:
    """A normalised text, read word by word.

    Attributes:
        text: in lower case, as long as the one that came.
        tags: one character a word, between two ends of sentences.
        sizes: how long each word is, in characters; the ends left out.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        if "\n" in text:
            text = WRAP.sub(" ", text)
        if CAPITALS in text:
            text = CAPITALS_ALONE.sub(KNOWN_AS, text)
        self.text = lowered(text)
        tokens = TOKEN.findall(self.text)
        self.tags = STOP + "".join([LEXICON[token] for token in tokens]) + STOP
        self.sizes = bytes(map(len, tokens))

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """From and to where each tag's word stands, in characters."""
        words = [match.span() for match in TOKEN.finditer(self.text)]
        return [(0, 0), *words, (len(self.text), len(self.text))]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """From and to where each sentence stands, in characters; empty ones left out."""
        ends = [at for at, tag in enumerate(self.tags) if tag == STOP]
        return [self.stretch(a + 1, b) for a, b in pairwise(ends) if b > a + 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """From where the first tag's word begins to where the last one's ends, line breaks off."""
        start, end = self.places[first][0], self.places[last][1]
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        return start, end

    def sentence_at(self, character: int) -> int:
        """The number of the sentence that a character belongs to."""
        return max(0, bisect_right(self._starts, character) - 1)

    def bounds(self, sentence: int) -> tuple[int, int]:
        """From and to where a sentence stands; the whole text if it has no word."""
        return self.sentences[sentence] if self.sentences else (0, len(self.text))


def lowered(text: str) -> str:
    """`text` in lower case, and as long as it was: "İ" would become two characters."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
