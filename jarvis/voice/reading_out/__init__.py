"""What is written in figures and signs, in words: how a text is read aloud, in two languages.

Pure: a text in, a text out. It knows no markup (`jarvis.voice.splitting` takes that off before) and
no voice. Each step below puts one kind of thing into words and leaves the rest to the next; the
order matters where one looks like another (a date has fractions in it, a version has decimals).
"""

from collections.abc import Callable

from jarvis.voice.reading_out import (
    abbreviations,
    amounts,
    codes,
    counting,
    dates,
    letters,
    links,
    romans,
    signs,
)
from jarvis.voice.reading_out.english import ENGLISH
from jarvis.voice.reading_out.lexicon import Lexicon
from jarvis.voice.reading_out.spanish import SPANISH

Step = Callable[[str, Lexicon], str]

STEPS: tuple[Step, ...] = (
    signs.joined,
    links.said,
    abbreviations.said,
    romans.said,
    signs.numbered,
    dates.said,
    codes.said,
    amounts.said,
    counting.said,
    letters.said,
    signs.said,
    signs.tidied,
)


def spelt_out(text: str, language: str) -> str:
    """The text as it is said: numbers, dates, units, abbreviations and signs in words.

    Args:
        text: without markup; any length, though each piece of an answer is a sentence at most.
        language: "es"; anything else is read as English.
    """
    words = SPANISH if language == "es" else ENGLISH
    for step in STEPS:
        text = step(text, words)
    return text
