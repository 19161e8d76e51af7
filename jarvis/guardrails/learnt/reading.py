"""A text in sentences, and a sentence as cues. It knows nothing of what they are worth.

Learning and checking both read texts with it, so that a table means the same to both.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from jarvis.guardrails.toxicity.folding import folded

Span = tuple[int, int]

STEM = 4
"""Letters of a word that count: "instructions", "instruye" and "instruct" have them in common."""

LONGEST_CHARACTERS = 400
"""Of what is read as one sentence; a longer one is read in parts, cut between words."""

END = re.compile(r"[.!?…]{1,8}[\"'»)\]*`]{0,4}(?:\s+|\Z)|\n+")
BLANK = re.compile(r"\s")
WORD = re.compile(
    r"(?:https?://|www\.)[^\s\"'<>)\]]{1,250}"
    r"|[a-zñ]+(?:'[a-z]{1,2}(?![a-zñ])|(?:[.@][a-zñ0-9-]{1,40}){1,8})?"
    r"|[0-9]+"
    r"|[^\sa-zñ0-9]"
)
LINK, ADDRESS, DOTTED, NUMBER = "://", "@", "a.b", "0"
"""Stand for addresses, names with dots in them, and numbers: which one it is tells nothing."""

START = "^"
BESIDE, APART, THEN, LATER = " ", " _ ", " > ", " >> "
"""What joins the two parts of a cue."""


class Sentence(NamedTuple):
    """A sentence or a line, in words.

    Attributes:
        start, end: where it stands, less the blanks around it.
        words: its words and marks, without case and accents.
        stems: the first letters of each.
    """

    start: int
    end: int
    words: list[str]
    stems: list[str]


@lru_cache(maxsize=1)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a normalised text. The last one is kept: two checks ask for the same."""
    return tuple(_read(text, start, end) for start, end in _spans(text))


def cues(sentence: Sentence, classes: Mapping[str, str]) -> set[str]:
    """What a sentence's words may tell.

    A word is known by its class if it has one, else by its stem. Cues are the stems, the classes,
    any two words side by side (`FORGET prev`) or with one between them (`FORGET _ TARGET`), and
    any two classes that follow each other whatever stands between them (`YOU > GIVE`,
    `YOU >> GIVE` with one class between). `^` is the sentence's beginning.
    """
    named = [classes.get(word) for word in sentence.words]
    pairs = zip(named, sentence.stems, strict=True)
    chain = [START, *(name or stem for name, stem in pairs)]
    known = [name for name in named if name]
    joined = ((chain, 1, BESIDE), (chain, 2, APART), (known, 1, THEN), (known, 2, LATER))
    return {*sentence.stems, *known}.union(
        f"{one}{sign}{other}"
        for parts, step, sign in joined
        for one, other in zip(parts, parts[step:], strict=False)
    )


def _read(text: str, start: int, end: int) -> Sentence:
    words = WORD.findall(folded(text[start:end]))
    stems = [word[:STEM] if word.isalpha() else _stem(word) for word in words]
    return Sentence(start, end, words, stems)


def _stem(word: str) -> str:
    if word.startswith(("http", "www.")):
        return LINK
    if "@" in word[1:]:
        return ADDRESS
    if "." in word[1:]:
        return DOTTED
    return NUMBER if word.isdigit() else word[:STEM]


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in END.finditer(text):
        yield from _parts(text, start, match.end())
        start = match.end()
    yield from _parts(text, start, len(text))


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence without the blanks around it, in parts where it is long; none if it is empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_CHARACTERS:
        blank = BLANK.search(text, start + LONGEST_CHARACTERS, end)
        cut = blank.start() if blank else end
        yield start, cut
        start = blank.end() if blank else end
    if start < end:
        yield start, end
