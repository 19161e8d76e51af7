"""Which of the two languages a text is in, by its commonest words. Anything else is neither."""

import re

from jarvis.knowledge.words import fold
from jarvis.knowledge.words.stop_words import ENGLISH, SPANISH

ENGLISH_ONLY = ENGLISH - SPANISH
SPANISH_ONLY = SPANISH - ENGLISH
MARKS = re.compile(r"[¿¡ñÑ]|[áéíóúÁÉÍÓÚ]")
WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 2_000
"""Characters at a text's beginning that are enough to tell."""


def language(text: str) -> str:
    """What a text is in: "en", "es", or "" where neither has twice the other's common words."""
    words = WORD.findall(fold(text[:LOOKED_AT]))
    english = sum(word in ENGLISH_ONLY for word in words)
    spanish = sum(word in SPANISH_ONLY for word in words) + bool(MARKS.search(text[:LOOKED_AT]))
    if english >= 2 * spanish and english:
        return "en"
    return "es" if spanish >= 2 * english and spanish else ""
