"""Orders that aren't written in plain letters: encoded, spelt out, turned round, in pieces.

What might hide one is turned back into plain text, once, for the grammar to read. Nothing is
decoded twice, and no more than a bounded part of a text.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from jarvis.guardrails.injection.lexicon import CLASS_OF, TAGS
from jarvis.guardrails.injection.reading import Reading

MOST_CANDIDATES, MOST_PIECES, MOST_CHARACTERS = 40, 8, 4000
"""So many encoded stretches, quoted pieces and turned letters of a text are looked at."""

BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{24,4000}={0,2}")
HEX = re.compile(r"(?<![\w])(?:[0-9a-fA-F]{2}[ :]?){16,2000}")
SPELT = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]{1,3}){5,400}[^\W\d_](?![^\W_])")
JOINED = re.compile(r"(?<![A-Za-z])[A-Za-z]{18,300}(?![A-Za-z])")
PIECES = re.compile(r"\"([^\"\n]{2,80})\"|'([^'\n]{2,80})'")
LETTER = re.compile(r"[^\W\d_]")

LONG = 18
SINGLES, PAIRS = bytes([1] * 6), bytes([2] * 16)
"""Sizes of words that give away what is encoded, spelt out, or written in pairs of digits."""

LONGEST_WORD, SHORTEST_WORD = max(map(len, CLASS_OF)), 2
FEWEST_WORDS, MOSTLY = 3, 0.7
"""A run of letters hides something if it is so many known words, and so much of it is."""

ROTATED, REVERSED, COMBINE = TAGS["ROTATED"], TAGS["REVERSED"], TAGS["COMBINE"]


@dataclass(frozen=True, slots=True)
class Disguised:
    """What a stretch of a text says in plain letters."""

    start: int
    end: int
    plain: str
    reason: str


def disguised(reading: Reading) -> Iterator[Disguised]:
    """What may be hidden in a text. Most texts have nothing of it."""
    if max(reading.sizes, default=0) >= LONG:
        yield from _encoded(reading.original, BASE64, _base64, "Base64")
        yield from _encoded(reading.original, HEX, _hex, "hexadecimal digits")
        yield from _spelt(reading.original, JOINED)
    elif PAIRS in reading.sizes:
        yield from _encoded(reading.original, HEX, _hex, "hexadecimal digits")
    if SINGLES in reading.sizes:
        yield from _spelt(reading.original, SPELT)
    yield from _turned(reading)
    yield from _pieces(reading)


def _encoded(
    text: str, pattern: re.Pattern[str], decode: Callable[[str], bytes], name: str
) -> Iterator[Disguised]:
    for match in islice(pattern.finditer(text), MOST_CANDIDATES):
        plain = _readable(decode(match[0]))
        if plain:
            yield Disguised(*match.span(), plain, f"hidden in {name}")


def _base64(candidate: str) -> bytes:
    letters = candidate.rstrip("=").replace("-", "+").replace("_", "/")
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def _hex(candidate: str) -> bytes:
    digits = re.sub("[^0-9a-fA-F]", "", candidate)
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _readable(raw: bytes) -> str:
    """What the bytes say, if they are text."""
    try:
        plain = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return plain if " " in plain and plain.replace("\n", " ").isprintable() else ""


def _spelt(text: str, pattern: re.Pattern[str]) -> Iterator[Disguised]:
    for match in islice(pattern.finditer(text), MOST_CANDIDATES):
        words = _words(match[0])
        known = sum(map(len, words)) / len(LETTER.findall(match[0]))
        if len(words) >= FEWEST_WORDS and known >= MOSTLY:
            plain = " ".join(words)
            yield Disguised(*match.span(), plain, "hidden by the spaces between letters")


def _words(run: str) -> list[str]:
    """Words out of a run of letters: at each place the longest that the lexicon knows."""
    letters = "".join(LETTER.findall(run)).lower()
    words, at = [], 0
    while at < len(letters):
        longest = range(min(LONGEST_WORD, len(letters) - at), SHORTEST_WORD - 1, -1)
        size = next((n for n in longest if letters[at : at + n] in CLASS_OF), 0)
        if size:
            words.append(letters[at : at + size])
        at += size or 1
    return words


def _turned(reading: Reading) -> Iterator[Disguised]:
    """Sentences in rot13, or written backwards, by words that give them away."""
    for tag, turn, name in (
        (ROTATED, lambda text: codecs.encode(text, "rot13"), "rot13"),
        (REVERSED, lambda text: text[::-1], "letters that run backwards"),
    ):
        if reading.tags.count(tag) >= 2:
            at, last = reading.tags.index(tag), reading.tags.rindex(tag)
            start, end = reading.stretch(at, last)
            plain = turn(reading.original[start : min(end, start + MOST_CHARACTERS)])
            yield Disguised(start, end, plain, f"hidden in {name}")


def _pieces(reading: Reading) -> Iterator[Disguised]:
    """Quoted pieces, put together."""
    if not (COMBINE in reading.tags or " + " in reading.original):
        return
    text = reading.original
    found = list(islice(PIECES.finditer(text), MOST_PIECES + 1))
    if 2 <= len(found) <= MOST_PIECES:
        pieces = [match[1] or match[2] for match in found]
        start, end = found[0].start(), found[-1].end()
        for plain in ("".join(pieces), " ".join(pieces)):
            yield Disguised(start, end, plain, "hidden in pieces")
