"""The Metrics tab before anything is known: headings, places for numbers, charts and rows. Pure.

Page scripts fill the places by their ids. Each has its size from the start, so that nothing jumps.
"""

from collections.abc import Mapping
from html import escape

from jarvis.telemetry_settings import TargetSettings
from ui.figures import percent, round_duration
from ui.metrics.guard_board import UNCHECKED, UNTIMED, numbers
from ui.metrics.knowledge_board import knowledge_frame
from ui.metrics.panels import chart, panels, place, table
from ui.metrics.voice_board import voice_frame
from ui.words import Words

KEYS = ("decisions", "accuracy", "confidence", "p95")
"""The overview's large numbers."""


def frame(words: Words, targets: TargetSettings) -> str:
    """The whole tab."""
    said = words.metrics
    sections = {
        "overview": (said.overview, _overview(words)),
        "accuracy": (said.accuracy, _accuracy(words, targets)),
        "confidence": (said.confidence, _confidence(words, targets)),
        "execution": (said.execution, _execution(words, targets)),
        "feedback": (said.feedback, _feedback(words, targets)),
        "knowledge": (said.knowledge.title, knowledge_frame(words)),
        "voice": (said.voice.title, voice_frame(words)),
        "guardrails": (words.guardrails.title, _guardrails(words)),
        "review": (words.review_title, _review(words)),
        "turns": (said.turns, _turns(words)),
        "machine": (said.machine, _machine(words)),
    }
    names = {name: title for name, (title, _) in sections.items()}
    drawn = [_section(name, title, body) for name, (title, body) in sections.items()]
    return (
        f'<div class="metrics"><header><h1>{escape(said.title)}</h1>'
        f"<p>{escape(said.introduction)}</p></header>"
        f'{_filters(words)}<div id="metrics-notices" role="status"></div>'
        f"{_chips(names, said.sections)}{''.join(drawn)}</div>"
    )


def _filters(words: Words) -> str:
    said = words.metrics
    periods = {str(days): name for days, name in said.periods.items()}
    lists = (
        ("days", said.period, periods),
        ("agent", said.agent, {"": said.every_agent}),
        ("task", said.task_type, {"": said.every_task_type}),
        ("model", said.model, {"": said.every_model}),
    )
    drawn = "".join(_select(*given) for given in lists)
    return f'<form id="metrics-filters" aria-label="{escape(said.filters)}">{drawn}</form>'


def _select(name: str, label: str, options: Mapping[str, str]) -> str:
    drawn = "".join(
        f'<option value="{value}"{" selected" if value == "30" else ""}>{escape(text)}</option>'
        for value, text in options.items()
    )
    return (
        f'<label><span>{escape(label)}</span><select name="{name}" id="metrics-{name}"'
        f' autocomplete="off">{drawn}</select></label>'
    )


def _chips(names: Mapping[str, str], label: str) -> str:
    drawn = "".join(
        f'<button type="button" data-do="section" data-section="metrics-{name}">'
        f"{escape(names[name])}</button>"
        for name in names
    )
    return f'<nav class="chips" aria-label="{escape(label)}">{drawn}</nav>'


def _section(name: str, title: str, body: str) -> str:
    return (
        f'<section class="part" id="metrics-{name}" aria-labelledby="heading-{name}">'
        f'<h2 id="heading-{name}" tabindex="-1">{escape(title)}</h2>{body}</section>'
    )


def _overview(words: Words) -> str:
    said = words.metrics
    names = (
        (said.decisions, said.decisions_note),
        (said.accuracy, said.accuracy_note),
        (said.mean_confidence, said.mean_confidence_note),
        (said.execution_p95, said.execution_p95_note),
    )
    keys = "".join(
        _key(key, name, note, words) for key, (name, note) in zip(KEYS, names, strict=True)
    )
    columns = (said.target, said.target_now, said.target_state)
    aims = table("targets", said.targets, said.targets_note, ("", *columns), wide=False)
    alerts = place("alerts", said.alerts, said.alerts_note)
    return f'<div class="headlines">{keys}</div>{panels(aims, alerts)}'


