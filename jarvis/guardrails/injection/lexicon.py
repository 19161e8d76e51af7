"""What each word does in an order, as one character: a text becomes a string of them.

English and Spanish share the classes, so one grammar reads both, and sentences that mix them. A
word that isn't in the lists is looked up again without accents, without digits in the place of
letters ("1gn0r3"), and with its inner letters in any order ("ignroe").
"""

import codecs
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from jarvis.guardrails.injection import english, spanish
from jarvis.guardrails.injection.conjugation import forms

OTHER, STOP, COMMA, BRACKET, COLON, QUOTE, LINK, CODE = '_\n,(:"@='
"""Tags of unknown words, and of punctuation: the end of a sentence, of a clause, …"""

PUNCTUATION = {
    **dict.fromkeys(".!?…\n", STOP),
    **dict.fromkeys(",;*#–—-¿¡", COMMA),
    **dict.fromkeys("()[]<>|", BRACKET),
    **dict.fromkeys("_={}", CODE),
    **dict.fromkeys("\"'«»`", QUOTE),
    ":": COLON,
}

TELLING = "FORGET TARGET PRIOR PROMPT DISCLOSE GIVE REPEAT LIMIT SYSTEM MEMORY"
"""Classes whose words are recognised in disguise."""

LEET = str.maketrans("013457@$", "oieastas")
SHORTEST_DISGUISED = 6


def _entries() -> Iterator[tuple[str, str]]:
    """Every class with each of its words; of a word in two, the first counts."""
    for source in (spanish.ACCENTED, english.WORDS, spanish.WORDS):
        for name, words in source.items():
            yield from ((name, word) for word in words.split())
    for name, verbs in spanish.VERBS.items():
        yield from ((name, form) for verb in verbs.split() for form in sorted(forms(verb)))


def _gathered(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, word in entries:
        found.setdefault(word, name)
    return found


CLASS_OF = _gathered(_entries())
"""The class of each word."""

NAMES = (*sorted(set(CLASS_OF.values())), "ROTATED", "REVERSED")
TAGS: Mapping[str, str] = {name: chr(0x100 + number) for number, name in enumerate(NAMES)}
"""The character that stands for a class."""


def _shape(word: str) -> str:
    """What a word keeps when its inner letters change places."""
    return word[0] + "".join(sorted(word[1:-1])) + word[-1]


def _disguisable() -> Iterator[tuple[str, str]]:
    for word, name in CLASS_OF.items():
        if name in TELLING.split() and len(word) >= SHORTEST_DISGUISED:
            yield word, name


SCRAMBLED = {_shape(word): TAGS[name] for word, name in _disguisable()}
OUTLINES = {(word[0], word[-1], len(word)) for word, _ in _disguisable()}
BACKWARDS = {word[::-1]: TAGS["REVERSED"] for word, _ in _disguisable()}
ROTATED = {codecs.encode(word, "rot13"): TAGS["ROTATED"] for word, _ in _disguisable()}


class Lexicon(dict[str, str]):
    """The tag of a word in lower case. Remembers no word that it is asked for."""

    def __missing__(self, word: str) -> str:
        if not word.isascii():
            plain = unaccented(word)
            return self[plain] if plain != word else OTHER
        if word.isalpha():
            if len(word) >= SHORTEST_DISGUISED and (word[0], word[-1], len(word)) in OUTLINES:
                return SCRAMBLED.get(_shape(word), OTHER)
            return OTHER
        return self.get(word.translate(LEET), LINK if "@" in word or word[0] == ":" else OTHER)


LEXICON = Lexicon(
    ROTATED | BACKWARDS | {word: TAGS[name] for word, name in CLASS_OF.items()} | PUNCTUATION
)


def unaccented(word: str) -> str:
    """`word` without its accents, in as many characters."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in word)
