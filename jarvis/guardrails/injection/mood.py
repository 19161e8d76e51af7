"""Whether words are an order or tell of one: looks at what stands before the verb."""

import re

from jarvis.guardrails.injection.grammar import compiled

ORDER, TOLD, NEGATED = 1.0, 0.4, 0.0
"""What a rule's weight is multiplied by."""

BEFORE_TAGS = 10
"""So far back a subject is looked for."""

NOT_DONE = compiled("(?:NOT|WITHOUT) (?:DO|LEAD|ALWAYS|BE|MUST|YOU|SECRETLY){0,3}$")
"""After these words the verb is what should not happen: "never ignore", "do not reveal"."""

BARE = compiled("(?:PAUSE|LEAD|NOW|SECRETLY|ALWAYS)(?:DO|LEAD|NOW|SECRETLY|ALWAYS){0,3}$")
"""The verb stands at the beginning of its clause: an imperative."""

BIDDEN = re.compile(
    "|".join(
        compiled(way).pattern
        for way in (
            "(?:YOU|YOURE|BEYOU) (?:MUST|CAN|BE|NOT|WANT) ANY{0,3}$",
            "(?:YOU|YOURE) _? TO ANY?$",
            "BEYOU (?:_|ONE)$",
            "(?:USE|TOOL) ANY{0,3} TO$",
            "(?:AI|BOTS) CAN? NOW?$",
            "(?:CAN|MUST) YOU ANY{0,2}$",
            "(?:WANT|LIKE) ANY{0,2} (?:YOU|BOTS|AI|LANGUAGE) ANY{0,3}$",
            "WANT (?:_|ME|YOU){1,3}$",
            "(?:AI|BOTS|LANGUAGE) MUST ANY{0,3}$",
            "(?:WANT|WHEN) ANY{0,6} (?:AI|BOTS) CAN ANY{0,2}$",
            "STOP LEAD{0,2} MUST ANY?$",
            "(?:PAUSE|LEAD) ME? CAN ANY?$",
        )
    )
)
"""Somebody is told, asked or allowed to: "you must", "I want you to", "the assistant should"."""


def mood(tags: str, at: int) -> float:
    """How much a verb at `tags[at]` is an order: `ORDER`, `TOLD` or `NEGATED`."""
    before = tags[max(0, at - BEFORE_TAGS) : at]
    if NOT_DONE.search(before):
        return NEGATED
    if BARE.search(before) or BIDDEN.search(before):
        return ORDER
    return TOLD
