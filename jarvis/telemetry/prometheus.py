"""What Prometheus may scrape: requests, turns, stages, tokens, and how things stand now.

Names of the `gen_ai` metrics and their buckets are OpenTelemetry's GenAI conventions, with units
as Prometheus spells them. Labels take few values, all known beforehand: agents, models and people
are no labels. What the ledger's statistics say is not repeated here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from jarvis.errors import JarvisError
from jarvis.telemetry.guard_counters import GuardCounters
from jarvis.telemetry.knowledge_counters import KnowledgeCounters
from jarvis.telemetry.ledger import LedgerStatus
from jarvis.telemetry.names import Operation
from jarvis.telemetry.records import Decision, Voiced
from jarvis.telemetry.voice_counters import VoiceCounters
from models.gpu import Gpu

OTHER = "other"
"""The label of whatever isn't known beforehand."""

OPERATIONS: frozenset[str] = frozenset(Operation)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

FINISHED = frozenset({"stop", "length", "tool_calls", "content_filter"})
"""How a turn may end well; without a reason it was interrupted."""

DURATION_BUCKETS = tuple(0.01 * 2**power for power in range(14))
"""Seconds: 0.01 to 81.92, as the conventions ask for `gen_ai.client.operation.duration`."""

FIRST_CHUNK_BUCKETS = (
    *(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08),
    *(0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0),
)
"""Seconds, likewise."""

TOKEN_BUCKETS = tuple(4.0**power for power in range(14))
"""Tokens: 1 to 67,108,864, likewise."""


@dataclass(frozen=True, slots=True)
class Present:
    """How things stand, asked at each scrape.

    Attributes:
        queue_waiting: turns that wait for a slot.
        caches: by name, how often each was asked and knew, and asked and didn't.
    """

    queue_waiting: Callable[[], int]
    ledger: Callable[[], LedgerStatus]
    gpus: Callable[[], Iterable[Gpu]]
    caches: Mapping[str, Callable[[], tuple[int, int]]]


class Metrics:
    """Everything that is counted, in a registry of its own. Any thread may use it.

    Args:
        task_types: of turns, that are labels; all others are "other".
    """

    def __init__(self, present: Present, task_types: Collection[str]) -> None:
        self._task_types = frozenset(task_types)
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "jarvis_http_requests_total",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=registry,
        )
        self._request_seconds = Histogram(
            "jarvis_http_request_duration_seconds",
            "Time until the answer to a request began.",
            ("route",),
            registry=registry,
        )
        self._turns = Counter(
            "jarvis_turns_total", "Turns that ended.", ("task_type", "outcome"), registry=registry
        )
        self._errors = Counter(
            "jarvis_errors_total", "Turns that failed.", ("type",), registry=registry
        )
        self._operation_seconds = Histogram(
            "gen_ai_client_operation_duration_seconds",
            "How long the stages of turns took.",
            ("operation",),
            buckets=DURATION_BUCKETS,
            registry=registry,
        )
        self._first_chunk_seconds = Histogram(
            "gen_ai_client_operation_time_to_first_chunk_seconds",
            "Time from the question to the first piece of the answer.",
            buckets=FIRST_CHUNK_BUCKETS,
            registry=registry,
        )
        self._tokens = Histogram(
            "gen_ai_client_token_usage",
            "Tokens a turn.",
            ("type",),
            buckets=TOKEN_BUCKETS,
            registry=registry,
        )
        self._knowledge = KnowledgeCounters(registry)
        self._guardrails = GuardCounters(registry)
        self._voice = VoiceCounters(registry)
        registry.register(_Present(present))
        ProcessCollector(registry=registry)

    def observe_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            route: the route's template, such as "/api/models/{name}/pull".
            seconds: until the answer began.
        """
        known = method if method in METHODS else OTHER
        self._requests.labels(route, known, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def observe_turn(self, turn: Decision) -> None:
        """Count a turn that has ended, its tokens, and what the guardrails said of it."""
        task_type = turn.task_type if turn.task_type in self._task_types else OTHER
        self._turns.labels(task_type, _outcome(turn)).inc()
        if turn.error_type:
            self._errors.labels(_known_error(turn.error_type)).inc()
        if turn.first_token_ms is not None:
            self._first_chunk_seconds.observe(turn.first_token_ms / 1000)
        for kind, tokens in (("input", turn.input_tokens), ("output", turn.output_tokens)):
            if tokens is not None:
                self._tokens.labels(kind).observe(tokens)
        self._knowledge.observe(turn)
        self._guardrails.observe(turn)

    def observe_voice(self, voiced: Voiced) -> None:
        """Count a spoken turn whose sound has ended or was interrupted."""
        self._voice.observe(voiced)

    def observe_stage(self, operation: str, seconds: float) -> None:
        """Count a stage that has ended."""
        known = operation if operation in OPERATIONS else OTHER
        self._operation_seconds.labels(known).observe(seconds)

    def text(self) -> bytes:
        """All of it in Prometheus's text format, and vLLM's own metrics behind it while it runs
        here. Blocking: it asks the GPUs' driver.
        """
        return generate_latest(self._registry) + generate_latest(_OfVllm())


class _Present(Collector):
    """What is read at the scrape."""

    def __init__(self, present: Present) -> None:
        self._present = present

    def describe(self) -> Iterable[Metric]:
        """Nothing, so that registering doesn't read anything yet."""
        return ()

    def collect(self) -> Iterator[Metric]:
        ledger = self._present.ledger()
        yield GaugeMetricFamily(
            "jarvis_queue_waiting", "Turns that wait for a slot.", self._present.queue_waiting()
        )
        yield GaugeMetricFamily(
            "jarvis_ledger_waiting", "Rows that wait to be written.", ledger.waiting
        )
        yield CounterMetricFamily(
            "jarvis_ledger_dropped_spans", "Stages that found no room.", ledger.dropped
        )
        yield self._gpus()
        yield from self._caches()

    def _gpus(self) -> Metric:
        used = GaugeMetricFamily(
            "jarvis_gpu_memory_used_bytes", "GPU memory in use, by anybody.", labels=("gpu",)
        )
        for gpu in self._present.gpus():
            used.add_metric([str(gpu.index)], gpu.memory_total - gpu.memory_free)
        return used

    def _caches(self) -> Iterator[Metric]:
        hits = CounterMetricFamily("jarvis_cache_hits", "Asked, and known.", labels=("cache",))
        misses = CounterMetricFamily(
            "jarvis_cache_misses", "Asked, and not known.", labels=("cache",)
        )
        for name, asked in self._present.caches.items():
            for family, count in zip((hits, misses), asked(), strict=True):
                family.add_metric([name], count)
        return iter((hits, misses))


class _OfVllm(Collector):
    """vLLM counts in the process's global registry, where other libraries may count as well."""

    def collect(self) -> Iterator[Metric]:
        return (metric for metric in REGISTRY.collect() if metric.name.startswith("vllm:"))


def _outcome(turn: Decision) -> str:
    if turn.error_type:
        return "error"
    return turn.finish_reason if turn.finish_reason in FINISHED else "interrupted"


def _known_error(name: str) -> str:
    """The name of one of our errors, or "other"."""
    return name if name in {kind.__name__ for kind in _kinds(JarvisError)} else OTHER


def _kinds(error: type[JarvisError]) -> Iterator[type[JarvisError]]:
    """An error and all that derive from it."""
    yield error
    for kind in error.__subclasses__():
        yield from _kinds(kind)
