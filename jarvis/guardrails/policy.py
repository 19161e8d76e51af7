"""What becomes of a finding. Pure: a finding, its direction and config.toml in, an action out."""

from dataclasses import replace
from typing import Any

from jarvis.guardrails.finding import Check, Direction, Finding, Word, gravest
from jarvis.guardrails_settings import GuardrailSettings, OutputAction

PAYMENT = frozenset({"card", "iban"})
"""Kinds that the check `pii` finds and that have a section of their own."""

WORDS: dict[OutputAction, Word] = {
    "off": "allow",
    "flag": "flag",
    "mask": "mask",
    "ask_again": "block",
    "block": "block",
}
"""The verdict that an action comes to."""


def section(settings: GuardrailSettings, check: Check, kind: str = "") -> Any:
    """The section of config.toml that decides about a finding; None for what isn't configured."""
    if check is Check.PII and kind in PAYMENT:
        return settings.payment
    return getattr(settings, check.value, None)


def sections(settings: GuardrailSettings, check: Check) -> tuple[Any, ...]:
    """Every section that a check's findings may fall under."""
    own = section(settings, check)
    return (own, settings.payment) if check is Check.PII else (own,)


def action(settings: GuardrailSettings, finding: Finding, direction: Direction) -> OutputAction:
    """What is done about a finding: "off" if it is too unsure, or too mild, for the policy."""
    own = section(settings, finding.check, finding.kind)
    if finding.score < getattr(own, "threshold", 0.0):
        return "off"
    if finding.severity and finding.severity < getattr(own, "severity", 0):
        return "off"
    chosen: OutputAction = getattr(own, direction.value, "off")
    return chosen


def active(settings: GuardrailSettings, check: Check, direction: Direction) -> bool:
    """Whether a check is worth running."""
    own = sections(settings, check)
    if any(getattr(part, direction.value, "off") != "off" for part in own):
        return True
    spoken = direction in (Direction.INPUT, Direction.OUTPUT)  # words that may be kept
    return spoken and any(getattr(part, "record", "off") == "mask" for part in own)


def failed(settings: GuardrailSettings, check: Check, direction: Direction) -> Finding:
    """A check broke down. What it would have covered or stopped must not pass unchecked."""
    own = sections(settings, check)
    closes = direction is Direction.OUTPUT or any(
        getattr(part, direction.value, "off") in ("mask", "block") for part in own
    )
    reason = f"the check {check.value!r} broke down; the log says why"
    return Finding(
        Check.FAILED, check.value, 0, 0, 1.0, reason, action="block" if closes else "flag"
    )


def kept_covered(settings: GuardrailSettings, finding: Finding) -> bool:
    """Whether a finding is covered in words that are kept apart from conversations."""
    own = section(settings, finding.check, finding.kind)
    return finding.action == "mask" or getattr(own, "record", "off") == "mask"


def judged(settings: GuardrailSettings, finding: Finding, direction: Direction) -> Finding:
    """The finding with its action."""
    if finding.check is Check.FAILED:
        return finding
    return replace(finding, action=action(settings, finding, direction))


def word_of(findings: tuple[Finding, ...]) -> Word:
    """The verdict that findings come to."""
    return gravest(tuple(WORDS[finding.action] for finding in findings))


def message(settings: GuardrailSettings, findings: tuple[Finding, ...]) -> str:
    """What a person is told of a block, if config.toml has words for it."""
    for finding in findings:
        if WORDS[finding.action] == "block":
            own = section(settings, finding.check, finding.kind)
            return str(getattr(own, "message", ""))
    return ""


def restorable(settings: GuardrailSettings, check: Check, kind: str) -> bool:
    """Whether a placeholder of this kind may be turned back into its value in an answer."""
    return bool(getattr(section(settings, check, kind), "restore", False))
