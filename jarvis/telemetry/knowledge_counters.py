"""Prometheus' counters of what documents did. Labels are words of the program, never of a text."""

from prometheus_client import CollectorRegistry, Counter

from jarvis.telemetry.records import Decision
from jarvis.telemetry.sources import passages


class KnowledgeCounters:
    """Counts turns that asked a person's documents. Any thread may use it.

    Args:
        registry: the counters are scraped with.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._searches = Counter(
            "jarvis_knowledge_searches_total",
            "Turns that asked a person's documents, by what came of it.",
            ("outcome",),
            registry=registry,
        )
        self._sources = Counter(
            "jarvis_knowledge_sources_total",
            "Passages that answers were given, and whether the answer names them.",
            ("named",),
            registry=registry,
        )

    def observe(self, turn: Decision) -> None:
        """Count a turn that has ended."""
        if turn.searched is not None:
            self._searches.labels(turn.searched).inc()
        for passage in passages(turn.sources):
            self._sources.labels("yes" if passage.used else "no").inc()
