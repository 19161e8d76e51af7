"""Alerts in English, for programs and chats; the page has its own words, in two languages."""

from jarvis.telemetry.alerts import Alert
from jarvis.telemetry_settings import Figure

TITLES: dict[Figure, tuple[str, str]] = {
    "api_error_rate": ("API error rate", "share"),
    "api_p95_ms": ("API response time, 95th percentile", "ms"),
    "writer_queue_full": ("The ledger can't keep up", "condition"),
    "accuracy": ("Accuracy", "share"),
    "feedback_rate": ("Feedback rate", "share"),
    "execution_p95_ms": ("Execution time of critical decisions, 95th percentile", "ms"),
    "mean_confidence": ("Mean confidence", "share"),
    "first_token_p99_ms": ("Time to the first word, 99th percentile", "ms"),
    "errors_per_minute": ("Failed turns a minute", ""),
    "gpu_memory": ("GPU memory in use", "share"),
    "disk_free": ("Free disk space", "share"),
    "model_unavailable": ("No chat model answers", "condition"),
}
"""What each figure is called, and what it is counted in."""


def sentence(alert: Alert) -> str:
    """An alert in words, such as: Accuracy is 72 %, below 80 %."""
    rule = alert.rule
    title, unit = TITLES[rule.figure]
    if unit == "condition":
        return f"{title}." if alert.cleared is None else f"No longer: {title.lower()}."
    side = "above" if rule.comparison == ">" else "below"
    value = "unknown" if alert.value is None else _number(alert.value, unit)
    limit = _number(rule.threshold, unit)
    if alert.cleared is None:
        return f"{title} is {value}, {side} {limit}."
    return f"{title} is {value}, no longer {side} {limit}."


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.3g} %"
    return f"{value:,.0f} ms" if unit == "ms" else f"{value:.3g}"
