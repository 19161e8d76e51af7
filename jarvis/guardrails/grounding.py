"""Whether the documents that an answer rests on say what it says. English and Spanish.

It compares words, not meanings: what is said in quite other words looks unsupported, and what is
denied looks supported. It takes each sentence by itself, and the one document that holds most of
it. Between two languages only numbers and names can be compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.leak import fold
from jarvis.guardrails.sentences import sentences
from jarvis.guardrails.stop_words import ENGLISH, NUMBERS, SPANISH, STOPS

HEAVY = 2.0
"""What a number or a name weighs, against an ordinary word's 1: it is what people look up."""

WRONG_NUMBER = 0.4
"""The most that a sentence gets with a number that no document has."""

LEAST_WORDS = 3
"""With fewer words of content, a sentence says nothing that could be held against a document."""

TOKEN = re.compile(r"\d{1,30}(?:[.,]\d{1,12}){0,6}|[^\W\d_]{1,64}")
ITEM = re.compile(r"[\s>]{0,16}(?:[-*•+]|\d{1,3}[.)])\s")
CITATION = re.compile(r"\[\d{1,3}(?:, ?\d{1,3}){0,9}\]")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,9}")
STEM = 6
ENDINGS = re.compile(
    r"(?:aciones|acion|mente|iendo|ando|ations|ation|ings|ing|ados|adas|idos|idas|ado|ada|ido|ida"
    r"|aron|ieron|aban|aba|ian|ies|ied|ed|es|ly|os|as|ar|er|ir|s|o|a|e|y)\Z"
)

SAYS_NOTHING = re.compile(
    r"\?[\"'”’)*_]{0,4}\s{0,8}\Z|:[*_]{0,4}\s{0,8}\Z|\A\s{0,8}[#|`<]"
    r"|\b(?:i|we) (?:don't|do not|can't|cannot|can not|couldn't|could not|am not|am unable|hope|"
    r"can help|would suggest|apologi[sz]e)\b|\bi'm (?:not|unable|sorry|happy)\b"
    r"|\b(?:documents?|sources?|texts?|passages?|context|information) (?:\w{1,16} ){0,3}"
    r"(?:don't|doesn't|do not|does not|didn't|did not|isn't|is not|aren't|not)\b"
    r"|\b(?:let me know|feel free|happy to help|hope this helps|would you like|if you (?:need|have|"
    r"want)|here (?:is|are)|not (?:mentioned|stated|specified|given|clear))\b"
    r"|\bno (?:se|lo se|puedo|tengo|encuentro|consta|aparece|se (?:menciona|indica|dice|especifica|"
    r"detalla)|hay (?:informacion|datos)|dicen?|mencionan?|indican?|especifican?|contienen?)\b"
    r"|\b(?:lo siento|espero que|si (?:necesitas|quieres|tienes|necesita|quiere)|avisame|dime si|"
    r"no dudes|aqui (?:tienes|esta|estan)|con gusto|quieres que)\b"
)
"""Questions, headings, introductions, courtesies, and saying that one doesn't know."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a text says, as far as it can be counted.

    Attributes:
        words: stems of its ordinary words.
        heavy: its numbers and names.
    """

    words: frozenset[str]
    heavy: frozenset[str]
    spanish: bool


class Sources:
    """The documents of an answer, read once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._contents = [_content(text, names=False) for text in texts]

    def support(self, sentence: str) -> float:
        """See `support`."""
        plain = CITATION.sub(" ", ITEM.sub("", sentence, count=1)).replace("’", "'")
        if SAYS_NOTHING.search(fold(plain)):
            return 1.0
        said = _content(plain, names=True)
        if len(said.words) + len(said.heavy) < LEAST_WORDS or not self._contents:
            return 1.0
        share = max(_share(said, source) for source in self._contents)
        return min(share, WRONG_NUMBER) if self._wrong_number(said) else share

    def unsupported(self, text: str, threshold: float) -> Iterator[Finding]:
        """See `unsupported`."""
        at = 0
        for sentence in sentences(text):
            held = self.support(sentence)
            if held < threshold:
                start = at + len(sentence) - len(sentence.lstrip())
                end = at + len(sentence.rstrip())
                reason = f"no source holds more than {held:.0%} of what the sentence says"
                # The policy asks for a score of at least the threshold, which was about support.
                score = max(threshold, 1 - held)
                yield Finding(Check.GROUNDING, "unsupported", start, end, score, reason)
            at += len(sentence)

    def _wrong_number(self, said: Content) -> bool:
        """Whether it has a number that no document has."""
        known = frozenset().union(*(source.words for source in self._contents))
        return any(word[0].isdecimal() and word not in known for word in said.heavy)


def support(sentence: str, sources: Sequence[str]) -> float:
    """The share of a sentence's content that the best single source holds, 0 to 1.

    Numbers and names weigh twice; a number that no source has caps the share at 0.4. Questions,
    courtesies, "the documents don't say", and sentences of fewer than three words of content
    count as supported.
    """
    return Sources(sources).support(sentence)


def unsupported(text: str, sources: Sequence[str], threshold: float) -> list[Finding]:
    """The sentences of `text` that the sources support less than `threshold`."""
    return list(Sources(sources).unsupported(text, threshold))


def _share(said: Content, source: Content) -> float:
    """How much of a sentence's content one source holds."""
    held = said.heavy & source.words
    if said.spanish != source.spanish:
        return len(held) / len(said.heavy) if said.heavy else 1.0
    weight = len(said.words) + HEAVY * len(said.heavy)
    return (len(said.words & source.words) + HEAVY * len(held)) / weight


def _content(text: str, *, names: bool) -> Content:
    """What a text says.

    Args:
        names: whether capitals within a sentence make names; else all is in `words`.
    """
    words: set[str] = set()
    heavy: set[str] = set()
    seen = spanish = 0
    for match in TOKEN.finditer(text):
        word = fold(match[0])
        if word in STOPS:
            seen += 1
            spanish += (word in SPANISH) - (word in ENGLISH)
            continue
        number = NUMBERS.get(word) or (_number(word) if word[0].isdecimal() else "")
        if number:
            (heavy if names else words).add(number)
        elif len(word) > 1:
            name = names and match.start() > 0 and match[0][0].isupper() and seen > 0
            (heavy if name else words).add(_stem(word))
        seen += 1
    return Content(frozenset(words - heavy), frozenset(heavy), spanish > 0)


def _number(text: str) -> str:
    """A number in one form: "1,200" and "1.200" are 1200, "3,50" is 3.5."""
    if THOUSANDS.fullmatch(text):
        return re.sub(r"[.,]", "", text)
    whole, _, part = text.replace(",", ".").rpartition(".")
    return f"{whole}.{part.rstrip('0')}".rstrip(".") if whole else text.lstrip("0") or "0"


def _stem(word: str) -> str:
    """What the forms of a word have in common, roughly: it has no dictionary."""
    short = ENDINGS.sub("", word)
    return (short if len(short) > 2 else word)[:STEM]
