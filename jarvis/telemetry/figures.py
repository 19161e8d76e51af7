"""The figures that alerts watch: one function each, over a window that ends now.

A new figure is a name in `telemetry_settings.Figure` and a line in `FIGURES`. When a figure is
alarming, this doesn't know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import structlog

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.alerts import Reading
from jarvis.telemetry.filters import VERDICT_ACCURACY, Filter
from jarvis.telemetry.ids import now
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.requests import Requests
from jarvis.telemetry_settings import Figure, TelemetrySettings
from models.gpu import detect_gpus
from models.hardware import nearest_existing
from models.residents import Residents

log = structlog.get_logger(__name__)

ALL = Filter().select(now())
"""SQL over all decisions since `$since`; each figure gives its own."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What figures are read from."""

    ledger: Ledger
    requests: Requests
    residents: Residents
    settings: TelemetrySettings
    data_dir: Path


def read(figure: Figure, window_minutes: int, sources: Sources) -> Reading | None:
    """A figure over the last minutes; 0 is the present moment. None if it can't be read now.

    Blocking; from any thread.
    """
    try:
        return FIGURES[figure](sources, window_minutes)
    except LedgerUnavailable:  # which is told by a figure of its own
        return None
    except Exception:  # one figure that fails must not keep the others from being read
        log.warning("figure_failed", figure=figure, exc_info=True)
        return None


def _queried(sql: str, **parameters: Any) -> Callable[[Sources, int], Reading]:
    """A figure from the ledger: `sql` gives its value and its count."""

    def figure(sources: Sources, minutes: int) -> Reading:
        since = now().replace(tzinfo=None) - timedelta(minutes=minutes)
        ((value, count),) = sources.ledger.rows(sql, {"since": since, **parameters})
        return Reading(None if value is None else float(value), count)

    return figure


def _execution_p95_ms(sources: Sources, minutes: int) -> Reading:
    critical = list(sources.settings.targets.critical)
    sql = f"""SELECT quantile_cont(execution_ms, 0.95), count(execution_ms)
        FROM {ALL.decisions} WHERE list_contains($critical, task_type)"""
    return _queried(sql, critical=critical)(sources, minutes)


def _errors_per_minute(sources: Sources, minutes: int) -> Reading:
    sql = f"SELECT count(*) FILTER (error_type <> ''), count(*) FROM {ALL.decisions}"
    found = _queried(sql)(sources, max(1, minutes))
    assert found.value is not None
    return Reading(found.value / max(1, minutes), found.count)


def _writer_queue_full(sources: Sources, minutes: int) -> Reading:
    """Also while nothing can be recorded at all, unless that is what was asked for."""
    if not sources.settings.recording:
        return Reading(None)
    status = sources.ledger.status
    return Reading(float(not status.recording or status.waiting >= status.capacity))


def _gpu_memory(sources: Sources, minutes: int) -> Reading:
    used = [1 - gpu.memory_free / gpu.memory_total for gpu in detect_gpus().devices]
    return Reading(max(used, default=None), len(used))


def _disk_free(sources: Sources, minutes: int) -> Reading:
    usage = psutil.disk_usage(str(nearest_existing(sources.data_dir)))
    return Reading(usage.free / usage.total)


def _model_unavailable(sources: Sources, minutes: int) -> Reading:
    """Whether no chat model answers, and none is on its way."""
    residents = sources.residents
    return Reading(float(residents.settled and residents.active is None))


FIGURES: dict[Figure, Callable[[Sources, int], Reading]] = {
    "api_error_rate": lambda sources, minutes: sources.requests.error_rate(minutes * 60),
    "api_p95_ms": lambda sources, minutes: sources.requests.p95_ms(minutes * 60),
    "writer_queue_full": _writer_queue_full,
    "accuracy": _queried(f"SELECT avg({VERDICT_ACCURACY}), count(*) FROM {ALL.verdicts}"),
    "feedback_rate": _queried(
        f"SELECT count(verdict) / nullif(count(*), 0), count(*) FROM {ALL.rated}"
    ),
    "execution_p95_ms": _execution_p95_ms,
    "mean_confidence": _queried(f"SELECT avg(confidence), count(confidence) FROM {ALL.decisions}"),
    "first_token_p99_ms": _queried(
        f"""SELECT quantile_cont(first_token_ms, 0.99), count(first_token_ms)
        FROM {ALL.decisions} WHERE kind = 'turn'"""
    ),
    "errors_per_minute": _errors_per_minute,
    "gpu_memory": _gpu_memory,
    "disk_free": _disk_free,
    "model_unavailable": _model_unavailable,
}