def _key(key: str, name: str, note: str, words: Words) -> str:
    nothing = escape(words.metrics.no_figure)
    return (
        f'<article class="panel headline"><h3>{escape(name)}</h3><p class="note">{escape(note)}</p>'
        f'<p class="number" id="key-{key}">{nothing}</p>'
        f'<div class="chart spark" id="chart-week-{key}">'
        f'<div class="plot" role="img"></div><small>{escape(words.metrics.week)}</small></div>'
        f'<p class="change" id="change-{key}">&nbsp;</p></article>'
    )


def _accuracy(words: Words, targets: TargetSettings) -> str:
    said = words.metrics
    target = percent(targets.accuracy, words)
    columns = (said.agent, said.decisions, said.accuracy, said.feedback_rate)
    return panels(
        chart("accuracy-time", said.accuracy_time, said.accuracy_time_note, said.no_feedback),
        chart("accuracy-tasks", said.accuracy_tasks, said.accuracy_tasks_note, said.no_feedback),
        table("accuracy-agents", said.accuracy_agents, said.accuracy_agents_note, columns),
    ).format(target=target)


def _confidence(words: Words, targets: TargetSettings) -> str:
    said = words.metrics
    shares = {
        "high": percent(targets.high_confidence, words),
        "low": percent(targets.low_confidence, words),
    }
    believed = (
        f'<article class="panel wide"><h3>{escape(said.calibration)}</h3>'
        '<div id="calibration"></div></article>'
    )
    return panels(
        chart("buckets", said.buckets, said.buckets_note, said.no_confidence),
        chart("reliability", said.reliability, said.reliability_note, said.no_feedback),
        believed,
    ).format(**shares)


def _execution(words: Words, targets: TargetSettings) -> str:
    said = words.metrics
    times = {
        "p95": round_duration(targets.execution_p95_ms, words),
        "p99": round_duration(targets.execution_p99_ms, words),
    }
    return panels(
        chart("execution-time", said.execution_time, said.execution_time_note, said.no_times),
        chart("execution-agents", said.execution_agents, said.execution_agents_note, said.no_times),
        table(
            "execution-tasks",
            said.execution_tasks,
            said.execution_tasks_note,
            (said.task_type, said.mean, "p95", "p99"),
        ),
    ).format(**times)


def _feedback(words: Words, targets: TargetSettings) -> str:
    said = words.metrics
    target = percent(targets.feedback_rate, words)
    columns = (said.agent, said.decisions, said.rated, said.feedback_rate)
    return '<p class="lead" id="feedback-total">&nbsp;</p>' + panels(
        chart("feedback-words", said.feedback_words, said.feedback_words_note, said.no_feedback),
        table(
            "feedback-agents", said.feedback_agents, said.feedback_agents_note, columns, wide=False
        ),
    ).format(target=target)


def _guardrails(words: Words) -> str:
    said = words.metrics
    did = (said.guard_noted, said.guard_masked, said.guard_blocked)
    sides = ("", said.guard_checked, *did)
    found = (said.guard_kind, *did, said.guard_appeals)
    checks = (said.guard_check, said.guard_runs, said.mean)
    unknown = numbers(UNCHECKED, UNTIMED, words)
    return f'<p class="lead">{escape(said.guard_introduction)}</p>' + panels(
        place("guard-numbers", said.guard_turns, said.guard_turns_note, unknown, wide=True),
        chart("guard-time", said.guard_time, said.guard_time_note, said.guard_time_none),
        table("guard-found", said.guard_found, said.guard_found_note, found, wide=False),
        table("guard-sides", said.guard_where, said.guard_where_note, sides, wide=False),
        table("guard-checks", said.guard_cost, said.guard_cost_note, checks, wide=False),
    )


def _turns(words: Words) -> str:
    said = words.metrics
    columns = (
        said.when,
        said.task_type,
        said.model,
        said.confidence,
        said.first_word,
        said.whole_time,
        said.rating,
        "",
    )
    return panels(table("turns", "", said.turns_note, columns))


def _review(words: Words) -> str:
    """The review queue's place; `ui.review_cards` says what comes into it."""
    return f'<p class="lead">{escape(words.review_introduction)}</p><div id="review"></div>'


def _machine(words: Words) -> str:
    said = words.metrics
    return panels(
        place("machine", said.machine_load, said.machine_note),
        place("models-in-memory", said.in_memory, said.in_memory_note),
        place("ledger", said.ledger, said.ledger_note, wide=True),
    )
