"""What programs send to the ledger, checked strictly, and what they get.

Fields are the telemetry contract's. A body that says more than they do is read without the rest.
"""

import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from jarvis.telemetry.guardrails import Found, Guardrails, Verdicts
from jarvis.telemetry.records import Verdict
from jarvis.telemetry.statistics import Accuracy, ConfidenceDistribution, ExecutionTime

MAX_DEPTH = 64
"""How deep lists and objects may lie in each other."""

TEN_YEARS_MS = 10 * 365 * 24 * 3600 * 1000


def storable(value: Any) -> Any:
    """`value` as it is, if it is JSON that every reader of the ledger will understand.

    Raises:
        PydanticCustomError: it is too deep, or holds text or numbers that JSON has not.
    """
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        for item in level:
            _check_scalar(item)
        inner = [item for item in level if isinstance(item, dict | list)]
        if not inner:
            return value
        level = [item for outer in inner for item in _inside(outer)]
    raise PydanticCustomError("too_deep", f"must not be nested deeper than {MAX_DEPTH}")


def _inside(outer: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return (*outer, *outer.values()) if isinstance(outer, dict) else outer


def _check_scalar(item: Any) -> None:
    try:
        if isinstance(item, str):
            item.encode()
        elif isinstance(item, int | float) and not math.isfinite(item):
            raise PydanticCustomError("not_finite", "must not hold NaN or Infinity")
    except UnicodeEncodeError as error:  # half of a surrogate pair, written as \ud800
        raise PydanticCustomError("unicode", "must hold valid Unicode only") from error
    except OverflowError as error:  # an integer that no double holds, and DuckDB neither
        raise PydanticCustomError("too_large", "must not hold numbers beyond 1.8e308") from error


def named(value: str) -> str:
    """`value` as it is, if it can name something.

    Raises:
        PydanticCustomError: there is nothing to see in it, or a NUL.
    """
    if not value.strip() or "\0" in value:
        raise PydanticCustomError("not_a_name", "must hold more than blanks, and no NUL")
    return value


Named = AfterValidator(named)
Storable = BeforeValidator(storable)

AgentId = Annotated[
    str, Field(min_length=1, max_length=100, examples=["deployment-risk-predictor"]), Named
]
TaskType = Annotated[str, Field(min_length=1, max_length=50, examples=["deployment_risk"]), Named]
Confidence = Annotated[
    float,
    Field(strict=True, ge=0, le=1, allow_inf_nan=False, description="0.0 to 1.0", examples=[0.92]),
]


class RecordRequest(BaseModel):
    """A decision that an agent took."""

    agent_id: AgentId
    task_type: TaskType
    decision: Annotated[
        Any,
        Storable,
        Field(description=f"any JSON, at most {MAX_DEPTH} deep", examples=[{"action": "approve"}]),
    ]
    confidence: Confidence
    execution_time_ms: Annotated[
        int,
        Field(strict=True, gt=0, le=TEN_YEARS_MS, description="milliseconds", examples=[150]),
    ]
    metadata: Annotated[
        Annotated[dict[str, Any], Storable] | None,
        Field(description="what else to keep", examples=[{"model_version": "v1.2.3"}]),
    ] = None


class Recorded(BaseModel):
    """A decision as it was recorded."""

    id: str
    agent_id: str
    task_type: str
    confidence_score: float
    created_at: datetime


class FeedbackRequest(BaseModel):
    """What a person says of a decision."""

    feedback: Verdict


class FeedbackGiven(BaseModel):
    """The feedback that counts now. `accuracy`: 1.0 correct, 0.5 partially, 0.0 incorrect."""

    id: str
    human_feedback: Verdict
    accuracy: float


class GuardedDay(BaseModel):
    """One day's turns, by the gravest thing that the guardrails said of each; `date` is UTC's."""

    date: date
    turns: Verdicts
    appeals: int


class GuardrailStats(BaseModel):
    """What the guardrails did. `turns` counts each turn once, by its gravest word; the others by
    the word on the question, its context (documents, tools' results) and the answer.
    `appeal_rate` is the share, 0 to 1, of turns with something masked or blocked that were
    appealed. `days` are those on which something was checked.
    """

    turns: Verdicts
    input: Verdicts
    context: Verdicts
    output: Verdicts
    appeals: int
    appeal_rate: float | None
    findings: list[Found]
    days: list[GuardedDay]

    @classmethod
    def of(cls, period: Guardrails) -> "GuardrailStats":
        """A period as it is told."""
        total = period.total
        return cls(
            turns=total.turns,
            input=total.input,
            context=total.context,
            output=total.output,
            appeals=total.appeals,
            appeal_rate=total.appeal_rate,
            findings=list(period.found),
            days=[
                GuardedDay(date=began.date(), turns=day.turns, appeals=day.appeals)
                for began, day in period.slots.items()
            ],
        )


class Stats(BaseModel):
    """A period in figures."""

    period_days: int
    accuracy: Accuracy
    confidence_distribution: ConfidenceDistribution
    execution_time: ExecutionTime
    guardrails: GuardrailStats


class AccuracyAnswer(BaseModel):
    """A period's accuracy. `filters` are those that were given: agent_id, task_type or both."""

    period_days: int
    filters: dict[str, str]
    accuracy: Accuracy
    confidence_distribution: ConfidenceDistribution
