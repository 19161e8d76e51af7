"""Text that gives the model orders, or tries to talk it out of its own.

A text is read word by word in classes (`lexicon`): verbs of ignoring, instructions, earlier, your,
must, … Rules over these classes (`grammar`, `overriding`, `jailbreaking`, `commanding`) and a few
patterns over characters (`markup`) give signs, each with a weight; a sign weighs less where the
words tell of an order instead of giving one (`mood`), where they are quoted, reported, or about
washing machines (`context`). What is encoded or spelt out is read in plain letters as well
(`disguise`). Signs of one sentence, and of its neighbours, add up (`weighing`).

It finds the shape of orders to a model, in English and Spanish. It doesn't understand a text: an
order in other words passes, and so does a lie.
"""

from collections.abc import Iterator
from dataclasses import replace

from jarvis.guardrails.finding import Finding
from jarvis.guardrails.injection.commanding import COMMANDING
from jarvis.guardrails.injection.context import Context
from jarvis.guardrails.injection.disguise import disguised
from jarvis.guardrails.injection.jailbreaking import JAILBREAKING
from jarvis.guardrails.injection.lexicon import STOP
from jarvis.guardrails.injection.markup import hidden_places, links, markup
from jarvis.guardrails.injection.matching import Grammar
from jarvis.guardrails.injection.mood import mood
from jarvis.guardrails.injection.overriding import OVERRIDING
from jarvis.guardrails.injection.reading import Reading
from jarvis.guardrails.injection.signal import Signal
from jarvis.guardrails.injection.weighing import Suspect, weighed

RULES = (*OVERRIDING, *JAILBREAKING, *COMMANDING)
GRAMMAR = Grammar(RULES)

LEAST = 0.05
"""Signs that weigh less say nothing."""

UNSEEN_DOUBT = 0.6
"""What is left of the doubt where an order stands in what a browser doesn't show."""

HIDDEN_DOUBT = 0.5
"""What is left of it where an order is encoded: whoever hides one has something to hide."""

PLAIN_ENOUGH = 0.4
"""What comes out of a disguise must weigh this much: anything may be decoded to something."""


def injection(text: str) -> list[Finding]:
    """Attempts in a normalised text, by place, each over whole sentences.

    Scores go from 0.3, a hint, to 0.99; config.toml's threshold is 0.5.
    """
    reading = Reading(text)
    signals = [*signs(reading), *markup(reading), *links(text), *_uncovered(reading)]
    return weighed(_suspects(reading, signals)) if signals else []


def signs(reading: Reading) -> Iterator[Signal]:
    """What the grammar's rules find."""
    for rule, first, after in GRAMMAR.matches(reading.tags):
        weight = rule.weight
        if rule.mood == "order":
            weight *= mood(reading.tags, first)
        if weight >= LEAST:
            first += reading.tags[first] == STOP  # the end of the sentence before
            place = reading.stretch(first, after - 1)
            yield Signal(rule.kind, rule.group, *place, weight, rule.reason)


def _uncovered(reading: Reading) -> Iterator[Signal]:
    """Signs in what a text says in disguise."""
    for hidden in disguised(reading):
        found = max(signs(Reading(hidden.plain)), key=lambda sign: sign.weight, default=None)
        if found is not None and found.weight >= PLAIN_ENOUGH:
            weight = 1.0 - (1.0 - found.weight) * HIDDEN_DOUBT
            reason = f"{found.reason}, {hidden.reason}"
            yield Signal(found.kind, "hidden", hidden.start, hidden.end, weight, reason)


def _suspects(reading: Reading, signals: list[Signal]) -> dict[int, Suspect]:
    """The signs by sentence, weighed against what stands around them."""
    context = Context(reading.text)
    unseen = list(hidden_places(reading.text))
    found: dict[int, Suspect] = {}
    for signal in signals:
        first = reading.sentence_at(signal.start)
        last = reading.sentence_at(max(signal.start, signal.end - 1))
        start, end = reading.bounds(first)[0], reading.bounds(last)[1]
        weight = signal.weight
        if any(begin <= signal.start < after for begin, after in unseen):
            weight = 1.0 - (1.0 - weight) * UNSEEN_DOUBT
        weight *= context.discount(signal, (start, end))
        suspect = found.setdefault(first, Suspect(start, end))
        suspect.end = max(suspect.end, end)
        suspect.signals.append(replace(signal, weight=weight))
    return found
