import pytest
from prometheus_client import REGISTRY, Counter
from prometheus_client.parser import text_string_to_metric_families

from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.ledger import LedgerStatus
from jarvis.telemetry.prometheus import Metrics, Present
from jarvis.telemetry.records import Decision
from models.errors import GenerationFailed
from models.gpu import Gpu

PRESENT = Present(
    queue_waiting=lambda: 3,
    ledger=lambda: LedgerStatus(recording=True, waiting=7, dropped=2),
    gpus=lambda: (Gpu(0, "a", 100, 40), Gpu(1, "b", 100, 100)),
    caches={"statistics": lambda: (5, 1)},
)


@pytest.fixture
def metrics():
    return Metrics(PRESENT, task_types=("chat", "voice"))


def samples(metrics):
    """Every sample by its name and labels, read as Prometheus would."""
    families = text_string_to_metric_families(metrics.text().decode())
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def turn(**given):
    created = now()
    known = {"task_type": "chat", "finish_reason": "stop"} | given
    return Decision(new_id("turn", created), created, "turn", "jarvis", **known)


def test_how_things_stand_is_asked_at_the_scrape(metrics):
    found = samples(metrics)
    assert found["jarvis_queue_waiting",] == 3
    assert found["jarvis_ledger_waiting",] == 7
    assert found["jarvis_ledger_dropped_spans_total",] == 2
    assert found["jarvis_gpu_memory_used_bytes", ("gpu", "0")] == 60
    assert found["jarvis_gpu_memory_used_bytes", ("gpu", "1")] == 0
    assert found["jarvis_cache_hits_total", ("cache", "statistics")] == 5
    assert found["jarvis_cache_misses_total", ("cache", "statistics")] == 1


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ({}, ("chat", "stop")),
        ({"task_type": "voice", "finish_reason": "length"}, ("voice", "length")),
        ({"finish_reason": None}, ("chat", "interrupted")),
        ({"finish_reason": "stop", "error_type": "QueueFull"}, ("chat", "error")),
        ({"task_type": "never heard of"}, ("other", "stop")),
        ({"finish_reason": "never heard of"}, ("chat", "interrupted")),
    ],
)
def test_turns_are_counted_by_how_they_ended(metrics, given, labels):
    metrics.observe_turn(turn(**given))
    task_type, outcome = labels
    counted = ("jarvis_turns_total", ("outcome", outcome), ("task_type", task_type))
    assert samples(metrics)[counted] == 1


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (GenerationFailed.__name__, "GenerationFailed"),
        ("QueueFull", "QueueFull"),
        ("ana's", "other"),
    ],
)
def test_errors_are_counted_by_their_kind(metrics, name, label):
    metrics.observe_turn(turn(error_type=name))
    assert samples(metrics)["jarvis_errors_total", ("type", label)] == 1


def test_a_turn_that_ended_well_is_no_error(metrics):
    metrics.observe_turn(turn(error_type=""))
    assert not any(name == "jarvis_errors_total" for name, *_ in samples(metrics))


def test_tokens_and_the_time_to_the_first_chunk_are_those_of_the_turn(metrics):
    metrics.observe_turn(turn(input_tokens=10, output_tokens=3, first_token_ms=200.0))
    metrics.observe_turn(turn())
    found = samples(metrics)
    assert found["gen_ai_client_token_usage_sum", ("type", "input")] == 10
    assert found["gen_ai_client_token_usage_sum", ("type", "output")] == 3
    assert found["gen_ai_client_token_usage_bucket", ("le", "4.0"), ("type", "output")] == 1
    assert found["gen_ai_client_operation_time_to_first_chunk_seconds_sum",] == 0.2
    assert found["gen_ai_client_operation_time_to_first_chunk_seconds_count",] == 1


@pytest.mark.parametrize(("operation", "label"), [("chat", "chat"), ("dance", "other")])
def test_stages_are_timed_by_what_they_do(metrics, operation, label):
    metrics.observe_stage(operation, 1.5)
    found = samples(metrics)
    name = "gen_ai_client_operation_duration_seconds"
    assert found[f"{name}_sum", ("operation", label)] == 1.5
    assert found[f"{name}_bucket", ("le", "1.28"), ("operation", label)] == 0
    assert found[f"{name}_bucket", ("le", "2.56"), ("operation", label)] == 1


def test_what_the_guardrails_said_and_found_is_counted(metrics):
    secret, broken = "input:secret:jwt:mask:2", "input:not a kind:x:y:1"
    metrics.observe_turn(turn(input_verdict="mask", guard_findings=(secret, broken)))
    metrics.observe_turn(turn(input_verdict="mask", output_verdict="allow"))
    metrics.observe_turn(turn())
    found = samples(metrics)
    said = {key[1:]: n for key, n in found.items() if key[0] == "jarvis_guardrail_verdicts_total"}
    assert said == {
        (("direction", "input"), ("verdict", "mask")): 2,
        (("direction", "output"), ("verdict", "allow")): 1,
    }
    kinds = {key[1:]: n for key, n in found.items() if key[0] == "jarvis_guardrail_findings_total"}
    assert kinds == {(("action", "mask"), ("check", "secret"), ("kind", "jwt")): 2}


def test_requests_are_counted_and_timed(metrics):
    metrics.observe_request("/v1/models", "GET", 200, 0.25)
    metrics.observe_request("/v1/models", "BREW", 404, 0.25)
    found = samples(metrics)
    counted = ("jarvis_http_requests_total", ("method", "GET"), ("route", "/v1/models"))
    assert found[(*counted, ("status", "200"))] == 1
    assert any(("method", "other") in key for key in found)
    assert found["jarvis_http_request_duration_seconds_sum", ("route", "/v1/models")] == 0.5


def test_the_processs_memory_and_time_are_there(metrics):
    found = samples(metrics)
    assert found["process_resident_memory_bytes",] > 0
    assert found["process_cpu_seconds_total",] > 0


def test_two_of_them_share_nothing(metrics):
    metrics.observe_turn(turn())
    other = Metrics(PRESENT, task_types=("chat",))
    assert not any(name == "jarvis_turns_total" for name, *_ in samples(other))


def test_vllms_own_metrics_come_along_and_other_libraries_dont(metrics):
    theirs = Counter("vllm:prompt_tokens", "Prefill tokens.", ("model_name",))
    another = Counter("gradio_something", "Nothing of ours.")
    try:
        theirs.labels("m").inc(42)
        another.inc()
        found = samples(metrics)
    finally:
        REGISTRY.unregister(theirs)
        REGISTRY.unregister(another)
    assert found["vllm:prompt_tokens_total", ("model_name", "m")] == 42
    assert not any("gradio" in name for name, *_ in found)
