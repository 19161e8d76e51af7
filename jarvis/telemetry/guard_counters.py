"""The guardrails' counters for Prometheus. Labels are words of the program, never of a text."""

from prometheus_client import CollectorRegistry, Counter

from jarvis.telemetry.records import Decision
from jarvis.telemetry.tally import tallies


class GuardCounters:
    """Counts what the guardrails said of turns. Any thread may use it.

    Args:
        registry: the counters are scraped with.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._verdicts = Counter(
            "jarvis_guardrail_verdicts_total",
            "Turns by what the guardrails said: of the question, its context, and the answer.",
            ("direction", "verdict"),
            registry=registry,
        )
        self._findings = Counter(
            "jarvis_guardrail_findings_total",
            "What the guardrails found, and what became of it.",
            ("check", "kind", "action"),
            registry=registry,
        )

    def observe(self, turn: Decision) -> None:
        """Count a turn that has ended."""
        said = {
            "input": turn.input_verdict,
            "context": turn.context_verdict,
            "output": turn.output_verdict,
        }
        for direction, verdict in said.items():
            if verdict is not None:
                self._verdicts.labels(direction, verdict).inc()
        for found in tallies(turn.guard_findings):
            self._findings.labels(found.check, found.kind, found.action).inc(found.count)
