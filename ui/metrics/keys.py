"""The Metrics tab's large numbers, how they changed, its targets, and calibration in words. Pure.

Everything here is HTML by the id of its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from jarvis.telemetry.calibration import Calibration
from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry_settings import TargetSettings
from ui.figures import decimal, duration, percent, round_duration, thousands
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Key:
    """A large number: now, in the period before, and how it is written.

    Attributes:
        better: 1 if more is better, -1 if less is, 0 if neither.
        relative: a change is told in percent of what was before, not in points.
    """

    now: float | None
    before: float | None
    written: Callable[[float], str]
    better: int = 0
    relative: bool = False


def key_numbers(board: Dashboard, days: int, words: Words) -> dict[str, str]:
    """The numbers and their changes."""
    html = {}
    for name, key in _keys(board, words).items():
        shown = words.metrics.no_figure if key.now is None else key.written(key.now)
        html[f"key-{name}"] = escape(shown)
        html[f"change-{name}"] = change(key, days, words)
    return html


def _keys(board: Dashboard, words: Words) -> dict[str, Key]:
    now, before = board.total, board.before
    share, time = partial(percent, words=words, digits=1), partial(duration, words=words)

    def count(value: float) -> str:
        return thousands(round(value), words)

    return {
        "decisions": Key(now.decisions, before.decisions, count, relative=True),
        "accuracy": Key(now.judged.accuracy, before.judged.accuracy, share, better=1),
        "confidence": Key(now.mean_confidence, before.mean_confidence, share),
        "p95": Key(now.p95_ms, before.p95_ms, time, better=-1, relative=True),
    }


def change(key: Key, days: int, words: Words) -> str:
    """What changed: "▲ 12 % more than in the 30 days before"; "better" is said, not only shown."""
    said = words.metrics
    if key.now is None or key.before is None or (key.relative and not key.before):
        return escape(said.nothing_before)
    difference = round((key.now - key.before) / (key.before if key.relative else 1), 3)
    if not difference:
        return escape(f"{said.unchanged} {said.before[days]}")
    amount = percent(abs(difference), words, 1)
    if not key.relative:
        amount = said.points.format(number=decimal(abs(difference) * 100, 1, words))
    arrow, told = ("▲", said.change_up) if difference > 0 else ("▼", said.change_down)
    kind, verdict = _judged(difference * key.better, words)
    return (
        f'<span class="{kind}"><span aria-hidden="true">{arrow}</span> '
        f"{escape(told.format(change=amount))}</span> {escape(said.before[days])}"
        f'<span class="hidden">{escape(verdict)}</span>'
    )


def _judged(gain: float, words: Words) -> tuple[str, str]:
    """A change's class, and what it is for whoever sees no colour."""
    if not gain:
        return "neutral", ""
    if gain > 0:
        return "better", f" ({words.metrics.better})"
    return "worse", f" ({words.metrics.worse})"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that ought to lie above or below a limit. A share (0 to 1) or milliseconds."""

    name: str
    now: float | None
    limit: float
    above: bool
    is_time: bool = False

    @property
    def met(self) -> bool | None:
        """None while nothing is known."""
        if self.now is None:
            return None
        return self.now > self.limit if self.above else self.now < self.limit


def targets_of(board: Dashboard, targets: TargetSettings) -> list[Target]:
    """Every target, with the figure that it is about."""
    counts, aims = list(board.buckets.values()), board.aims
    confident = sum(counts)
    high = sum(counts[-2:]) / confident if confident else None
    low = counts[0] / confident if confident else None
    return [
        Target("accuracy", board.total.judged.accuracy, targets.accuracy, above=True),
        Target("feedback_rate", board.total.feedback_rate, targets.feedback_rate, above=True),
        Target("high_confidence", high, targets.high_confidence, above=True),
        Target("low_confidence", low, targets.low_confidence, above=False),
        *(
            Target(name, now, getattr(targets, name), above=False, is_time=True)
            for name, now in (
                ("execution_p95_ms", aims.critical_p95_ms),
                ("execution_p99_ms", aims.critical_p99_ms),
                ("first_token_p95_ms", aims.first_token_p95_ms),
            )
        ),
    ]


def target_rows(board: Dashboard, targets: TargetSettings, words: Words) -> str:
    """The table of targets."""
    return "".join(_target_row(target, words) for target in targets_of(board, targets))


def _target_row(target: Target, words: Words) -> str:
    said = words.metrics

    written, rounded = (duration, round_duration) if target.is_time else (percent, percent)
    limit = f"{'>' if target.above else '<'} {rounded(target.limit, words)}"
    now = said.no_figure if target.now is None else written(target.now, words)
    state, kind = {
        None: (said.no_figure, "unknown"),
        True: (f"✓ {said.target_met}", "better"),
        False: (f"✗ {said.target_missed}", "worse"),
    }[target.met]
    return (
        f'<tr><th scope="row">{escape(said.target_names[target.name])}</th>'
        f"<td>{escape(limit)}</td><td>{escape(now)}</td>"
        f'<td><span class="{kind}">{escape(state)}</span></td></tr>'
    )


def calibration(found: Calibration, words: Words) -> str:
    """Whether the confidence can be believed; how many more verdicts it takes to say so."""
    said = words.metrics
    if found.verdict is None:
        rated, missing = thousands(found.rated, words), thousands(found.missing, words)
        told = said.calibration_missing.format(missing=missing, rated=rated)
        return f'<p class="empty">{escape(told)}</p>'
    figures = "".join(figure(*one) for one in _calibration_figures(found, words))
    rated = said.calibration_figures.format(rated=thousands(found.rated, words))
    return (
        f'<p class="verdict">{escape(said.calibration_verdicts[found.verdict])}</p>'
        f'<p class="note">{escape(rated)}</p><dl class="figures">{figures}</dl>'
    )


def _calibration_figures(found: Calibration, words: Words) -> list[tuple[str, str, str]]:
    """Each with its name, and what to hold it against."""
    said, share = words.metrics, partial(percent, words=words, digits=1)
    by_chance = share(found.ece_null or 0), share(found.gap_null or 0)
    return [
        (said.brier, decimal(found.brier or 0, 3, words), said.brier_note),
        (said.ece, share(found.ece or 0), said.ece_note.format(null=by_chance[0])),
        (said.gap, _signed(found.gap or 0, words), said.gap_note.format(null=by_chance[1])),
    ]


def figure(name: str, value: str, note: str) -> str:
    """A number in a list of some, with its name and what it means."""
    return (
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        f'<dd class="note">{escape(note)}</dd></div>'
    )


def feedback_total(board: Dashboard, targets: TargetSettings, words: Words) -> str:
    """How much feedback there is, beside how much there ought to be."""
    said, rate = words.metrics, board.total.feedback_rate
    told = said.feedback_total.format(
        count=thousands(board.total.judged.count, words),
        rate=said.no_figure if rate is None else percent(rate, words, 1),
        target=percent(targets.feedback_rate, words),
    )
    return escape(told)


def _signed(share: float, words: Words) -> str:
    return f"{'+' if share > 0 else '−' if share < 0 else ''}{percent(abs(share), words, 1)}"
