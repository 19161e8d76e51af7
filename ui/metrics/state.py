"""What is so at this moment: alerts, the ledger, the machine and its models, as HTML. Pure."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.alerts import Alert
from jarvis.telemetry.ledger import LedgerStatus
from ui.failure import failure
from ui.figures import decimal, duration, percent, size, thousands
from ui.header import Standing, device, title
from ui.machine import MachineNow
from ui.metrics.times import moment
from ui.words import Words

SHARES = {
    "api_error_rate",
    "accuracy",
    "feedback_rate",
    "mean_confidence",
    "gpu_memory",
    "disk_free",
}
MOST_ALERTS = 20


def notices(active: Sequence[Alert], ledger: LedgerStatus, words: Words) -> str:
    """The banner above everything: what is wrong now; "" while all is well."""
    off = "" if ledger.recording else _ledger_off(ledger, words)
    return off + "".join(_notice(alert, words) for alert in active)


def _ledger_off(ledger: LedgerStatus, words: Words) -> str:
    why = failure(LedgerUnavailable(ledger.problem, ledger.hint), words, "")
    lines = (why.message, why.detail, why.hint, words.metrics.ledger_off_hint)
    told = "".join(f"<span>{escape(line)}</span>" for line in lines if line)
    return f'<div class="problem"><b>{escape(words.metrics.ledger_off)}</b>{told}</div>'


def _notice(alert: Alert, words: Words) -> str:
    severity = alert.rule.severity
    return (
        f'<div class="notice {severity}"><b>{escape(words.metrics.severities[severity])}</b> '
        f"<span>{escape(alert_text(alert, words))}</span></div>"
    )


def alert_text(alert: Alert, words: Words) -> str:
    """What is wrong: "Accuracy is 71 %, below 80 %.", or "No chat model answers."."""
    said, rule = words.metrics, alert.rule
    if rule.figure in said.conditions:
        return said.conditions[rule.figure]
    limit = said.alert_above if rule.comparison == ">" else said.alert_below
    return said.alert_since.format(
        figure=said.figures[rule.figure],
        value=_value(rule.figure, alert.value, words),
        limit=limit.format(threshold=_value(rule.figure, rule.threshold, words)),
    )


def _value(figure: str, value: float | None, words: Words) -> str:
    if value is None:
        return words.metrics.no_figure
    if figure in SHARES:
        return percent(value, words)
    return duration(value, words) if figure.endswith("_ms") else decimal(value, 1, words)


def alert_list(
    active: Sequence[Alert], history: Sequence[Alert], now: datetime, words: Words
) -> str:
    """What is wrong now, then what was."""
    shown = [*active, *history][:MOST_ALERTS]
    if not shown:
        return f'<p class="empty">{escape(words.metrics.no_alerts)}</p>'
    return f'<ul class="alerts">{"".join(_listed(alert, now, words) for alert in shown)}</ul>'


def _listed(alert: Alert, now: datetime, words: Words) -> str:
    said, rule = words.metrics, alert.rule
    raised = said.alert_raised.format(when=moment(alert.since, now, words))
    over = f" · {said.alert_cleared}" if alert.cleared else ""
    kind = "cleared" if alert.cleared else rule.severity
    return (
        f'<li class="{kind}"><b>{escape(said.severities[rule.severity])}</b> '
        f'{escape(alert_text(alert, words))} <span class="note">{escape(raised + over)}</span></li>'
    )


def ledger_state(ledger: LedgerStatus, words: Words) -> str:
    """How recording stands, in a few lines."""
    said = words.metrics
    lines = [said.ledger_recording if ledger.recording else said.ledger_off]
    if ledger.waiting:
        lines.append(said.ledger_waiting.format(count=thousands(ledger.waiting, words)))
    if ledger.dropped:
        lines.append(said.ledger_dropped.format(count=thousands(ledger.dropped, words)))
    if ledger.set_aside:
        lines.append(said.ledger_set_aside.format(names=", ".join(ledger.set_aside)))
    return f'<p class="note">{escape(" ".join(lines))}</p>'


def machine(now: MachineNow, words: Words) -> str:
    """Processor, memory and GPUs as bars, and the disk."""
    said, found = words.metrics, now.hardware
    busy = said.processor_cores.format(percent=percent(now.busy, words), cores=found.cores)
    ours = said.memory_jarvis.format(size=size(now.process_bytes, words))
    bars = [
        _bar(said.processor, now.busy, busy),
        _memory(said.memory, found.memory_available, found.memory_total, words, f", {ours}"),
        *(
            _memory(f"GPU {gpu.index}: {gpu.name}", gpu.memory_free, gpu.memory_total, words)
            for gpu in found.gpus
        ),
    ]
    facts = [] if found.gpus else [_fact("GPU", said.no_gpu)]
    facts.append(_fact(said.disk, said.disk_free.format(size=size(found.disk_free, words))))
    return "".join([*bars, *facts])


def _memory(name: str, free: int, total: int, words: Words, more: str = "") -> str:
    used = total - free
    text = words.metrics.memory_used.format(used=size(used, words), total=size(total, words))
    return _bar(name, used / total, text + more)


def _bar(name: str, share: float, text: str) -> str:
    return (
        f'<label class="meter"><span>{escape(name)}</span><span>{escape(text)}</span>'
        f'<progress max="1" value="{share:.3f}"></progress></label>'
    )


def models_in_memory(models: Standing, words: Words) -> str:
    """What is loaded, and what is being loaded."""
    said, lines = words.metrics, []
    if (active := models.active) is not None:
        takes = said.in_memory_takes.format(
            device=device(active, words), size=size(active.measured_bytes, words)
        )
        lines.append((title(active), takes))
    if (coming := models.coming) is not None:
        lines.append((title(coming), said.is_loading))
    if not lines:
        return f'<p class="note">{escape(words.no_model)}</p>'
    return "".join(_fact(*line) for line in lines)


def _fact(name: str, text: str) -> str:
    return f'<div class="meter"><span>{escape(name)}</span><span>{escape(text)}</span></div>'
