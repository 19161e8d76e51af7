"""What a check is handed, and what it is: the words that all of them share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jarvis.guardrails.finding import Finding


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may have to know besides the text.

    Attributes:
        system_prompt: which an answer must not give away.
        leak_words: so many of its words in a row count as given away.
        sources: the texts that an answer rests on.
    """

    system_prompt: str = ""
    leak_words: int = 12
    sources: tuple[str, ...] = ()


NOTHING = Context()

Look = Callable[[str, Context], Iterable[Finding]]
"""A check: takes a normalised text, gives findings with offsets in it. Time in proportion to the
text's length; safe from any thread."""
