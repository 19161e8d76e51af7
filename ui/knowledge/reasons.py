"""Why a file wasn't taken or read, in the page's language. Pure.

Reading says it in English, as it is stored; each sentence is of a kind, by which it is known again.
"""

import re
from functools import cache

from jarvis.knowledge.ingesting.line import WAITS
from jarvis.knowledge.reading.refusals import FORMATS, REASONS
from ui.knowledge.words import Told
from ui.words import Words

BY_NAME = {english: kind for kind, english in FORMATS.items()}


def reason(message: str, hint: str, words: Words) -> Told:
    """What happened and what to do about it; what isn't known stays as it is, in English."""
    if hint == WAITS:
        return message, words.knowledge.waits
    refusals = words.knowledge.refusals
    for kind, pattern in _patterns():
        if kind in refusals and hint == REASONS[kind][1] and (found := pattern.fullmatch(message)):
            values = _translated(found.groupdict(), words)
            return refusals[kind][0].format(**values), refusals[kind][1]
    return message, hint


def _translated(values: dict[str, str], words: Words) -> dict[str, str]:
    """The values of a sentence, of which only a format's name is in a language."""
    if kind := BY_NAME.get(values.get("format", "")):
        values["format"] = words.knowledge.formats[kind]
    return values


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind, and how its sentence is known."""
    return tuple((kind, _pattern(message)) for kind, (message, _) in REASONS.items())


def _pattern(template: str) -> re.Pattern[str]:
    escaped = re.escape(template)
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", escaped), re.DOTALL)
