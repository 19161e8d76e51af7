"""The rows of the ledger, as plain data. Times are aware datetimes in UTC, to the millisecond."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Verdict = Literal["correct", "incorrect", "partially_correct"]
"""What people say of a decision."""

Word = Literal["correct", "incorrect", "partially_correct", "withdrawn"]
"""A verdict, or that it is taken back."""

Source = Literal["api", "page", "review"]
"""Who says it: a program, the person whose turn it was, or whoever works off the review queue."""

ACCURACY: dict[Verdict, float] = {"correct": 1.0, "partially_correct": 0.5, "incorrect": 0.0}

GuardWord = Literal["allow", "flag", "mask", "block"]
"""What the guardrails said of a text, mildest first."""

Searched = Literal["found", "nothing"]
"""Whether a person's documents spoke of a question."""

ASSISTANT = "jarvis"
"""The agent whose decisions the assistant's own turns are."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A turn of the assistant, or a decision that an agent reported.

    Attributes:
        kind: "turn" has a trace and the figures below it; "report" has a body.
        confidence: 0 to 1; None where nothing was generated.
        execution_ms: milliseconds from the question to the end.
        priority: of a human review, 0 (first) to 3; None asks nobody.
        idempotency_key: of the client's; the ledger keeps one decision a key.
        trace: 32 hexadecimal digits.
        device: "cpu", "cuda:0", …
        error_type: the error's class; "" when the turn ended well.
        input_verdict, context_verdict, output_verdict: what the guardrails said of the question, of
            documents and tools' results, and of the answer; None where nothing was checked.
        guard_findings: kinds and counts of what they found, as `jarvis.telemetry.tally` writes
            them; None where there is nothing.
        searched: whether a person's documents spoke of the question; None where none were asked.
        best_score: of the passages that were found, 0 to 1.
        sources: those that the answer was given, as `jarvis.telemetry.sources` writes them; None
            where there is none.
        body, metadata: of a report, as JSON text.
    """

    id: str
    created: datetime
    kind: Literal["turn", "report"]
    agent: str
    task_type: str
    confidence: float | None = None
    execution_ms: float | None = None
    priority: int | None = None
    idempotency_key: str | None = None
    trace: str | None = None
    conversation: str | None = None
    person: str | None = None
    model: str | None = None
    engine: str | None = None
    device: str | None = None
    prompt_name: str | None = None
    prompt_version: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    queue_ms: float | None = None
    first_token_ms: float | None = None
    tokens_per_second: float | None = None
    finish_reason: str | None = None
    error_type: str | None = None
    input_verdict: GuardWord | None = None
    context_verdict: GuardWord | None = None
    output_verdict: GuardWord | None = None
    guard_findings: tuple[str, ...] | None = None
    searched: Searched | None = None
    best_score: float | None = None
    sources: tuple[str, ...] | None = None
    body: str | None = None
    metadata: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A span: one stage of a turn. `created` is when it began; `attributes` hold no text."""

    trace: str
    id: str
    parent: str | None
    created: datetime
    duration_ms: float
    operation: str
    name: str
    error_type: str | None
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing that was said of a decision."""

    decision: str
    word: Word
    source: Source
    person: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an agent says of itself. `body` is JSON text."""

    agent: str
    body: str


@dataclass(frozen=True, slots=True)
class Voiced:
    """How a spoken turn went, once its sound has ended or was interrupted.

    Attributes:
        turn: the decision's id.
        speech_seconds: of the person's speech.
        recognition_ms: from letting go of the button to the transcript.
        first_clause_ms: from there to the first piece that could be spoken; None without any.
        first_sound_ms: from there to the first sample that was heard, as the browser says; None
            where nothing was.
        heard_share: of the answer, what was said aloud, 0 to 1; None where nothing was to be.
        spoken_seconds: of the answer's sound that was played.
        longest_gap_ms: between two of its pieces, beyond the intended pause; None without any.
        recogniser, voice: the models' names; "" where there was no voice.
        recognition_confidence: 0 to 1.
        language: "en", "es", …
    """

    turn: str
    speech_seconds: float
    recognition_ms: float
    first_clause_ms: float | None
    first_sound_ms: float | None
    interrupted: bool
    heard_share: float | None
    spoken_seconds: float
    longest_gap_ms: float | None
    recogniser: str
    recognition_confidence: float | None
    voice: str
    language: str
