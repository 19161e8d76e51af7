"""What the guardrails did, as numbers and rows: HTML by the id of its place. Pure."""

from jarvis.telemetry.guard_time import GuardTime
from jarvis.telemetry.guardrails import Found, Guarded, Guardrails, Verdicts
from ui.figures import duration, percent, thousands
from ui.guardrails.marks import name
from ui.metrics.drawing import SHOWN
from ui.metrics.keys import figure
from ui.metrics.tables import body
from ui.words import Words

UNCHECKED = Guardrails(Guarded(), {}, [])
UNTIMED = GuardTime(None, None, [])
"""Before anything is known."""


def guard_html(period: Guardrails, time: GuardTime, words: Words) -> dict[str, str]:
    """Everything but the chart."""
    said, total = words.metrics, period.total
    sides = [
        (said.guard_sides[side], *_counts(getattr(total, side), words))
        for side in ("input", "context", "output")
        if getattr(total, side).checked
    ]
    found = [(name(f.check, f.kind, words), *_found(f, words)) for f in period.found[:SHOWN]]
    checks = [
        (_check(one.check, words), thousands(one.runs, words), duration(one.mean_ms, words))
        for one in time.checks
    ]
    return {
        "guard-numbers": numbers(period, time, words),
        "rows-guard-sides": body(sides, said.guard_none, columns=5),
        "rows-guard-found": body(found, said.guard_nothing_found, columns=5),
        "rows-guard-checks": body(checks, said.guard_none, columns=3),
    }


def numbers(period: Guardrails, time: GuardTime, words: Words) -> str:
    """The large numbers, which are there from the start, so that nothing jumps."""
    said, turns = words.metrics, period.total.turns
    shown = (
        (said.guard_checked, turns.checked, said.guard_checked_note),
        (said.guard_blocked, turns.blocked, said.guard_blocked_note),
        (said.guard_masked, turns.masked, said.guard_masked_note),
        (said.guard_noted, turns.flagged, said.guard_noted_note),
        (said.guard_appeals, period.total.appeals, _appeal_note(period, words)),
    )
    counts = [figure(title, thousands(count, words), note) for title, count, note in shown]
    return f'<dl class="figures">{"".join(counts)}{_time(time, words)}</dl>'


def _appeal_note(period: Guardrails, words: Words) -> str:
    rate = period.total.appeal_rate
    if rate is None:
        return words.metrics.guard_appeals_none
    return words.metrics.guard_appeals_note.format(share=percent(rate, words))


def _time(time: GuardTime, words: Words) -> str:
    said = words.metrics
    if time.p50_ms is None or time.p95_ms is None:
        return figure(said.guard_p95, said.no_figure, said.guard_p95_none)
    note = said.guard_p95_note.format(p50=duration(time.p50_ms, words))
    return figure(said.guard_p95, duration(time.p95_ms, words), note)


def _counts(verdicts: Verdicts, words: Words) -> list[str]:
    told = (verdicts.checked, verdicts.flagged, verdicts.masked, verdicts.blocked)
    return [thousands(count, words) for count in told]


def _found(found: Found, words: Words) -> list[str]:
    told = (found.flagged, found.masked, found.blocked, found.appealed)
    return [thousands(count, words) for count in told]


def _check(check: str, words: Words) -> str:
    """A check's name as the head of a row."""
    called = words.guardrails.checks.get(check, check)
    return called[:1].upper() + called[1:]
