"""Hate, threats, insults, and help with doing harm, in English and Spanish."""

from jarvis.guardrails.finding import Finding


def toxicity(text: str) -> list[Finding]:
    """Toxic or harmful passages of a normalised text, with offsets, score and severity."""
    return []
