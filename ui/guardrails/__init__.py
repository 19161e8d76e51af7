"""The guardrails on the page: marks under messages, what the checks do, and a text to try."""
