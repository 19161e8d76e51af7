"""A small language for rules about words: names of classes in the place of letters.

``FORGET GAP{0,4} PRIOR GAP{0,4} GOAL`` is a word such as "ignore", at most four others, one such as
"previous", at most four others, and one such as "instructions". Everything else is as in regular
expressions, blanks aside. Every quantifier is bounded, and none stands within another, so that a
rule's time grows with the text's length alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jarvis.guardrails.injection.lexicon import BRACKET, CODE, COLON, COMMA, QUOTE, STOP, TAGS

SIGNS = {
    "ANY": f"[^{STOP}{CODE}]",
    "GAP": f"[^{STOP}{CODE}{TAGS['MY']}{TAGS['I']}]",
    "STOP": STOP,
    "PAUSE": f"[{COMMA}{BRACKET}{COLON}{QUOTE}{STOP}]",
    "COLON": COLON,
    "QUOTE": QUOTE,
    "COMMA": f"[{COMMA}{COLON}]",
    "CODE": CODE,
    "LINK": "@",
}
"""What isn't a class: any word of the sentence, the same but nobody's own, and punctuation. An
unknown word is ``_``."""

GROUPS = {
    "ALL": "(?:EVERY|THINGS)",
    "REVEAL": "(?:DISCLOSE|GIVE)",
    "HANDED": "(?:GIVEN|RECEIVED|THEYGAVE)",
    "SHUN": """(?:FORGET | OVERRIDE | PAY NOT (?:ATTENTION|NOTE) | PAY (?:ATTENTION|NOTE) OMITTED
        | NOT PAY (?:ATTENTION|NOTE) | NOT FOLLOW ANY ATTENTION | PASS ANY HIGH
        | SET ANY{0,2} ASIDE | SET WITHOUT EFFECT)""",
    "ORDERS": "(?:TARGET|LIMIT|PROMPT|FILTER|POLICY)",
    "NONE": "(?:NOT|WITHOUT)",
    "GONE": "(?:VOIDED|NOT ANY{0,3} APPLIES|NONE EFFECT)",
    "ARE": "(?:YOU BE|YOURE|BEYOU)",
    "FETTERS": "(?:LIMIT|FILTER|SAFETY|POLICY|CONTENT (?:FILTER|POLICY|SAFETY))",
    "INSIDE": """(?:TARGET|LIMIT|PROMPT|FILTER|CONFIG|SAFETY|CONTENT POLICY|PRIOR ROLE|ROLE PRIOR
        | SYSTEM (?:PROMPT|TALK|TARGET|CONFIG))""",
    "GAVE": """(?:YOU ANY? BE BE? GIVEN | BE YOU GIVEN | YOU ANY? THEYGAVE | MUST? THEYGAVE
        | YOU? MUST? RECEIVED | YOU MUST FOLLOW | AUTHOR HANDED YOU
        | APPLIES TO YOU | YOU APPLIES)""",
    "SELF": "(?:YOUR GAP{0,2} INSIDE | INSIDE GAP{0,2} GAVE)",
    "LIMITLESS": "(?:UNBOUND | NONE ANY{0,2} FETTERS | FREE ANY{0,4} FETTERS | NOT ANY? BOUND)",
    "BOTS": "(?:BOT|MODEL)",
    "MACHINE": """(?:AI | LANGUAGE BOTS | BOTS ANY? LANGUAGE | BOTS ANY AI | AUTOMATED BOTS
        | BOTS AUTOMATED)""",
    "DOER": "(?:SPEAK|REVEAL|REPEAT|TELL|SEND|ADD|USE|ENDORSE|READ|FORGET|DROP|FOLLOW|SET|PAY)",
    "ASKED": "(?:REVEAL|REPEAT|TELL|SPEAK)",
    "BECOME": """(?:(?:YOU (?:CAN|MUST)? BE|YOURE) NOW | NOW ANY{0,2} YOU ANY{0,2} (?:BE|ACTAS)
        | NOW ANY{0,3} (?:BEYOU|ACTAS) | BEYOU NOW | YOU CAN NOW (?:BE|ACTAS))""",
}
"""Names for what several rules say; each may use those above it."""

NAME = re.compile("[A-Z]{2,}|I(?![A-Z])")

ENTRY = re.compile(r"\n\s{0,40}(?=\d\.\d)")

Mood = Literal["order", "any"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which an injection is put.

    Attributes:
        kind: the finding's.
        group: rules of one group say the same; only the strongest counts.
        weight: how sure it makes where it is an order, said to the model, by itself.
        pattern: over tags.
        reason: in plain English.
        mood: "order" weighs less where the words at its beginning tell of something; "any" is the
            same either way.
    """

    kind: str
    group: str
    weight: float
    pattern: re.Pattern[str]
    reason: str
    mood: Mood = "order"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over words, as one over their tags.

    Raises:
        KeyError: a name is no class.
    """
    for name in reversed(GROUPS):
        pattern = re.sub(rf"\b{name}\b", GROUPS[name], pattern)
    return re.compile(NAME.sub(_sign, re.sub(r"\s+", "", _apart(pattern))))


def _apart(pattern: str) -> str:
    """The pattern with each name in brackets, so that names don't run together without blanks."""
    return NAME.sub(lambda match: f"(?:{match[0]})", pattern)


def _sign(match: re.Match[str]) -> str:
    return SIGNS.get(match[0]) or TAGS[match[0]]


def rules(kind: str, group: str, reason: str, *, ways: str, mood: Mood = "order") -> Iterator[Rule]:
    """The rules of one group.

    Args:
        ways: weights, each with its pattern, which may go on over several lines.
    """
    for entry in ENTRY.split(ways.strip()):
        weight, way = entry.split(maxsplit=1)
        yield Rule(kind, group, float(weight), compiled(way), reason, mood)
