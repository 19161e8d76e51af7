"""Text that gives the model orders, or tries to talk it out of its own."""

from jarvis.guardrails.finding import Finding


def injection(text: str) -> list[Finding]:
    """Attempts in a normalised text, with offsets in it and a score each."""
    return []
