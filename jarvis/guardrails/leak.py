"""The system prompt, word for word, in an answer."""

from jarvis.guardrails.finding import Finding


def leak(text: str, system_prompt: str, words: int) -> list[Finding]:
    """Stretches of `text` that repeat so many words of the system prompt in a row."""
    return []
