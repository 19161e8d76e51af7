"""Personal data in a text: who somebody is, how to reach them, where their money is."""

from jarvis.guardrails.finding import Finding


def personal(text: str) -> list[Finding]:
    """Personal data in a normalised text, with offsets in it."""
    return []
