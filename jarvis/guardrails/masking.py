"""Covers findings in a text. Pure: findings in, a text with placeholders out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.normalising import visible
from jarvis.guardrails.placeholders import Vault

WORDS = {
    Check.INJECTION: "[instruction removed]",
    Check.TOXICITY: "[removed]",
    Check.LEAK: "[system prompt]",
    Check.REPETITION: "",
}
"""What stands in the place of a finding that hides no value."""

FIRST = (Check.REPETITION, Check.SECRET, Check.PII, Check.LEAK, Check.INJECTION, Check.TOXICITY)
"""Which finding counts where two overlap."""


def masked(text: str, findings: Iterable[Finding], vault: Vault) -> str:
    """`text` with a placeholder in the place of each finding.

    Args:
        findings: with offsets in `text`; of two that overlap the graver check's counts, over the
            stretch of both.
    """
    findings = list(findings)
    parts, at = [], 0
    for finding in apart(f for f in findings if f.check is not Check.HIDDEN):
        value = text[finding.start : finding.end]
        word = WORDS.get(finding.check)
        parts.append(text[at : finding.start])
        parts.append(vault.placeholder(finding, value) if word is None else word)
        at = finding.end
    parts.append(text[at:])
    hidden = any(finding.check is Check.HIDDEN for finding in findings)
    return visible("".join(parts)) if hidden else "".join(parts)


def apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings by place, those that overlap joined into one."""
    waiting: Finding | None = None
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if waiting is None or finding.start >= waiting.end:
            if waiting is not None:
                yield waiting
            waiting = finding
        else:
            waiting = _joined(waiting, finding)
    if waiting is not None:
        yield waiting


def _joined(one: Finding, other: Finding) -> Finding:
    """The graver of two, over the stretch of both; of equals the longer."""
    ranked = sorted((one, other), key=lambda f: (FIRST.index(f.check), f.start - f.end))
    return replace(ranked[0], start=min(one.start, other.start), end=max(one.end, other.end))
