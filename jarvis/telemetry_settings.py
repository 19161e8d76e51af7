"""The ledger's sections of config.toml. Defaults of targets, priorities and alerts are those of
the telemetry contract.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

Positive = Annotated[int, Field(gt=0)]
NotNegative = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]

Figure = Literal[
    "api_error_rate",
    "api_p95_ms",
    "writer_queue_full",
    "accuracy",
    "feedback_rate",
    "execution_p95_ms",
    "mean_confidence",
    "first_token_p99_ms",
    "errors_per_minute",
    "gpu_memory",
    "disk_free",
    "model_unavailable",
]
"""What an alert may watch: rates are shares, 0 to 1; times are milliseconds; the last word of a
condition ("full", "unavailable") is 1 while it holds, else 0."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """When to raise an alert.

    Attributes:
        window_minutes: over which the figure is taken; 0 is the present moment.
        least_count: fewer observations than this in the window raise nothing.
        hold_minutes: for so long the figure must be beyond the threshold before the alert is
            raised, and back before it is cleared.
        margin: hysteresis. How far back the figure must be to count as back, as a share of the
            threshold.
    """

    figure: Figure
    comparison: Literal[">", "<"]
    threshold: float
    severity: Literal["critical", "high", "medium"]
    window_minutes: NotNegative = 60
    least_count: NotNegative = 20
    hold_minutes: NotNegative = 2
    margin: Share = 0.05


DAY = 24 * 60

ALERTS = (
    AlertRule("api_error_rate", ">", 0.05, "critical", window_minutes=5),
    AlertRule("api_p95_ms", ">", 1000, "critical", window_minutes=5),
    AlertRule("writer_queue_full", ">", 0, "critical", 0, 0, 0),
    AlertRule("accuracy", "<", 0.80, "high", window_minutes=7 * DAY),
    AlertRule("feedback_rate", "<", 0.20, "high", window_minutes=7 * DAY, least_count=50),
    AlertRule("execution_p95_ms", ">", 500, "high"),
    AlertRule("feedback_rate", "<", 0.30, "medium", window_minutes=7 * DAY, least_count=50),
    AlertRule("mean_confidence", "<", 0.75, "medium", window_minutes=DAY),
    AlertRule("first_token_p99_ms", ">", 5000, "high"),
    AlertRule("errors_per_minute", ">", 10, "high", window_minutes=5, least_count=1),
    AlertRule("gpu_memory", ">", 0.90, "high", 0, 0, 5),
    AlertRule("disk_free", "<", 0.10, "high", 0, 0, 0),
    AlertRule("model_unavailable", ">", 0, "critical", 0, 0, 1),
)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """`[telemetry.review]`: which task types want a human eye, and how soon."""

    production: tuple[str, ...] = ("deployment", "production_deployment", "rollback")
    critical: tuple[str, ...] = ("critical_code_review", "security_review")
    routine: tuple[str, ...] = ("code_review", "optimization", "optimisation")
    conversation: tuple[str, ...] = ("chat", "voice", "knowledge")
    sample: Share = 0.10


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """`[telemetry.targets]`: what the page shows beside the figures."""

    accuracy: Share = 0.85
    feedback_rate: Share = 0.30
    high_confidence: Share = 0.60
    low_confidence: Share = 0.10
    execution_p95_ms: Positive = 500
    execution_p99_ms: Positive = 1000
    first_token_p95_ms: Positive = 2000
    critical: tuple[str, ...] = ("deployment", "production_deployment", "rollback")


@dataclass(frozen=True, slots=True)
class TelemetrySettings:
    """`[telemetry]`: what is recorded, for how long, and who is told."""

    recording: bool = True
    confidence: bool = True
    queue_size: Positive = 10_000
    memory_limit_mib: Positive = 512
    threads: Positive = 2
    text_days: NotNegative = 30
    keep_months: NotNegative = 0
    burst_per_minute: Positive = 100
    sustained_per_hour: Positive = 1000
    body_max_bytes: Positive = 1_048_576
    otlp_endpoint: str = ""
    webhook_url: str = ""
    webhook_form: Literal["json", "slack"] = "json"
    review: ReviewSettings = field(default_factory=ReviewSettings)
    targets: TargetSettings = field(default_factory=TargetSettings)
    alerts: tuple[AlertRule, ...] = ALERTS
