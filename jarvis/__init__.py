"""Jarvis, a local AI assistant: the parts that make one turn of a conversation."""

__version__ = "0.1.0"
