"""A follow-up question, and what it leaves unsaid because an earlier one said it.

By its words only: it begins like a follow-up, it points at something, or it says next to nothing.
A question with enough words of its own stands alone, however it begins.
"""

import re
from collections.abc import Sequence

from jarvis.knowledge.question.codes import codes
from jarvis.knowledge.question.content import content, has_content
from jarvis.knowledge.question.courtesies import courteous
from jarvis.knowledge.words import fold

ENOUGH = 6
"""Words of content with which a question stands alone, whatever it begins with or points at."""

FEW = 4
"""The most of a question that only points at something, with words that often point at nothing."""

LOOKED_BACK = 2
"""Earlier questions that may be taken along."""

LENT = 8
"""Words that earlier questions lend."""

CARRIED_CHARACTERS = 400
"""Of an earlier question; the present one is what is asked."""

YEAR = re.compile(r"(?:19|20)\d\d")
BEGINS = re.compile(
    r"\W*(?:and|but|or|so|also|then|what about|how about|what else|"
    r"y|e|pero|o|entonces|tambien|ademas|que tal|que hay de|que pasa con|que mas)\b"
)
POINTS = re.compile(
    r"\b(?:they|them|their|theirs|its|those|these|he|she|him|her|his|the same|(?:that|this) one|"
    r"(?:from|in|over) there|ese|esa|esos|esas|eso|aquel|aquella|aquello|ello|ellos|ellas|alli|ahi|"
    r"su|sus|dich[oa]s?|el mismo|la misma|lo mismo)\b"
    r"|\bthe (?:first|second|third|last|other|former|latter)(?: ones?)?\W*$"
    r"|\b(?:el|la) (?:primer[oa]|segund[oa]|ultim[oa]|otr[oa])\W*$"
)
MAY_POINT = re.compile(
    r"\b(?:it|this|est[aeo]|lo|les?|\w{3,}(?:[aei]r|ndo)(?:l[aeo]s?))\b"
    r"|\b(?:about|is|was|does|did|do|of|for|in|on|with|can|will) that\b|\b(?:that|there)\W*$"
)
EMPTY_IT = re.compile(
    r"\b(?:is|was) it (?=(?:possible|necessary|true|allowed|required|legal|safe)\b)"
    r"|\bit(?:['’]?s| is| was) (?=(?:possible|necessary|true|allowed|required|legal|safe)\b)"
)
DEFINES = re.compile(
    r"\W*(?:what|who|que|quien(?:es)?) (?:is|are|was|were|es|son|fue|significa)"
    r"(?: an?| una?)? \w+\W*$|\W*define\b"
)
"""Asks for one thing by its name: "What is photosynthesis?", but not "What is the deadline?"."""


def carried(text: str, earlier: Sequence[str]) -> str:
    """What a question takes from the ones before it: one or two of them, oldest first; or "".

    Args:
        earlier: what the person wrote before, oldest first.
    """
    found: list[str] = []
    present = text
    for question in reversed(earlier):
        if len(found) == LOOKED_BACK or not follows(present):
            break
        if courteous(question) or not question.strip():
            continue
        found.insert(0, " ".join(question.split())[:CARRIED_CHARACTERS])
        present = question
    return " ".join(found)


def lent_by(before: str, terms: Sequence[str]) -> tuple[str, ...]:
    """The words that an earlier question lends one with these terms; of years, one is enough."""
    dated = any(YEAR.fullmatch(term) for term in terms)
    found = (word for word in content(before, LENT) if not (dated and YEAR.fullmatch(word)))
    return tuple(word for word in found if word not in terms)


def follows(text: str) -> bool:
    """Whether a question can't be understood without the one before it."""
    plain = fold(text)
    size = len(content(text)) + len(codes(text)) if has_content(text) else 0
    if size >= ENOUGH:
        return False
    if size < 2 and not codes(text):
        return DEFINES.match(plain) is None or size == 0
    if POINTS.search(plain):
        return True
    begins = BEGINS.match(plain) or MAY_POINT.search(EMPTY_IT.sub("", plain))
    return size <= FEW and begins is not None
