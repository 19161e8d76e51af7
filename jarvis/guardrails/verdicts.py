"""Arithmetic on verdicts and findings: of parts of a text, and of what stands before it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jarvis.guardrails.finding import Check, Finding, Verdict, gravest


def after(findings: Iterable[Finding], before: str, text: str) -> list[Finding]:
    """What was found in `before + text`, as far as it stands in `text`, with offsets in that.

    A check that broke down stands nowhere, and counts.
    """
    known = len(before)
    first = known + len(text) - len(text.lstrip())
    return [
        one
        if one.check is Check.FAILED
        else replace(one, start=max(one.start, first) - known, end=one.end - known)
        for one in findings
        if one.end > first or one.check is Check.FAILED
    ]


def shifted(verdict: Verdict, by: int) -> Verdict:
    """The verdict on a text that stands so many characters after the beginning of another."""
    findings = (replace(one, start=one.start + by, end=one.end + by) for one in verdict.findings)
    return replace(verdict, findings=tuple(findings))


def joined(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on a text whose parts have these, findings in place already."""
    findings = sorted(
        (one for verdict in verdicts for one in verdict.findings), key=lambda f: (f.start, f.end)
    )
    return Verdict(
        gravest([verdict.word for verdict in verdicts]),
        "".join(verdict.text for verdict in verdicts),
        "".join(verdict.kept for verdict in verdicts),
        tuple(findings),
        next((verdict.message for verdict in verdicts if verdict.message), ""),
        summed(verdict.seconds for verdict in verdicts),
    )


def summed(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Seconds by name, added up."""
    total: dict[str, float] = {}
    for part in parts:
        for name, seconds in part.items():
            total[name] = total.get(name, 0.0) + seconds
    return total
