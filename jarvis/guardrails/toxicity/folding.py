"""Text folded for comparison, character for character, and words that hide behind signs.

Case and accents go (ñ stays a letter of its own: "año" is no "ano"). Words written with digits
and signs, spaced or dotted out, starred or stretched are put back into letters if that gives a
word that the lexicons know; all else stays, so that part numbers and code are left alone. Folding
never changes a length: what a word became shorter by is filled up, and offsets stay exact.
"""

import re
import unicodedata
from collections.abc import Iterator

FILLER = "\x00"
"""Stands behind a word that became shorter. Normalised text has no control characters."""

ACCENTS = str.maketrans(
    {
        letter: base
        for letter in map(chr, range(0xC0, 0x250))
        if (base := unicodedata.normalize("NFD", letter)[0]) != letter and letter not in "ñÑ"
    }
)
LEET = tuple(str.maketrans("0134578@$!|", f"o{one}eastbasi{one}") for one in "il")
"""The customary stand-ins; 1 and | pass for two letters."""

SIGNS = r"0-9@$!|*#._+-"
DISGUISED = re.compile(rf"(?<![a-zñ{SIGNS}/\\])[a-zñ]{{0,20}}+[{SIGNS}][a-zñ{SIGNS}]{{1,24}}")
SPACED = re.compile(r"(?<![a-zñ0-9])[a-zñ0-9@$!](?:[ ._*~-]{1,2}[a-zñ0-9@$!](?![a-zñ0-9])){2,15}")
RUN = re.compile(r"([a-zñ])\1\1+")
WORD = re.compile(r"[a-zñ]{4,64}")
STARS = re.compile(r"[*#]")
SEPARATORS = re.compile(r"[ ._*~+-]")
LEAST_LETTERS = 3
"""Shorter words are too easily come upon by chance in codes and initials."""


def folded(text: str) -> str:
    """`text` in small letters without accents, as long as before."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "I").lower().translate(ACCENTS)


class Disguises:
    """Finds words again that were made hard to recognise.

    Args:
        known: every word that the lexicons know; digits and signs in it are read as letters.
        telling: the rare ones among them, which starred, spaced and dotted words are held against.
    """

    def __init__(self, known: frozenset[str], telling: frozenset[str]) -> None:
        self._known = known
        self._telling = telling
        self._by_shape: dict[tuple[int, str], list[str]] = {}
        for word in sorted(telling):
            self._by_shape.setdefault((len(word), word[0]), []).append(word)

    def undone(self, plain: str) -> str:
        """Folded text with disguised words in letters, as long as before."""
        pieces: list[str] = []
        at = 0
        for start, end, word in sorted(self._found(plain)):
            if start >= at:
                pieces += (plain[at:start], word, FILLER * (end - start - len(word)))
                at = end
        return "".join((*pieces, plain[at:])) if pieces else plain

    def _found(self, plain: str) -> Iterator[tuple[int, int, str]]:
        """From, to, and the word that stands there."""
        for match in SPACED.finditer(plain):
            yield from self._in_run(match)
        for match in DISGUISED.finditer(plain):
            token = match[0].rstrip(".-_+!")
            word = self._word(token)
            if word:
                yield match.start(), match.start() + len(token), word
        if RUN.search(plain):
            for match in WORD.finditer(plain):
                word = self._squeezed(match[0]) if RUN.search(match[0]) else None
                if word:
                    yield *match.span(), word

    def _in_run(self, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """A word that begins or ends a run of single letters; the longest."""
        places = [at for at in range(*match.span()) if not SEPARATORS.match(match.string[at])]
        letters = "".join(match.string[at] for at in places)
        count = len(letters)
        windows = [(0, to) for to in range(count, LEAST_LETTERS - 1, -1)]
        windows += [(since, count) for since in range(1, count - LEAST_LETTERS + 1)]
        for since, to in windows:
            word = self._plainly(letters[since:to], self._telling)
            if word:
                yield places[since], places[to - 1] + 1, word
                return

    def _word(self, token: str) -> str | None:
        """The word behind digits, signs and stars."""
        if not any(sign.isalpha() for sign in token):
            return None
        if STARS.search(token):
            return self._starred(token)
        joined = SEPARATORS.sub("", token)
        return self._plainly(joined, self._known if joined == token else self._telling)

    def _plainly(self, token: str, among: frozenset[str]) -> str | None:
        if len(token) < LEAST_LETTERS or token.isdigit():
            return None
        for table in LEET:
            word = token.translate(table)
            if word in among:
                return word
            squeezed = self._squeezed(word) if RUN.search(word) else None
            if squeezed:
                return squeezed
        return None

    def _squeezed(self, word: str) -> str | None:
        """A stretched word at its proper length: each run becomes one letter, or two."""
        shorter = (RUN.sub(r"\1", word), RUN.sub(r"\1\1", word))
        return next((form for form in shorter if form in self._known), None)

    def _starred(self, token: str) -> str | None:
        """The first word of the same length that shows through; two letters must be visible."""
        bare = token.strip("*#")
        if bare in self._known:
            return None  # emphasis, as in Markdown
        shape = STARS.sub(".", token.translate(LEET[0]))
        if len(shape) - shape.count(".") < 2 or not shape[0].isalpha():
            return None
        for word in self._by_shape.get((len(token), token[0]), ()):
            if all(seen in (".", meant) for seen, meant in zip(shape, word, strict=True)):
                return word
        return None
