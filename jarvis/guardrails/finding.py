"""What the checks find, and what becomes of it, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from jarvis.guardrails_settings import OutputAction


class Direction(StrEnum):
    """Which way a text goes."""

    INPUT = "input"  # from a person to the model
    RETRIEVED = "retrieved"  # from a document to the model
    TOOL = "tool"  # from a tool to the model
    OUTPUT = "output"  # from the model to a person


class Check(StrEnum):
    """What is looked for."""

    PII = "pii"
    SECRET = "secret"  # noqa: S105 - no password
    INJECTION = "injection"
    TOXICITY = "toxicity"
    HIDDEN = "hidden"
    LEAK = "leak"
    REPETITION = "repetition"
    LENGTH = "length"
    SCHEMA = "schema"
    GROUNDING = "grounding"
    FAILED = "failed"  # a check that broke down


Word = Literal["allow", "flag", "mask", "block"]
"""A verdict in one word, mildest first."""

SEVERITY: tuple[Word, ...] = ("allow", "flag", "mask", "block")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes:
        kind: what exactly: "email", "github_token", "override", "insult", …
        start, end: where, in characters; `end` is the first one after it.
        score: how sure the check is, 0 to 1.
        reason: in plain English words, for programs and logs; it quotes nothing of the text.
        severity: of harmful content, 1 (mild) to 3 (grave); 0 where that has no meaning.
        action: what became of it; "off" until the policy has been asked.
    """

    check: Check
    kind: str
    start: int
    end: int
    score: float = 1.0
    reason: str = ""
    severity: int = 0
    action: OutputAction = "off"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a text.

    Attributes:
        text: as it would go on; empty where nothing does.
        kept: as it may be written where words are kept apart from conversations.
        findings: by place; offsets are those of the text as it came.
        message: what a person is told of a block; "" leaves it to the page's own words.
        seconds: how long each check took, by its name.
    """

    word: Word
    text: str
    kept: str
    findings: tuple[Finding, ...] = ()
    message: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def stored(self) -> str:
        """As a person's own message is stored: what goes on, or what may be kept of a block."""
        return self.kept if self.word == "block" else self.text


def gravest(words: Sequence[Word]) -> Word:
    """The one that counts."""
    return max(words, key=SEVERITY.index, default="allow")
