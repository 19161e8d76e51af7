"""A text as the checks read it: one form for what looks alike, and nothing that can't be seen.

Compatibility forms are folded (NFKC, Unicode Standard Annex #15), letters of other scripts that
pass for Latin ones become Latin within words that mix scripts (Unicode Technical Standard #39
calls them confusables), and characters that nobody sees are left out. What a person wrote stays
as it is: each place in the new text knows where it was in the old one.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from jarvis.guardrails.finding import Check, Finding

MOST_TIMES_LONGER = 4
"""One character may stand for eighteen (U+FDFA): a text may not grow without bound by it."""

ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TAGS = "\U000e0000-\U000e007f"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
LONE_SURROGATES = "\ud800-\udfff"

HIDDEN = re.compile(f"[{ZERO_WIDTH}{BIDI}{TAGS}{CONTROLS}]+")
STEADY = re.compile(
    "[\t\n\r -~¡-§©«¬®°±¶»¿À-ıĴ-ľŁ-ňŊ-žΑ-ΡΣ-ωЀ-ҁא-תء-ي–—•"
    "\u3001-\u3020\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]+"
)
"""Characters that NFKC leaves alone, and that nothing of it combines with."""

CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]{0,8}|[\u0300-\u036f]")
UNSTEADY = re.compile(f"{HIDDEN.pattern}|{STEADY.pattern}(?![\u0300-\u036f])|{CLUSTER.pattern}")

ONE_FOR_ONE = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "`",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "′": "'",
    "‐": "-", "‑": "-", "‒": "-", "−": "-", "⁃": "-", "﹣": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
}  # fmt: skip
"""Punctuation that is written in many ways; each stands for one character."""

VARIANTS = re.compile(f"[{''.join(ONE_FOR_ONE)}]")

LOOKALIKES = str.maketrans(
    "аеорсухкмтнвіјѕԁԛԝһӏгпАВЕЗІЈКМНОРСТУХЅԌԚԜүЬ"
    "αεικνορτυχωγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
    "օսոհցյԼՍՏ",
    "aeopcyxkmthbijsdqwhlrnABE3IJKMHOPCTYXSGQWyb"
    "aeiknoptuxwynABEZHIKMNOPTYX"
    "ounhgjLUS",
)  # fmt: skip
"""Cyrillic, Greek and Armenian letters that pass for Latin ones (Unicode's confusables.txt)."""

WORD = re.compile(r"[^\W\d_]{2,64}")
FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u0587]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
JOINED_LETTERS = re.compile("(?<=[A-Za-z0-9\u00c0-\u052f])[\u200b-\u200d\u2060-\u2064\ufeff]+(?=[A-Za-z0-9\u00c0-\u052f])")  # fmt: skip  # noqa: E501
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]+")
OVERRIDES = re.compile("[\u202d\u202e]+")
UNSEEN = re.compile(f"[\u200b-\u200d\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069{TAGS}]")
"""Any character that one of the four looks for."""

TAG_RUN = re.compile(f"(?<!\U0001f3f4)(?<![{TAGS}])[{TAGS}]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in its one form.

    Attributes:
        text: what the checks read.
        starts, origins: where its pieces begin, in it and in the text as it came; empty where
            every character stands in its old place.
        steady: of each piece, whether its characters stand one for one.
        length: of the text as it came.
    """

    text: str
    length: int
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    steady: tuple[bool, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` were in the text as it came."""
        if not self.starts or end <= start:
            return start, max(start, end)
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, index: int) -> tuple[int, int]:
        """From and to where one character stood."""
        piece = bisect_right(self.starts, index) - 1
        first = self.origins[piece]
        if self.steady[piece]:
            at = first + index - self.starts[piece]
            return at, at + 1
        after = self.origins[piece + 1] if piece + 1 < len(self.origins) else self.length
        return first, after


def normalised(text: str) -> Normalised:
    """`text` as the checks read it. Takes time in proportion to its length."""
    if text.isascii() and not HIDDEN.search(text):
        return Normalised(text, len(text))
    plain = VARIANTS.sub(lambda found: ONE_FOR_ONE[found[0]], text)
    if STEADY.fullmatch(plain):
        return Normalised(_latin(plain), len(text))
    return _in_pieces(plain)


def _in_pieces(text: str) -> Normalised:
    """Fold what isn't steady, and note where each piece came from."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    steady: list[bool] = []
    at, most = 0, MOST_TIMES_LONGER * len(text)
    for match in UNSTEADY.finditer(text):
        found = match[0]
        kept = STEADY.fullmatch(found) is not None
        if kept:
            new = found
        elif HIDDEN.match(found):
            new = ""
        else:
            new = _folded(found) if at < most else found
        pieces.append(new)
        starts.append(at)
        origins.append(match.start())
        steady.append(kept or len(new) == len(found) == 1)
        at += len(new)
    folded = "".join(pieces)
    # Pieces that became nothing start where the next one does; bisect_right passes them over, and
    # the piece before them ends where they begin.
    return Normalised(_latin(folded), len(text), tuple(starts), tuple(origins), tuple(steady))


def _folded(cluster: str) -> str:
    """A character with what combines with it, in its compatibility form."""
    if "\ud800" <= cluster[0] <= "\udfff":
        return "\ufffd"
    return unicodedata.normalize("NFKC", cluster)


def _latin(text: str) -> str:
    """Words that mix Latin letters with others that look like them, in Latin letters alone."""
    if not FOREIGN.search(text):
        return text
    mostly_latin = len(LATIN.findall(text)) > 3 * len(FOREIGN.findall(text))

    def mended(match: re.Match[str]) -> str:
        word = match[0]
        if not FOREIGN.search(word):
            return word
        latin = word.translate(LOOKALIKES)
        disguised = LATIN.search(word) or (mostly_latin and not FOREIGN.search(latin))
        return latin if disguised else word

    return WORD.sub(mended, text)


def whole(text: str) -> str:
    """`text` without halves of characters, which can be neither stored nor sent."""
    if text.isascii():
        return text
    return re.sub(f"[{LONE_SURROGATES}]", "\ufffd", text)


def visible(text: str) -> str:
    """`text` without what nobody sees; emoji and scripts that need joiners keep theirs."""
    text = TAG_RUN.sub("", text)
    text = JOINED_LETTERS.sub("", text)
    return (OVERRIDES if RIGHT_TO_LEFT.search(text) else DIRECTIONS).sub("", text)


def hidden(text: str) -> list[Finding]:
    """Characters that nobody sees and that change what a model reads, a finding a kind.

    It spans from the first such character to the last. Joiners of emoji, of Arabic and Indic
    letters, soft hyphens and byte order marks are no findings.
    """
    if text.isascii() or not UNSEEN.search(text):
        return []
    turned = OVERRIDES if RIGHT_TO_LEFT.search(text) else DIRECTIONS
    kinds = (
        ("tags", TAG_RUN, 1.0, "invisible tag characters, which a model reads as text"),
        ("zero_width", JOINED_LETTERS, 0.8, "characters without width inside words"),
        ("bidi", turned, 0.8, "characters that turn the writing direction"),
    )
    found = []
    for kind, pattern, score, reason in kinds:
        runs = list(pattern.finditer(text))
        if runs:
            start, end = runs[0].start(), runs[-1].end()
            found.append(Finding(Check.HIDDEN, kind, start, end, score, reason))
    return found
