"""Every check that reads a text: a new one is a file, and a line here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.injection import injection
from jarvis.guardrails.leak import leak
from jarvis.guardrails.personal import personal
from jarvis.guardrails.secret import secrets
from jarvis.guardrails.toxicity import toxicity


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

CHECKS: Mapping[Check, Look] = {
    Check.SECRET: lambda text, _: secrets(text),
    Check.PII: lambda text, _: personal(text),
    Check.INJECTION: lambda text, _: injection(text),
    Check.TOXICITY: lambda text, _: toxicity(text),
    Check.LEAK: lambda text, context: leak(text, context.system_prompt, context.leak_words),
}
