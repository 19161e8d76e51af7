"""The words of a question that say what it is about."""

import re
from collections import Counter
from collections.abc import Collection

from jarvis.knowledge.words import fold
from jarvis.knowledge.words.stop_words import ASKING, STOPS

MOST = 24
"""Words that a question is looked for by."""

LONGEST = 64
"""Characters of a word that is looked for."""

WORD = re.compile(r"[^\W_]+")
COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{1,20}-[^\W\d_]{1,20}(?![\w-])")


def content(text: str, most: int = MOST, without: Collection[str] = ()) -> tuple[str, ...]:
    """The folded words of a text but the commonest; all of them where it has no others.

    In the text's order. Of a long text those that it repeats, and then the longest, for a long
    word is rarely a common one.

    Args:
        without: folded words that are left out.
    """
    shouting = text.isupper()
    words = [(word, fold(word)) for word in WORD.findall(text) if len(word) <= LONGEST]
    order = [plain for _, plain in words if plain not in without]
    named = {plain for word, plain in words if _is_name(word) and not shouting}
    telling = {plain for plain in order if plain in named or plain not in STOPS}
    asked = {plain for plain in telling if plain in named or plain not in ASKING}
    counts = Counter(order)
    kept = sorted(asked or telling or counts, key=lambda word: (-counts[word], -len(word), word))
    best = frozenset(kept[:most])
    return tuple(dict.fromkeys(word for word in order if word in best))


def compounds(text: str) -> tuple[str, ...]:
    """What is written with a hyphen, as one folded word: "wi-fi" is looked for as "wifi" too."""
    return tuple(dict.fromkeys(fold(word).replace("-", "") for word in COMPOUND.findall(text)))


def has_content(text: str) -> bool:
    """Whether a text has a word that isn't one of the commonest."""
    return any(
        _is_name(word) or fold(word) not in STOPS | ASKING for word in WORD.findall(text[:2_000])
    )


def _is_name(word: str) -> bool:
    """IT and US are names where the words around them are in small letters."""
    return len(word) > 1 and word.isupper() and word.isalpha()
