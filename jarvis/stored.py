"""What is kept of conversations, as plain data. Where it lies is the business of `conversations`.

Times are seconds since the epoch.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from jarvis.telemetry.records import Verdict


class Status(StrEnum):
    """How a message stands."""

    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"  # by the person
    INTERRUPTED = "interrupted"  # Jarvis ended, or was killed
    FAILED = "failed"  # `note` says why


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, as the sidebar shows it."""

    id: str
    title: str
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """What is kept beside an answer's text.

    Attributes:
        first_token_seconds, tokens_per_second: None where there was no token to time.
        finish_reason: "stop", "length", "tool_calls", "content_filter"; empty until then.
        dropped: of the oldest messages, those that didn't fit the model's context.
        error, note, hint: why it failed: the error's class, its message, and what to do.
    """

    model: str = ""
    first_token_seconds: float | None = None
    tokens_per_second: float | None = None
    finish_reason: str = ""
    dropped: int = 0
    error: str = ""
    note: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What its person thinks of an answer now; what they thought before is in the ledger.

    Attributes:
        word: None where there is no thumb.
        reasons: keys such as "too_long".
        comment: in the person's own words.
    """

    word: Verdict | None = None
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a guardrail did to a message; none of the message's words.

    Attributes:
        check, kind: what was found: "secret", "github_token".
        action: what became of it: "flag", "mask", "ask_again", "block".
        direction: "input", "retrieved", "tool" or "output".
        count: how often.
    """

    check: str
    kind: str
    action: str
    direction: str
    count: int = 1


Search = Literal["", "found", "nothing"]
"""How a person's documents came in: not asked; they spoke of the question; they didn't."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that an answer was given to rest on; none of its words, which the document keeps.

    Attributes:
        number: by which the answer names it, `[number]`, counted from 1.
        passage, document: ids; either may be gone by now.
        name: the document's; heading: what the passage stands under.
        page, line: counted from 1; page is None where the format has none.
        score: 0 to 1, as the search gave it; dense, lexical: what it is made of.
        used: whether the answer names it.
    """

    number: int
    passage: int
    document: str
    name: str
    heading: str = ""
    page: int | None = None
    line: int = 1
    score: float = 0.0
    dense: float | None = None
    lexical: float | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on.

    Attributes:
        sources: the passages that it was given, by number.
        doubted: which of its citations, counted from 0 as `jarvis.citing.citations` finds them,
            stand in a sentence that their sources don't hold.
    """

    sources: tuple[Cited, ...] = ()
    searched: Search = ""
    doubted: tuple[int, ...] = ()


NO_GROUNDS = Grounds()


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message of a conversation.

    Attributes:
        role: "user" or "assistant".
        siblings: ids of the messages in its place, itself among them, oldest first.
        figures, rating: of an answer.
        marks: what guardrails did to it.
        grounds: what an answer rests on.
    """

    id: str
    role: str
    content: str
    status: Status
    created: float
    siblings: tuple[str, ...]
    figures: AnswerFigures = AnswerFigures()
    rating: Rating = Rating()
    marks: tuple[Mark, ...] = ()
    grounds: Grounds = NO_GROUNDS

    @property
    def sources(self) -> tuple[Cited, ...]:
        """The passages that an answer was given, by number."""
        return self.grounds.sources

    @property
    def searched(self) -> Search:
        """Whether the person's documents were asked."""
        return self.grounds.searched


@dataclass(frozen=True, slots=True)
class Exchange:
    """The words of one turn, and whose they are."""

    person: str
    question: str
    answer: str
    rating: Rating = Rating()
