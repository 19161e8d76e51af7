"""A word's stem in English and in Spanish: Snowball's, and what Snowball leaves apart.

Words come folded. Snowball's Spanish looks for accents that people leave out and knows no
changing roots, so a few endings and diphthongs are evened out after it; its English knows no
irregular verbs. Algorithms: https://snowballstem.org/algorithms/
"""

import re
import threading
from functools import lru_cache
from typing import Any

from jarvis.knowledge.words.irregular import ENGLISH, SPANISH

EVENED = (
    (re.compile(r"(?<=^\w{2}[aeo])s$"), ""),  # dias, anos
    (re.compile(r"(?<=\w{3})[ai]mient$"), ""),  # vencimiento, vencer
    (re.compile(r"(?<=\w{3}c)cion$"), ""),  # produccion, producir
    (re.compile(r"j$"), "g"),  # exija, exigir
    (re.compile(r"(?<=\w{3})i$"), ""),  # corrian, edificio: an accent is missing
    (re.compile(r"qu$|z$"), "c"),  # explique, explicar; luz, luces
    (re.compile(r"(?<![gq])ue(?=[^\Waeiou]{1,3}$)"), "o"),  # cuesta, costar
    (re.compile(r"(?<=[^\Waeiou])ie(?=[^\Waeiou]{1,3}$)"), "e"),  # empieza, empezar
)
"""What is done to a Spanish stem of four letters and more, in this order."""

SHORTEST = 4

TWICE = ("es", "esa", "esas")
"""What is taken off as a plural's, and leaves what is taken off a verb: almacenes, almacen."""

_threads = threading.local()


@lru_cache(maxsize=65_536)
def english_stem(word: str) -> str:
    """The English stem of a folded word."""
    return _snowball("english", ENGLISH.get(word, word))


@lru_cache(maxsize=65_536)
def spanish_stem(word: str) -> str:
    """The Spanish stem of a folded word, the same with its accents and without them."""
    stem = _snowball("spanish", SPANISH.get(word, word))
    if word.endswith(TWICE):
        stem = _snowball("spanish", stem)
    if len(stem) < SHORTEST and not stem.endswith("z"):
        return stem
    for ending, plain in EVENED:
        stem = ending.sub(plain, stem)
    return stem


def _snowball(language: str, word: str) -> str:
    stemmer: Any = getattr(_threads, language, None)
    if stemmer is None:
        import Stemmer

        # One stemmer must not be used by two threads at once. What it gives is cached here.
        stemmer = Stemmer.Stemmer(language, maxCacheSize=0)
        setattr(_threads, language, stemmer)
    return str(stemmer.stemWord(word))
