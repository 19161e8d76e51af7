"""When something is wrong for long enough that a person should know, and when it is over.

A rule's figure must be beyond its threshold for the hold time before the alert is raised, and back
by the margin for as long before it is cleared, so that a figure which wavers around a threshold
doesn't ring all day. Where figures come from, and who is told, this doesn't know.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jarvis.telemetry_settings import AlertRule

HISTORY = 100
"""Alerts that are over and remembered."""

SEVERITIES = ("critical", "high", "medium")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure over a window. `value` is None where there was nothing to take it from.

    Attributes:
        count: observations that it was taken from.
    """

    value: float | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """How a rule stands.

    Attributes:
        raised: whether there is an alert.
        turned: since when the figure has said the opposite, in seconds of the clock that `step`
            is given; None while it doesn't.
    """

    raised: bool = False
    turned: float | None = None


def step(rule: AlertRule, reading: Reading | None, now: float, state: State) -> State:
    """How the rule stands after another reading.

    Args:
        reading: None if the figure couldn't be read: then nothing changes, and holding begins
            again. Fewer observations than the rule wants raise nothing and are no reason to go on.
        now: seconds, monotonic.
    """
    if reading is None or beyond(rule, reading, raised=state.raised) == state.raised:
        return State(state.raised)
    turned = now if state.turned is None else state.turned
    if now - turned >= rule.hold_minutes * 60:
        return State(not state.raised)
    return State(state.raised, turned)


def beyond(rule: AlertRule, reading: Reading, *, raised: bool) -> bool:
    """Whether the figure is beyond its threshold; once raised, not yet back by the margin."""
    if reading.value is None or reading.count < rule.least_count:
        return False
    margin = rule.margin * abs(rule.threshold) if raised else 0.0
    if rule.comparison == ">":
        return reading.value > rule.threshold - margin
    return reading.value < rule.threshold + margin


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that was, or is, wrong.

    Attributes:
        value: the figure at the last reading; at the one that cleared it, once it is over.
        since: when it was raised, UTC.
        cleared: when it was over, UTC; None while it lasts.
    """

    rule: AlertRule
    value: float | None
    since: datetime
    cleared: datetime | None = None


class Alerts:
    """Every rule's state, and the alerts that follow from it. For one thread."""

    def __init__(self, rules: Sequence[AlertRule]) -> None:
        self.rules = tuple(rules)
        self._states = [State() for _ in self.rules]
        self._active: dict[int, Alert] = {}
        self._history: deque[Alert] = deque(maxlen=HISTORY)

    @property
    def active(self) -> tuple[Alert, ...]:
        """What is wrong now, worst first, then longest."""
        alerts = self._active.values()
        return tuple(sorted(alerts, key=lambda a: (SEVERITIES.index(a.rule.severity), a.since)))

    @property
    def history(self) -> tuple[Alert, ...]:
        """What is over, latest first; the last hundred."""
        return tuple(reversed(self._history))

    def step(
        self, readings: Sequence[Reading | None], seconds: float, now: datetime
    ) -> tuple[Alert, ...]:
        """Take one reading a rule, in the rules' order; the alerts that were raised or cleared.

        Args:
            seconds: monotonic, to hold by.
            now: UTC, to show.
        """
        changed = []
        for index, (rule, reading) in enumerate(zip(self.rules, readings, strict=True)):
            self._states[index] = step(rule, reading, seconds, self._states[index])
            value = reading.value if reading else None
            if alert := self._follow(index, value, now):
                changed.append(alert)
        return tuple(changed)

    def _follow(self, index: int, value: float | None, now: datetime) -> Alert | None:
        """Let a rule's alert follow its state; the alert if it was raised or cleared."""
        before, raised = self._active.get(index), self._states[index].raised
        if before is None:
            if not raised:
                return None
            alert = self._active[index] = Alert(self.rules[index], value, now)
            return alert
        if raised:
            if value is not None:
                self._active[index] = replace(before, value=value)
            return None
        over = replace(self._active.pop(index), value=value, cleared=now)
        self._history.append(over)
        return over
