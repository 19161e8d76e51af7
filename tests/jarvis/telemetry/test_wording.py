from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jarvis.telemetry.alerts import Alert
from jarvis.telemetry.wording import TITLES, sentence
from jarvis.telemetry_settings import ALERTS, AlertRule

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ACCURACY = Alert(AlertRule("accuracy", "<", 0.80, "high", window_minutes=60), 0.725, NOON)
MODEL = Alert(AlertRule("model_unavailable", ">", 0, "critical", 0, 0, 1), 1.0, NOON)


@pytest.mark.parametrize(
    ("alert", "expected"),
    [
        (ACCURACY, "Accuracy is 72.5 %, below 80 %."),
        (replace(ACCURACY, value=0.9, cleared=NOON), "Accuracy is 90 %, no longer below 80 %."),
        (MODEL, "No chat model answers."),
        (replace(MODEL, cleared=NOON), "No longer: no chat model answers."),
        (replace(ACCURACY, value=None, cleared=NOON), "Accuracy is unknown, no longer below 80 %."),
        (
            Alert(AlertRule("api_p95_ms", ">", 1000, "high"), 12345.6, NOON),
            "API response time, 95th percentile is 12,346 ms, above 1,000 ms.",
        ),
        (
            Alert(AlertRule("errors_per_minute", ">", 10, "high"), 12.4, NOON),
            "Failed turns a minute is 12.4, above 10.",
        ),
    ],
)
def test_an_alert_in_words(alert, expected):
    assert sentence(alert) == expected


def test_every_figure_that_may_be_watched_has_a_title():
    assert {rule.figure for rule in ALERTS} == set(TITLES)
